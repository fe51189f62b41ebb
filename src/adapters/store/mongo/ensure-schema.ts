import type { Connection } from 'mongoose';
import { NewerSchema } from '#adapters/store/sql/migrations/migrate';
import type { Collection, Index } from './collections/collection.js';
import { platformCollections } from './collections/platform-collections.js';
import { tenantCollections } from './collections/tenant-collections.js';
import { writerCollection } from './models.js';

/** Counted up with every change that older code could not live with, and with every collection: they are made with the count. */
const schemaVersion = 3;
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
    throw new NewerSchema('the database was written by a newer Wakil', { version, known: schemaVersion });
  return version;
};

type Any = readonly [string, Pick<Collection<never>, 'indexes'>];

/**
 * Makes the collections and indexes that are missing, and leaves what is there. Documents need no migration while the version
 * stands.
 * @throws {NewerSchema}
 */
export const ensureSchema = async (connection: Connection): Promise<void> => {
  const { db: database } = connection;
  if (database === undefined) throw new TypeError('not connected');
  if ((await refuseNewer(database)) === schemaVersion) return;
  for (const [name, { indexes }] of Object.entries(tenantCollections) as unknown as readonly Any[])
    await makeCollection(database, name, indexes, ofTenants);
  await makeCollection(database, writerCollection, [], ofTenants);
  for (const [name, { indexes }] of Object.entries(platformCollections) as unknown as readonly Any[])
    await makeCollection(database, name, indexes, {});
  await database
    .collection(versionCollection)
    .updateOne({ name: 'schema' }, { $set: { version: schemaVersion } }, { upsert: true });
};
