import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { fetchPiece } from '../lib/fetch-piece.js';

/**
 * A screen that is fetched when somebody goes there. When a newer version of the panel has taken its file away, the page is
 * loaded again, once; without a network the screen says so, and nothing is loaded again into nothing.
 */
// biome-ignore lint/suspicious/noExplicitAny: the constraint of `lazyRouteComponent` itself.
export const lazyScreen = <T extends Record<string, any>, K extends keyof T>(load: () => Promise<T>, name: K) =>
  lazyRouteComponent(() => fetchPiece(load), name) as RouteComponent;
