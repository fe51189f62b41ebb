import { createStore } from '../../shared/lib/store.js';

export const helpOpened = createStore(false);
/** How often the palette has been asked for. */
export const paletteAsked = createStore(0);
