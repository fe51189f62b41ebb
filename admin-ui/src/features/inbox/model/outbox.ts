import { newIdempotencyKey } from '../../../shared/api/client.js';
import { createStore, useStore } from '../../../shared/lib/store.js';
import { persisted } from './persisted.js';

/** Something a person sent that the server has not confirmed yet. Its key is the idempotency key: sending it twice sends once. */
export type Pending = {
  readonly key: string;
  readonly conversationId: string;
  readonly text: string;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly at: string;
  readonly state: 'sending' | 'failed';
  /** The message it became, until the thread shows that one. */
  readonly messageId: string | null;
};

const isList = (raw: unknown): raw is readonly Pending[] =>
  Array.isArray(raw) &&
  raw.every((each: unknown) => typeof each === 'object' && each !== null && 'key' in each && 'text' in each);

const kept = persisted('outbox', isList);
const stores = new Map<string, ReturnType<typeof createStore<readonly Pending[]>>>();

/** @param owner whose, and in which conversation: drafts of one person are not another's. */
const storeOf = (owner: string) => {
  const known = stores.get(owner);
  if (known !== undefined) return known;
  // Whether what was on its way when the page closed has arrived nobody knows; sending it again with its key is safe.
  const before = (kept.get(owner) ?? []).map((each): Pending => ({ ...each, state: 'failed' }));
  const store = createStore<readonly Pending[]>(before);
  stores.set(owner, store);
  return store;
};

const change = (owner: string, to: (before: readonly Pending[]) => readonly Pending[]): void => {
  const store = storeOf(owner);
  store.set(to(store.get()));
  const unsent = store.get().filter(({ messageId }) => messageId === null);
  kept.set(owner, unsent.length === 0 ? null : unsent);
};

export const outbox = {
  add: (owner: string, what: Pick<Pending, 'conversationId' | 'text' | 'fileId' | 'fileName'>): Pending => {
    const pending: Pending = {
      ...what,
      key: newIdempotencyKey(),
      at: new Date().toISOString(),
      state: 'sending',
      messageId: null,
    };
    change(owner, (before) => [...before, pending]);
    return pending;
  },
  update: (owner: string, key: string, to: Partial<Pick<Pending, 'state' | 'messageId'>>): void =>
    change(owner, (before) => before.map((each) => (each.key === key ? { ...each, ...to } : each))),
  remove: (owner: string, key: string): void => change(owner, (before) => before.filter((each) => each.key !== key)),
  clear: (owner: string): void => change(owner, () => []),
};

export const useOutbox = (owner: string): readonly Pending[] => useStore(storeOf(owner));
