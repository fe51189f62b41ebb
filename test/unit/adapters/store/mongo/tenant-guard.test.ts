import mongoose, { type Connection, type Model } from 'mongoose';
import { afterAll, describe, expect, it } from 'vitest';
import { makeModels } from '#adapters/store/mongo/models';
import { TenantIsolationBroken } from '#application/ports/store';

// Nothing listens: what the guard lets through finds no connection, and what it refuses is refused before.
mongoose.set('bufferCommands', false);
const connection: Connection = mongoose.createConnection();
const models = makeModels(connection);
const messages = models.tenant('messages') as Model<Record<string, unknown>>;
afterAll(() => connection.close());

const own = { tenant_id: 'ten_a' };
const change = { $set: { status: 'sent' } };
type Step = Readonly<Record<string, object>>;
const bulk = (...steps: readonly Step[]) => messages.bulkWrite(steps as never);

/** Or the schema would refuse first. */
const unchecked = { validateBeforeSave: false } as const;

const withoutTenant: Readonly<Record<string, () => PromiseLike<unknown>>> = {
  find: () => messages.find({}).exec(),
  'find by another field': () => messages.find({ id: 'msg_1' }).exec(),
  'find by id': () => messages.findById('ten_a/msg_1').exec(),
  'find with an empty tenant': () => messages.find({ tenant_id: '' }).exec(),
  'find with no tenant': () => messages.find({ tenant_id: null }).exec(),
  'find with several tenants': () => messages.find({ tenant_id: { $in: ['ten_a', 'ten_b'] } }).exec(),
  'find with any tenant': () => messages.find({ tenant_id: { $ne: 'ten_a' } }).exec(),
  'find with a tenant below an $or': () => messages.find({ $or: [own, { id: 'msg_1' }] }).exec(),
  findOne: () => messages.findOne({ id: 'msg_1' }).exec(),
  exists: () => messages.exists({ id: 'msg_1' }).exec(),
  cursor: () => messages.find({}).cursor().next(),
  countDocuments: () => messages.countDocuments({}).exec(),
  estimatedDocumentCount: () => messages.estimatedDocumentCount().exec(),
  distinct: () => messages.distinct('status', {}).exec(),
  updateOne: () => messages.updateOne({ id: 'msg_1' }, change).exec(),
  updateMany: () => messages.updateMany({}, change).exec(),
  replaceOne: () => messages.replaceOne({ id: 'msg_1' }, own).exec(),
  deleteOne: () => messages.deleteOne({ id: 'msg_1' }).exec(),
  deleteMany: () => messages.deleteMany({}).exec(),
  findOneAndUpdate: () => messages.findOneAndUpdate({ id: 'msg_1' }, change).exec(),
  findOneAndReplace: () => messages.findOneAndReplace({ id: 'msg_1' }, own).exec(),
  findOneAndDelete: () => messages.findOneAndDelete({ id: 'msg_1' }).exec(),
  findByIdAndUpdate: () => messages.findByIdAndUpdate('ten_a/msg_1', change).exec(),
  'bulk insert': () => bulk({ insertOne: { document: { id: 'msg_1' } } }),
  'bulk update': () => bulk({ updateOne: { filter: { id: 'msg_1' }, update: change } }),
  'bulk update of many': () => bulk({ updateMany: { filter: {}, update: change } }),
  'bulk replacement by nobody’s': () => bulk({ replaceOne: { filter: own, replacement: { id: 'msg_1' } } }),
  'bulk deletion': () => bulk({ deleteOne: { filter: { id: 'msg_1' } } }),
  'bulk deletion of many': () => bulk({ deleteMany: { filter: {} } }),
  'bulk with one step that does not': () => bulk({ deleteOne: { filter: own } }, { deleteOne: { filter: {} } }),
  insertMany: () => messages.insertMany([{ id: 'msg_1' }]),
  create: () => messages.create([{ id: 'msg_1' }], unchecked),
  save: () => new messages({ id: 'msg_1' }).save(unchecked),
  'aggregate of nothing': () => messages.aggregate([]).exec(),
  'aggregate without a match': () => messages.aggregate([{ $group: { _id: '$status' } }]).exec(),
  'aggregate with a late match': () => messages.aggregate([{ $sort: { seq: 1 } }, { $match: own }]).exec(),
};

const elsewhere: Readonly<Record<string, object>> = {
  $lookup: { from: 'orders', localField: 'id', foreignField: 'id', as: 'orders' },
  $graphLookup: { from: 'orders', startWith: '$id', connectFromField: 'id', connectToField: 'id', as: 'orders' },
  $unionWith: { coll: 'orders' },
  $merge: { into: 'orders' },
  $out: { db: 'other', coll: 'orders' },
  $facet: { all: [{ $unionWith: 'orders' }] },
};

describe('the tenant guard', () => {
  it.each(Object.entries(withoutTenant))('refuses: %s', async (_, command) => {
    await expect(Promise.resolve().then(command)).rejects.toBeInstanceOf(TenantIsolationBroken);
  });

  it.each(Object.entries(elsewhere))('refuses %s, also behind a match', async (stage, body) => {
    const pipeline = [{ $match: own }, { [stage]: body }] as never;
    await expect(messages.aggregate(pipeline).exec()).rejects.toBeInstanceOf(TenantIsolationBroken);
  });

  it.each([
    ['an update that gives a document away', { $set: { tenant_id: 'ten_b' } }],
    ['an update that takes the owner away', { $unset: { tenant_id: 1 } }],
    ['an update that renames the owner', { $rename: { tenant_id: 'was' } }],
  ])('refuses %s', async (_, update) => {
    await expect(messages.updateOne(own, update).exec()).rejects.toBeInstanceOf(TenantIsolationBroken);
    await expect(bulk({ updateOne: { filter: own, update } })).rejects.toBeInstanceOf(TenantIsolationBroken);
  });

  const ofTenant: Readonly<Record<string, () => PromiseLike<unknown>>> = {
    find: () => messages.find(own).exec(),
    update: () => messages.updateOne(own, change).exec(),
    aggregate: () => messages.aggregate([{ $match: own }, { $group: { _id: '$status' } }]).exec(),
    bulk: () => bulk({ deleteOne: { filter: own } }),
  };
  it.each(Object.entries(ofTenant))('lets through what names its tenant: %s', async (_, command) => {
    await expect(Promise.resolve().then(command)).rejects.toThrow(/initial connection/);
  });
});

describe('the models across tenants', () => {
  const across = models.across('messages') as Model<Record<string, unknown>>;
  const writes: Readonly<Record<string, () => PromiseLike<unknown>>> = {
    updateMany: () => across.updateMany(own, change).exec(),
    deleteMany: () => across.deleteMany(own).exec(),
    findOneAndUpdate: () => across.findOneAndUpdate(own, change).exec(),
    insertMany: () => across.insertMany([own]),
    bulkWrite: () => across.bulkWrite([{ deleteOne: { filter: own } }] as never),
    save: () => new across(own).save(unchecked),
    aggregate: () => across.aggregate([{ $match: own }]).exec(),
  };
  it.each(Object.entries(writes))('write nothing: %s', async (_, command) => {
    await expect(Promise.resolve().then(command)).rejects.toBeInstanceOf(TenantIsolationBroken);
  });
});
