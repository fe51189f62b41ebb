import { searchWords } from '#domain/shared/search-words';

export type Seeding = {
  readonly tenantId: string;
  readonly channelId: string;
  readonly messages: number;
  /** Of the product that is filled. */
  readonly masterKeys: readonly string[];
};

type TalkTable = 'customers' | 'customer_identities' | 'conversations' | 'messages' | 'message_words';
export type Values = Readonly<Record<string, unknown>>;
export type TalkRows = Readonly<Record<TalkTable, readonly Values[]>>;

const perConversation = 20;
/** Conversations that are written as one. */
const perBatch = 1_000;
const day = 86_400_000;
const vocabulary = Array.from({ length: 5_000 }, (_, index) => `word${index.toString(36)}`);

const hex = (kind: string, number: number): string => `${kind}_${number.toString(16).padStart(32, '0')}`;

const wordsPerMessage = 6;
/** Some words, the first few of the vocabulary far more often than the others, as in speech. */
const textOf = (number: number): string =>
  Array.from({ length: wordsPerMessage }, (_, place) => {
    // As if by chance, and the same in every run: a product of the golden ratio, whose upper bits are stirred into the lower.
    const product = Math.imul(number * wordsPerMessage + place, 0x9e3779b1);
    const dice = (Math.imul(product ^ (product >>> 15), 0x85ebca6b) >>> 0) / 2 ** 32;
    return vocabulary[Math.floor(dice ** 3 * vocabulary.length)] ?? '';
  }).join(' ');

const dialogue = JSON.stringify({
  language: 'en',
  order: null,
  choices: [],
  topic: [],
  lastOrderId: null,
  disclosed: true,
  misunderstood: 0,
});

const modes = ['assistant', 'waiting', 'human'] as const;
const phoneOf = (number: number): string => `9710${number}`;

/** Numbers of those with whom the assistant talks. */
export const seededCustomers = (messages: number): readonly string[] =>
  Array.from({ length: messages / perConversation / modes.length }, (_, index) => phoneOf(index * modes.length));

const conversationRow = (number: number, at: number): Values => {
  const mode = modes[number % modes.length];
  return {
    id: hex('cnv', number),
    customer_id: hex('cus', number),
    open_key: `seed-${number}`,
    status: 'open',
    mode,
    inbox_state: mode,
    assistant_on: 1,
    epoch: 0,
    dialogue,
    created_at: at,
    version: 1,
    last_seq: perConversation,
    inbound_seq: perConversation - 1,
    answered_seq: perConversation - 1,
    last_message_id: hex('msg', number * perConversation + perConversation - 1),
    last_message_at: at + perConversation * 1_000,
    last_inbound_at: at,
    turn_fence: 0,
    turn_claimed_seq: 0,
    turn_failures: 0,
  };
};

const messageRow = (number: number, seq: number, at: number): Values => {
  const index = number * perConversation + seq - 1;
  const isIn = seq % 2 === 1;
  return {
    id: hex('msg', index),
    conversation_id: hex('cnv', number),
    seq,
    direction: isIn ? 'in' : 'out',
    author_kind: isIn ? 'customer' : 'assistant',
    author: JSON.stringify({ kind: isIn ? 'customer' : 'assistant' }),
    content: JSON.stringify({ type: 'text', text: textOf(index) }),
    choices: '[]',
    status: isIn ? 'received' : 'read',
    external_id: `seed-${index}`,
    epoch: 0,
    sensitive: 0,
    attempts: 0,
    created_at: at + seq * 1_000,
    status_at: at + seq * 1_000,
  };
};

/** Conversation `number`, of twenty messages, as the product would have written it before sealing. */
const talkRows = ({ tenantId, channelId }: Seeding, number: number): TalkRows => {
  const at = Date.now() - 90 * day + number * 1_000;
  const owned = { tenant_id: tenantId };
  const messages = Array.from({ length: perConversation }, (_, index) => messageRow(number, index + 1, at));
  const words = messages.flatMap(({ id, created_at }, index) =>
    searchWords(textOf(number * perConversation + index)).map((word) => ({
      ...owned,
      word,
      created_at,
      message_id: id,
    })),
  );
  const identity = { scheme: 'wa_phone', value: phoneOf(number), customer_id: hex('cus', number), position: 0 };
  return {
    customers: [{ ...owned, id: hex('cus', number), name: `Customer ${number}`, language: null, created_at: at }],
    customer_identities: [{ ...owned, ...identity }],
    conversations: [{ ...owned, channel_id: channelId, ...conversationRow(number, at) }],
    messages: messages.map((row) => ({ ...owned, channel_id: channelId, ...row })),
    message_words: words,
  };
};

/** All of them, so many at a time. */
export function* talkBatches(seeding: Seeding): Generator<readonly TalkRows[]> {
  const conversations = seeding.messages / perConversation;
  for (let first = 0; first < conversations; first += perBatch) {
    const size = Math.min(perBatch, conversations - first);
    yield Array.from({ length: size }, (_, index) => talkRows(seeding, first + index));
  }
}
