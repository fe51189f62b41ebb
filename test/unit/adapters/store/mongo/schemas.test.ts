import mongoose from 'mongoose';
import { afterAll, describe, expect, it } from 'vitest';
import type { FieldKind } from '#adapters/store/mongo/collections/collection';
import { tenantCollectionNames, tenantCollections } from '#adapters/store/mongo/collections/tenant-collections';
import { makeModels } from '#adapters/store/mongo/models';
import { checkRow } from '#adapters/store/mongo/unit/check-row';
import { tenantTables } from '#adapters/store/sql/tenant-tables';

const connection = mongoose.createConnection();
const models = makeModels(connection);
afterAll(() => connection.close());

/** The least that each kind of field may hold, and what it may not. */
const least: Readonly<Record<FieldKind, unknown>> = {
  text: '',
  'text?': null,
  number: 0,
  'number?': null,
  bytes: Buffer.alloc(0),
  texts: [],
};
const wrong: Readonly<Record<FieldKind, unknown>> = {
  text: null,
  'text?': { $ne: null },
  number: null,
  'number?': 'now',
  bytes: null,
  texts: [{}],
};
const kindsOf = (name: (typeof tenantCollectionNames)[number]): [string, FieldKind][] =>
  Object.entries(tenantCollections[name].fields);
const rowOf = (name: (typeof tenantCollectionNames)[number], values: typeof least) =>
  Object.fromEntries(kindsOf(name).map(([field, kind]) => [field, values[kind]]));

describe.each(tenantCollectionNames)('documents of %s', (name) => {
  it('that a unit lets into its journal are such as the schema lets into the collection', async () => {
    const row = rowOf(name, least);
    expect(() => checkRow(name, row)).not.toThrow();
    await expect(new (models.tenant(name))({ ...row, _id: 'a', rev: 1 }).validate()).resolves.toBeUndefined();
  });

  it('are let into no journal with a field of another kind', () => {
    for (const [field, kind] of kindsOf(name))
      expect(() => checkRow(name, { ...rowOf(name, least), [field]: wrong[kind] }), field).toThrow(TypeError);
  });

  it('are found by indexes that begin with the tenant, but for what the platform looks for', () => {
    const ofPlatform = ['tenants', 'members', 'api_keys', 'channels', 'conversations', 'turns'];
    const due = ['media_fetches', 'widget_sessions', 'knowledge_documents', 'studio_runs', 'channel_wishes'];
    const { indexes } = tenantCollections[name];
    const across = indexes.filter(({ keys }) => Object.keys(keys)[0] !== 'tenant_id');
    expect(across.length > 0).toBe([...ofPlatform, ...due].includes(name));
    const unique = across.filter((index) => index.unique === true).map(({ keys }) => Object.keys(keys).join());
    expect(['slug', 'prefix', 'kind,external_key']).toEqual(expect.arrayContaining(unique));
  });
});

it('every table of tenants has its collection, or stands in another one', () => {
  const inOthers = ['message_words', 'conversation_tags'];
  const missing = tenantTables.filter((table) => !(table in tenantCollections));
  expect(missing.sort()).toEqual(inOthers.sort());
});
