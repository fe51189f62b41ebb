import { Buffer } from 'node:buffer';
import type { FieldKind } from '#adapters/store/mongo/collections/collection';
import { tenantCollections } from '#adapters/store/mongo/collections/tenant-collections';
import type { TenantCollection } from '#adapters/store/mongo/rows';

const is: Readonly<Record<FieldKind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  'text?': (value) => value === null || typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  'number?': (value) => value === null || (typeof value === 'number' && Number.isFinite(value)),
  bytes: (value) => Buffer.isBuffer(value),
  texts: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

/**
 * What its schema would refuse, before it is in a journal: after that it is too late, and the tenant could write no more.
 * @throws {TypeError}
 */
export const checkRow = (name: TenantCollection, row: Readonly<Record<string, unknown>>): void => {
  const fields = Object.entries(tenantCollections[name].fields as Readonly<Record<string, FieldKind>>);
  const wrong = fields.filter(([field, kind]) => !is[kind](row[field])).map(([field]) => field);
  const unknown = Object.keys(row).filter((field) => !(field in tenantCollections[name].fields));
  if (wrong.length > 0 || unknown.length > 0)
    throw new TypeError(`a document of ${name} is not as its schema says: ${[...wrong, ...unknown].join(', ')}`);
};
