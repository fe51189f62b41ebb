import { SystemClock } from '#adapters/clock/system-clock';
import { KeyRing, type WrappedSecret } from '#adapters/store/sealing/key-ring';
import { type CustomerKeyRows, RowSeals } from '#adapters/store/sealing/row-seals';
import { sealedTables } from '#adapters/store/sealing/sealed-tables';
import { mastersOf } from '#adapters/store/sealing/sealing-options';
import type { TenantKeys } from '#adapters/store/sealing/tenant-keys';
import { firstLettersOf } from '#adapters/store/sealing/word-beginnings';
import { type Seeding, type TalkRows, talkBatches, type Values } from '#test/bench/seeding/talk-rows';
import { sealingWith } from '#test/support/sealing';

/** Each before those that refer to it. */
export const storedTables = [
  'customers',
  'customer_keys',
  'customer_identities',
  'conversations',
  'messages',
  'search_terms',
  'message_words',
  'sealing_places',
] as const;
export type StoredTable = (typeof storedTables)[number];
export type StoredRows = Readonly<Record<StoredTable, readonly Values[]>>;

type Identity = Values & { readonly scheme: string; readonly value: string };

/** Seals rows with the product's own keys, by its own code, as the product would have while it wrote them. */
class TalkSeals {
  readonly #tenantId: string;
  readonly #ring: KeyRing;
  readonly #keys: TenantKeys;
  /** Words that are among the tenant's search terms by now. */
  readonly #terms = new Set<string>();

  constructor(tenantId: string, ring: KeyRing, keys: TenantKeys) {
    this.#tenantId = tenantId;
    this.#ring = ring;
    this.#keys = keys;
  }

  async sealed(open: TalkRows): Promise<StoredRows> {
    const keyRows: Values[] = [];
    const seals = this.#unit(open, keyRows);
    const customerOf = new Map(open.conversations.map(({ id, customer_id }) => [id, String(customer_id)]));
    const all = (table: string, rows: readonly Values[], owner: (row: Values) => string | undefined) =>
      Promise.all(rows.map((row) => seals.seal(table, row, owner(row))));
    // First, so that each customer's key is there for the rest.
    const customers = await all('customers', open.customers, ({ id }) => String(id));
    const identities = open.customer_identities.map((row) => this.#blindIdentity(row as Identity));
    const ofCustomer = ({ customer_id }: Values): string => String(customer_id);
    return {
      customers,
      customer_keys: keyRows,
      customer_identities: await all('customer_identities', identities, ofCustomer),
      conversations: await all('conversations', open.conversations, ofCustomer),
      messages: await all('messages', open.messages, ({ conversation_id }) => customerOf.get(conversation_id)),
      search_terms: await Promise.all(
        this.#newTerms(open.message_words).map((row) => seals.seal('search_terms', row, null)),
      ),
      message_words: open.message_words.map((row) => ({ ...row, word: this.#keys.blindWord(String(row['word'])) })),
      sealing_places: [],
    };
  }

  /** No table has anything left that the start would have to seal. */
  allDone(): readonly Values[] {
    const done = { tenant_id: this.#tenantId, after: '[]', tenant_version: this.#keys.version, is_done: 1 };
    return Object.keys(sealedTables).map((table_name) => ({ ...done, table_name }));
  }

  #unit({ customers }: TalkRows, keyRows: Values[]): RowSeals {
    const nowMs = Number(customers[0]?.['created_at']);
    const rows: CustomerKeyRows = {
      newestOf: () => Promise.resolve(undefined),
      byIds: () => Promise.resolve([]),
      add: async (customer_id, key) => {
        keyRows.push({ ...key, tenant_id: this.#tenantId, customer_id, created_at: nowMs });
      },
    };
    const unreadable = (): void => undefined;
    const around = { ring: this.#ring, keys: this.#keys, rows, nowMs, unreadable, isLastTry: true };
    const seals = new RowSeals(this.#tenantId, around);
    for (const { id } of customers) seals.noteNewCustomer(String(id));
    return seals;
  }

  #blindIdentity(row: Identity): Values {
    return { ...row, value: this.#keys.blindAddress(row.scheme, row.value), address: row.value };
  }

  #newTerms(words: TalkRows['message_words']): readonly Values[] {
    const fresh = [...new Set(words.map(({ word }) => String(word)))].filter((word) => !this.#terms.has(word));
    for (const word of fresh) this.#terms.add(word);
    return fresh.map((word) => ({
      tenant_id: this.#tenantId,
      word: this.#keys.blindWord(word),
      sealed: word,
      ...firstLettersOf(this.#keys, word),
    }));
  }
}

const together = (talks: readonly StoredRows[]): StoredRows => ({
  customers: talks.flatMap((talk) => talk.customers),
  customer_keys: talks.flatMap((talk) => talk.customer_keys),
  customer_identities: talks.flatMap((talk) => talk.customer_identities),
  conversations: talks.flatMap((talk) => talk.conversations),
  messages: talks.flatMap((talk) => talk.messages),
  search_terms: talks.flatMap((talk) => talk.search_terms),
  message_words: talks.flatMap((talk) => talk.message_words),
  sealing_places: talks.flatMap((talk) => talk.sealing_places),
});

/** @param secrets the tenant's keys, as they are stored. @throws {WrongMasterKey} */
const openSeals = async ({ masterKeys, tenantId }: Seeding, secrets: readonly WrappedSecret[]): Promise<TalkSeals> => {
  const used = secrets.map(({ master }) => master);
  const masters = mastersOf(used, sealingWith(masterKeys).masterKeys);
  const stored = { of: async () => secrets, add: async () => false, replace: async () => undefined };
  const ring = new KeyRing(masters, stored, new SystemClock());
  const keys = await ring.load(tenantId, false);
  if (keys === null) throw new Error(`tenant ${tenantId} has no key yet`);
  return new TalkSeals(tenantId, ring, keys);
};

/** All talks as they are to be stored, some thousands of rows at a time. @param secrets of the tenant, as they are stored. */
export async function* sealedTalks(
  seeding: Seeding,
  secrets: readonly WrappedSecret[],
): AsyncGenerator<StoredRows, void, undefined> {
  const seals = await openSeals(seeding, secrets);
  for (const talks of talkBatches(seeding)) yield together(await Promise.all(talks.map((talk) => seals.sealed(talk))));
  yield { ...together([]), sealing_places: seals.allDone() };
}
