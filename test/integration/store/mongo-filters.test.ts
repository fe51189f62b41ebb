import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { not } from '#adapters/store/mongo/filter';
import { makeModels, type RowModel } from '#adapters/store/mongo/models';
import { connectMongo } from '#adapters/store/mongo/open-mongo-store';
import { databaseUri, dropDatabase, mongoServer } from '../../support/mongo-stores.js';

const [server, database] = [mongoServer() ?? '', `wakil_filters_${process.pid}`];

/** What a filter may say of a field is a value, or a comparison of `filter.ts`; whatever else is data and no operator. */
describe.runIf(mongoServer() !== null)('a filter on MongoDB', () => {
  let connection: Connection;
  let notes: RowModel;
  const own = { tenant_id: 'ten_a' };
  const note = { ...own, id: 'not_1', conversation_id: 'con_1', by_user: 'usr_1', by_name: 'Ana', text: 'Hi', at: 1 };
  beforeAll(async () => {
    connection = await connectMongo(databaseUri(server, database));
    notes = makeModels(connection).tenant('notes');
    await notes.insertMany([{ ...note, _id: 'ten_a/not_1', rev: 1 }]);
  });
  afterAll(async () => {
    await connection.close();
    await dropDatabase(server, database);
  });

  it('finds by a value, and by a comparison made here', async () => {
    expect(await notes.countDocuments({ ...own, text: 'Hi' })).toBe(1);
    expect(await notes.countDocuments({ ...own, text: not('Ho') })).toBe(1);
  });

  it.each([
    ['an operator in place of a text', { text: { $ne: null } }],
    ['an expression in place of a text', { text: { $regex: '.*' } }],
    ['a comparison in place of a number', { at: { $gt: 0 } }],
  ])('takes %s for no operator', async (_, filter) => {
    await expect(notes.find({ ...own, ...filter } as never).exec()).rejects.toThrow(/Cast to \w+ failed/);
  });

  it('on a field that no schema knows is an error and finds nothing, let alone everything', async () => {
    await expect(notes.find({ ...own, txet: 'Hi' }).exec()).rejects.toThrow(/not in schema/);
    await expect(notes.deleteMany({ ...own, txet: 'Hi' }).exec()).rejects.toThrow(/not in schema/);
    expect(await notes.countDocuments(own)).toBe(1);
  });
});
