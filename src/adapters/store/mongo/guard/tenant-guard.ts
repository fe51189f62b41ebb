import type { Aggregate, Query, Schema } from 'mongoose';
import { TenantIsolationBroken } from '#application/ports/store';
import { checkBulk } from './check-bulk.js';
import { checkDocument, checkFilter, checkUpdate } from './check-filter.js';
import { checkPipeline } from './check-pipeline.js';

const reads = ['find', 'findOne', 'countDocuments', 'distinct'] as const;
const changes = ['updateOne', 'updateMany', 'findOneAndUpdate', 'findOneAndReplace', 'replaceOne'] as const;
const removals = ['deleteOne', 'deleteMany', 'findOneAndDelete'] as const;
const everyQuery = [...reads, ...changes, ...removals];
const ofQueries = { query: true, document: false } as const;

const refuse = (what: string) => (): never => {
  throw new TenantIsolationBroken(what, {});
};

/** Refuses whatever does not name a tenant. What hooks do not see at all is kept out of the code by a test. */
export const tenantGuard = (schema: Schema): void => {
  schema.pre([...everyQuery], ofQueries, function (this: Query<unknown, unknown>) {
    checkFilter(this.getFilter());
  });
  schema.pre([...changes], ofQueries, function (this: Query<unknown, unknown>) {
    checkUpdate(withoutFilterFields(this.getUpdate()));
  });
  schema.pre('aggregate', function (this: Aggregate<unknown>) {
    checkPipeline(this.pipeline());
  });
  schema.pre('bulkWrite', (steps) => checkBulk(steps as readonly object[]));
  schema.pre('insertMany', (documents: unknown) => {
    for (const each of Array.isArray(documents) ? documents : [documents]) checkDocument(each);
  });
  schema.pre('save', function () {
    checkDocument(this.toObject());
  });
  // It counts everybody's.
  schema.pre('estimatedDocumentCount', refuse('a count of all tenants'));
};

/** A replacement names the tenant and has to; an update must not. */
const withoutFilterFields = (update: unknown): unknown => {
  if (Array.isArray(update) || typeof update !== 'object' || update === null) return update;
  return Object.fromEntries(Object.entries(update).filter(([key]) => key.startsWith('$') && key !== '$setOnInsert'));
};

const writes = [...changes, ...removals] as const;

/** For the eyes of the platform: it reads across tenants, and writes nothing. */
export const readOnly = (schema: Schema): void => {
  schema.pre([...writes], ofQueries, refuse('a write across tenants'));
  schema.pre('bulkWrite', refuse('a write across tenants'));
  schema.pre('insertMany', refuse('a write across tenants'));
  schema.pre('save', refuse('a write across tenants'));
  schema.pre('aggregate', refuse('a pipeline across tenants'));
};
