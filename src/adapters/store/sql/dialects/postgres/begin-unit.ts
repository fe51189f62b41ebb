import { performance } from 'node:perf_hooks';
import type { PoolClient, QueryResult } from 'pg';
import { PostgresSession } from './postgres-session.js';

/** As far as it is certain: a time of the server's that may have been ours while we waited for it is no difference. */
const aheadOf = (nowMs: number, askedMs: number, toldMs: number): number => {
  if (nowMs < askedMs) return nowMs - askedMs;
  return nowMs > toldMs ? nowMs - toldMs : 0;
};

/**
 * Begins a unit and sees how far the server's clock is from ours: leases and windows are told by one clock for all processes, or one
 * whose clock is ahead would take what another still holds.
 * @param words of `beginRead` or `beginWrite`, whose last statement tells the time.
 */
export const beginUnit = async (client: PoolClient, words: string): Promise<PostgresSession> => {
  const startedAt = performance.now();
  const results = (await client.query(words)) as unknown as readonly QueryResult<{ now: number }>[];
  const toldMs = Date.now();
  // Not by looking at the clock before: one that was set while we waited would pass for the wait.
  const askedMs = toldMs - Math.ceil(performance.now() - startedAt);
  const nowMs = results.at(-1)?.rows[0]?.now ?? toldMs;
  return new PostgresSession(client, aheadOf(nowMs, askedMs, toldMs));
};
