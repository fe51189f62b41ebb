import { TenantIsolationBroken } from '#application/ports/store';

const isTenant = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '') ||
  (typeof value === 'object' &&
    value !== null &&
    Object.keys(value).join() === '$eq' &&
    isTenant(Object.values(value)[0]));

/** The tenant stands at the top, as one value: under an `$or`, or as a comparison, it would let others in. */
export const checkFilter = (filter: unknown): void => {
  const named = typeof filter === 'object' && filter !== null && 'tenant_id' in filter ? filter.tenant_id : undefined;
  if (!isTenant(named)) throw new TenantIsolationBroken('a filter that names no tenant', {});
};

/** What is written says whose it is. */
export const checkDocument = (document: unknown): void => {
  checkFilter(document);
};

const changesOwner = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && ('tenant_id' in part || '_id' in part);

/** A change leaves a document with its tenant. */
export const checkUpdate = (update: unknown): void => {
  if (Array.isArray(update)) throw new TenantIsolationBroken('an update by a pipeline', {});
  if (typeof update !== 'object' || update === null) return;
  const parts = Object.entries(update).map(([key, value]) => (key.startsWith('$') ? value : { [key]: value }));
  // Mongoose itself puts the filter's fields into what an upsert inserts.
  if (parts.some(changesOwner)) throw new TenantIsolationBroken('an update that moves a document', {});
};
