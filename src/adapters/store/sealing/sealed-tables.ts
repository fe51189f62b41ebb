import { freshDialogue } from '#domain/conversation/dialogue';

/** What of a table is sealed, and what stands in the place of a value that does not open; without one, the row cannot be shown. */
export type SealedTable = {
  /** What names a row, beside its tenant. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Unreadable>>;
  /** By which column the customer is found whose key it is: the column itself, or a conversation. `null`: the tenant's key. */
  readonly owner: 'id' | 'customer_id' | 'conversation_id' | null;
};

type Unreadable = { readonly instead: string | null } | 'row cannot be shown';

/** Shown in the place of what cannot be read. */
export const unreadableCode = 'vault.seal_broken';

const noRow = 'row cannot be shown';
const instead = (value: string | null): Unreadable => ({ instead: value });
const unreadableContent = JSON.stringify({ type: 'unsupported', providerType: unreadableCode });
const emptyDialogue = JSON.stringify(freshDialogue);

const wholeBody = (owner: SealedTable['owner']): SealedTable => ({ key: ['id'], columns: { body: noRow }, owner });

/** Every column that holds what a customer wrote, or who a customer is. Rows of these tables are opened and sealed by the seam. */
export const sealedTables: Readonly<Record<string, SealedTable>> = {
  messages: {
    key: ['id'],
    columns: { content: instead(unreadableContent), choices: instead('[]') },
    owner: 'conversation_id',
  },
  customers: {
    key: ['id'],
    columns: { name: instead(null), email: instead(null), phone: instead(null), remark: instead(unreadableCode) },
    owner: 'id',
  },
  customer_identities: {
    key: ['scheme', 'value'],
    columns: { address: instead(unreadableCode) },
    owner: 'customer_id',
  },
  conversations: { key: ['id'], columns: { dialogue: instead(emptyDialogue) }, owner: 'customer_id' },
  turns: wholeBody('conversation_id'),
  suggestions: wholeBody('conversation_id'),
  orders: wholeBody('conversation_id'),
  leads: wholeBody('customer_id'),
  notes: { key: ['id'], columns: { text: instead(unreadableCode) }, owner: 'conversation_id' },
  answer_labels: { key: ['turn_id'], columns: { body: noRow }, owner: 'conversation_id' },
  knowledge_gaps: { key: ['id'], columns: { text: instead(unreadableCode) }, owner: 'conversation_id' },
  widget_sessions: {
    key: ['id'],
    columns: { ip: instead(null), user_agent: instead(null), referrer: instead(null), rating: instead(null) },
    owner: null,
  },
  files: { key: ['id'], columns: { name: instead(unreadableCode) }, owner: null },
  function_calls: wholeBody(null),
  studio_runs: wholeBody(null),
  search_terms: { key: ['word'], columns: { sealed: noRow }, owner: null },
};

/** Nothing to hide in it, and nothing to hide it in. */
const empty: ReadonlySet<unknown> = new Set([null, '', '[]', '{}', emptyDialogue]);
export const isEmpty = (value: unknown): boolean =>
  // To look for a text is to read the whole of it, and most are long.
  typeof value === 'string' && value.length > emptyDialogue.length ? false : empty.has(value);

/** The sealed columns of a table; none of one that is not sealed. */
export const sealedColumnsOf = (table: string): readonly string[] => columnNames.get(table) ?? [];
const columnNames = new Map(Object.entries(sealedTables).map(([table, { columns }]) => [table, Object.keys(columns)]));
