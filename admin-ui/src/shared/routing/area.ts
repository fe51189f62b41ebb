import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Permission } from '../api/types.js';
import type { Label } from '../i18n/dictionary.js';

export type NavGroup = 'work' | 'build' | 'business' | 'platform';

/** One line of the navigation and of the palette. */
export type NavEntry = {
  readonly to: string;
  readonly label: Label;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  readonly group: NavGroup;
  /** Without it the entry is not shown. */
  readonly permission?: Permission;
  /** A figure of the home screen that is shown beside the label. */
  readonly badge?: 'waiting' | 'pendingOrders' | 'newLeads';
};

/** What a feature adds to the panel. */
export type FeatureArea<Routes extends readonly AnyRoute[]> = {
  readonly routes: Routes;
  readonly nav: readonly NavEntry[];
};

export const defineArea = <const Routes extends readonly AnyRoute[]>(area: FeatureArea<Routes>) => area;

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Who lacks it reads that the screen is not theirs, and who can change that. */
    readonly permission?: Permission;
  }
}
