import { type ClientBase, escapeLiteral } from 'pg';
import type { SqlScope } from '#adapters/store/sql/database';

/**
 * In place of SQLite's one writer. Locks are the database's own, end with the transaction, and are always taken in one order:
 * every tenant, the platform, a tenant. A unit of one tenant holds no second tenant's, and one of the platform, of which there is
 * one at a time, may hold several; so none waits in a circle.
 */
const key = (name: string): string => `hashtextextended(${escapeLiteral(`wakil.${name}`)}, 0)`;

const shared = (name: string): string => `select pg_advisory_xact_lock_shared(${key(name)})`;
const exclusive = (name: string): string => `select pg_advisory_xact_lock(${key(name)})`;

const tenant = (tenantId: string): string => `tenant.${tenantId}`;

const locksFor = (scope: SqlScope): readonly string[] => {
  if (scope === 'every tenant') return [exclusive('every_tenant'), exclusive('platform')];
  if (scope === 'platform') return [shared('every_tenant'), exclusive('platform')];
  return [shared('every_tenant'), exclusive(tenant(scope.tenantId))];
};

/** What row security shows: see `row-security.ts`. Both are set every time, so that nothing of another unit is left. */
const settingsFor = (scope: SqlScope): string => {
  const tenantId = typeof scope === 'string' ? '' : scope.tenantId;
  const platform = typeof scope === 'string' ? 'on' : '';
  return `select set_config('wakil.tenant', ${escapeLiteral(tenantId)}, true), set_config('wakil.platform', '${platform}', true)`;
};

/** The last word of a beginning: what time the server has, in milliseconds since 1970. */
const clockNow = 'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now';

/** All of it goes over in one message; each statement after the locks sees what their last holder has committed. */
export const beginWrite = (scope: SqlScope): string =>
  ['begin', settingsFor(scope), ...locksFor(scope), clockNow].join('; ');

/** One snapshot for the whole unit. */
export const beginRead = (scope: SqlScope): string =>
  ['begin isolation level repeatable read read only', settingsFor(scope), clockNow].join('; ');

export const lockTenant = (client: ClientBase, tenantId: string): Promise<unknown> =>
  client.query(exclusive(tenant(tenantId)));

const presence = key('presence');

/** Of a session, not of a transaction: held for as long as a process lives, and dropped by the server when it does not. */
export const presenceLocks = {
  enter: `select pg_advisory_lock_shared(${presence})`,
  tryAlone: `select pg_try_advisory_lock(${presence}) as alone`,
  endAlone: `select pg_advisory_unlock(${presence})`,
  leave: `select pg_advisory_unlock_shared(${presence})`,
} as const;

/** Processes that start together bring the schema up to date one after the other. */
export const migrationLocks = {
  take: `select pg_advisory_lock(${key('migrations')})`,
  give: `select pg_advisory_unlock(${key('migrations')})`,
} as const;
