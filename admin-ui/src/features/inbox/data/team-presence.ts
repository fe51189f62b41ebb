import { createStore, useStore } from '../../../shared/lib/store.js';
import type { Present } from './types.js';

/** Who of the team is where, as far as this tab has heard since it was opened. */
const known = createStore<ReadonlyMap<string, readonly Present[]>>(new Map());

export const heardPresence = (conversationId: string, present: readonly Present[]): void => {
  const before = known.get();
  if (present.length === 0 && !before.has(conversationId)) return;
  const next = new Map(before);
  if (present.length === 0) next.delete(conversationId);
  else next.set(conversationId, present);
  known.set(next);
};

const nobody: readonly Present[] = [];
export const usePresentIn = (conversationId: string): readonly Present[] =>
  useStore(known).get(conversationId) ?? nobody;
