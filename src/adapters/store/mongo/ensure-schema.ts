import type { Connection } from 'mongoose';
import { decodeJson } from '#adapters/store/sql/json-codec';
import { NewerSchema } from '#adapters/store/sql/migrations/migrate';
import type { Collection, Index } from './collections/collection.js';
import { platformCollections } from './collections/platform-collections.js';
import { tenantCollections } from './collections/tenant-collections.js';
import { writerCollection } from './models.js';

/** Counted up with every change that older code could not live with, and with every collection: they are made with the count. */
const schemaVersion = 4;
const versionCollection = 'schema_versions';

/** The server's own word on what the guard says as well: no document without a tenant. */
const ofTenants = {
  validator: {
    $jsonSchema: { required: ['tenant_id'], properties: { tenant_id: { bsonType: 'string', minLength: 1 } } },
  },
};

type Database = NonNullable<Connection['db']>;

const isPartial = ({ where }: Index<never>) =>
  where === undefined
    ? {}
    : { partialFilterExpression: { [where.field]: { $gt: (where.is as string) === 'string' ? '' : 0 } } };

const specOf = (index: Index<never>) => ({
  key: index.keys,
  name: Object.entries(index.keys)
    .map(([field, direction]) => `${field}_${direction}`)
    .join('_'),
  ...(index.unique === true && { unique: true }),
  ...isPartial(index),
});

const makeCollection = async (
  database: Database,
  name: string,
  indexes: readonly Index<never>[],
  options: object,
): Promise<void> => {
  await database.createCollection(name, options).catch((error: { readonly codeName?: string }) => {
    // Another process made it in the same moment.
    if (error.codeName !== 'NamespaceExists') throw error;
  });
  if (indexes.length > 0) await database.command({ createIndexes: name, indexes: indexes.map(specOf) });
};

/** @throws {NewerSchema} */
const refuseNewer = async (database: Database): Promise<number> => {
  const found = await database.collection(versionCollection).findOne({ name: 'schema' });
  const version = Number(found?.['version'] ?? 0);
  if (version > schemaVersion)
    throw new NewerSchema('the data belongs to a newer release; start that one', { version, known: schemaVersion });
  return version;
};

/** What a document of an older release says otherwise, or not at all: whose a lead is, and that an address is its own name. */
const fillIn = async (database: Database): Promise<void> => {
  await database
    .collection('customer_identities')
    .updateMany({ address: { $exists: false } }, { $set: { address: null } });
  const leads = database.collection<{ _id: string; body: string }>('leads');
  for await (const { _id, body } of leads.find({ customer_id: { $exists: false } })) {
    const { customerId = null } = decodeJson<{ customerId?: string | null }>(body);
    await leads.updateOne({ _id }, { $set: { customer_id: customerId } });
  }
};

type Any = readonly [string, Pick<Collection<never>, 'indexes'>];

/**
 * Makes the collections and indexes that are missing, and leaves what is there. Documents are looked at only where the version is
 * an older one.
 * @throws {NewerSchema}
 */
export const ensureSchema = async (connection: Connection): Promise<void> => {
  const { db: database } = connection;
  if (database === undefined) throw new TypeError('not connected');
  const found = await refuseNewer(database);
  if (found === schemaVersion) return;
  for (const [name, { indexes }] of Object.entries(tenantCollections) as unknown as readonly Any[])
    await makeCollection(database, name, indexes, ofTenants);
  await makeCollection(database, writerCollection, [], ofTenants);
  for (const [name, { indexes }] of Object.entries(platformCollections) as unknown as readonly Any[])
    await makeCollection(database, name, indexes, {});
  if (found > 0) await fillIn(database);
  await database
    .collection(versionCollection)
    .updateOne({ name: 'schema' }, { $set: { version: schemaVersion } }, { upsert: true });
};
