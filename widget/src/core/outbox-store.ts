import type { OutboxItem, OutboxStore } from './outbox.js';
import type { Store } from './storage.js';

const keyOf = ({ n, key }: OutboxItem): string => `q${String(n).padStart(9, '0')}${key}`;

/** One entry for each message: two tabs that write at once cannot overwrite each other. */
export const outboxStore = (store: Store): OutboxStore => ({
  all: () => store.keys('q').flatMap((key) => store.get<OutboxItem>(key) ?? []),
  put: (item) => store.set(keyOf(item), item),
  drop: (item) => store.remove(keyOf(item)),
});
