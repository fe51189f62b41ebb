import { createStore } from '../shared/lib/store.js';

/** How many things wait for a person: conversations and order requests. */
export const waitingCount = createStore(0);
