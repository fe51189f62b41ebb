import mongoose from 'mongoose';
import { tenantCollections } from '#adapters/store/mongo/collections/tenant-collections';
import { keyOf } from '#adapters/store/mongo/unit/key';
import type { WrappedSecret } from '#adapters/store/sealing/key-ring';
import { type StoredRows, type StoredTable, sealedTalks, storedTables } from '#test/bench/seeding/sealed-talks';
import type { Seeding, Values } from '#test/bench/seeding/talk-rows';

/** Words stand in the messages. */
type Name = Exclude<StoredTable, 'message_words'>;
const names = storedTables.filter((table): table is Name => table !== 'message_words');
const perInsert = 2_000;

/** What SQL gives by default; what may be null is null. */
const defaults: Readonly<Partial<Record<Name, Values>>> = {
  customers: { remark: '', version: 1 },
  conversations: { tags: '[]', tag_list: [] },
};

const documentOf = (name: Name, row: Values): Values & { readonly _id: string } => {
  const { fields, key } = tenantCollections[name];
  const nulls = Object.entries(fields).flatMap(([field, kind]) => (kind.endsWith('?') ? [[field, null]] : []));
  const parts = (key as readonly string[]).map((each) => row[each]);
  return {
    ...Object.fromEntries(nulls),
    ...defaults[name],
    ...row,
    _id: keyOf(String(row['tenant_id']), parts),
    rev: 1,
  };
};

const wordsOf = ({ message_words }: StoredRows): ReadonlyMap<unknown, readonly unknown[]> => {
  const words = new Map<unknown, unknown[]>();
  for (const { message_id, word } of message_words) words.set(message_id, [...(words.get(message_id) ?? []), word]);
  return words;
};

/** Fills the database of a product that has made its collections and indexes. */
export const seedIntoMongo = async (uri: string, seeding: Seeding): Promise<void> => {
  const connection = await mongoose.createConnection(uri).asPromise();
  const ofTenant = connection.db?.collection<WrappedSecret>('tenant_keys').find({ tenant_id: seeding.tenantId });
  for await (const batch of sealedTalks(seeding, (await ofTenant?.toArray()) ?? [])) {
    const words = wordsOf(batch);
    for (const name of names) {
      const rows =
        name === 'messages'
          ? batch.messages.map((row) => ({ ...row, words: words.get(row['id']) ?? [] }))
          : batch[name];
      const documents = rows.map((row) => documentOf(name, row));
      for (let from = 0; from < documents.length; from += perInsert)
        await connection.db
          ?.collection<{ _id: string }>(name)
          .insertMany(documents.slice(from, from + perInsert), { ordered: false });
    }
  }
  await connection.close();
};
