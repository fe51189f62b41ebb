import { createStore, type Store, useStore } from '../../../shared/lib/store.js';
import { persisted } from './persisted.js';

/** What stands in the composer of one conversation: the answer and the note each have their own text. */
export type Draft = { readonly mode: 'reply' | 'note'; readonly reply: string; readonly note: string };

const empty: Draft = { mode: 'reply', reply: '', note: '' };

const isDraft = (raw: unknown): raw is Draft =>
  typeof raw === 'object' &&
  raw !== null &&
  'reply' in raw &&
  typeof raw.reply === 'string' &&
  'note' in raw &&
  typeof raw.note === 'string' &&
  'mode' in raw &&
  (raw.mode === 'reply' || raw.mode === 'note');

const kept = persisted('draft', isDraft);
const stores = new Map<string, Store<Draft>>();

const storeOf = (owner: string): Store<Draft> => {
  const known = stores.get(owner);
  if (known !== undefined) return known;
  const store = createStore(kept.get(owner) ?? empty);
  stores.set(owner, store);
  return store;
};

export const readDraft = (owner: string): Draft => storeOf(owner).get();

export const changeDraft = (owner: string, to: Partial<Draft>): void => {
  const draft = { ...storeOf(owner).get(), ...to };
  storeOf(owner).set(draft);
  kept.set(owner, draft.reply === '' && draft.note === '' ? null : draft);
};

export const useDraft = (owner: string): Draft => useStore(storeOf(owner));
