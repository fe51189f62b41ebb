import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { searchWords } from '#domain/shared/search-words';

export type Seeding = {
  readonly dataDir: string;
  readonly tenantId: string;
  readonly channelId: string;
  readonly messages: number;
};

const perConversation = 20;
const day = 86_400_000;
const vocabulary = Array.from({ length: 5_000 }, (_, index) => `word${index.toString(36)}`);

const hex = (kind: string, number: number): string => `${kind}_${number.toString(16).padStart(32, '0')}`;

/** Six words, the first few of the vocabulary far more often than the others, as in speech. */
const textOf = (number: number): string =>
  Array.from({ length: 6 }, (_, place) => {
    const dice = ((number * 2_654_435_761 + place * 40_503) >>> 0) / 4_294_967_296;
    return vocabulary[Math.floor(dice ** 3 * vocabulary.length)] ?? '';
  }).join(' ');

type Rows = Readonly<
  Record<'customer' | 'identity' | 'conversation' | 'message' | 'word', (...values: unknown[]) => unknown>
>;

const insertsInto = (db: Libsql.Database): Rows => {
  const insert = (table: string, columns: string): ((...values: unknown[]) => unknown) => {
    const statement = db.prepare(
      `insert into ${table} (${columns}) values (${columns
        .split(',')
        .map(() => '?')
        .join(',')})`,
    );
    return (...values) => statement.run(values);
  };
  return {
    customer: insert('customers', 'tenant_id,id,name,language,created_at'),
    identity: insert('customer_identities', 'tenant_id,scheme,value,customer_id,position'),
    conversation: insert(
      'conversations',
      'tenant_id,id,customer_id,channel_id,open_key,status,mode,inbox_state,assistant_on,epoch,dialogue,created_at,version,last_seq,inbound_seq,answered_seq,last_message_id,last_message_at,last_inbound_at,turn_fence,turn_claimed_seq,turn_failures',
    ),
    message: insert(
      'messages',
      'tenant_id,id,conversation_id,channel_id,seq,direction,author_kind,author,content,choices,status,external_id,epoch,sensitive,attempts,created_at,status_at',
    ),
    word: insert('message_words', 'tenant_id,word,created_at,message_id'),
  };
};

const dialogue = JSON.stringify({
  language: 'en',
  order: null,
  choices: [],
  topic: [],
  lastOrderId: null,
  disclosed: true,
  misunderstood: 0,
});

const seedConversation = (rows: Rows, { tenantId, channelId }: Seeding, number: number): void => {
  const at = Date.now() - 90 * day + number * 1_000;
  const [customer, conversation] = [hex('cus', number), hex('cnv', number)];
  const mode = (['assistant', 'waiting', 'human'] as const)[number % 3];
  rows.customer(tenantId, customer, `Customer ${number}`, null, at);
  rows.identity(tenantId, 'wa_phone', `9710${number}`, customer, 0);
  const last = hex('msg', number * perConversation + perConversation - 1);
  rows.conversation(
    tenantId,
    conversation,
    customer,
    channelId,
    `seed-${number}`,
    'open',
    mode,
    mode,
    1,
    0,
    dialogue,
    at,
    1,
    perConversation,
    perConversation - 1,
    perConversation - 1,
    last,
    at + perConversation * 1_000,
    at,
    0,
    0,
    0,
  );
  for (let seq = 1; seq <= perConversation; seq += 1) {
    const index = number * perConversation + seq - 1;
    const [id, text, createdAt, isIn] = [hex('msg', index), textOf(index), at + seq * 1_000, seq % 2 === 1];
    const author = JSON.stringify({ kind: isIn ? 'customer' : 'assistant' });
    const content = JSON.stringify({ type: 'text', text });
    rows.message(
      tenantId,
      id,
      conversation,
      channelId,
      seq,
      isIn ? 'in' : 'out',
      isIn ? 'customer' : 'assistant',
      author,
      content,
      '[]',
      isIn ? 'received' : 'read',
      `seed-${index}`,
      0,
      0,
      0,
      createdAt,
      createdAt,
    );
    for (const word of searchWords(text)) rows.word(tenantId, word, createdAt, id);
  }
};

/** Fills a store that nobody has open with conversations of twenty messages each, as the product would have written them. */
export const seedMessages = (seeding: Seeding): void => {
  const encryptionKey = readFileSync(join(seeding.dataDir, 'keys', 'database.key'), 'utf8').trim();
  const db = new Libsql(join(seeding.dataDir, 'wakil.db'), {
    encryptionCipher: 'aes256cbc',
    encryptionKey,
  } as Libsql.Options);
  db.pragma('synchronous=OFF');
  db.pragma('cache_size=-512000');
  const rows = insertsInto(db);
  const conversations = seeding.messages / perConversation;
  for (let first = 0; first < conversations; first += 1_000) {
    db.exec('begin');
    for (let number = first; number < Math.min(conversations, first + 1_000); number += 1)
      seedConversation(rows, seeding, number);
    db.exec('commit');
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
};
