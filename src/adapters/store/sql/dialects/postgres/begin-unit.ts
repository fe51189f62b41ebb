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
  const askedMs = Date.now();
  const results = (await client.query(words)) as unknown as readonly QueryResult<{ now: number }>[];
  const nowMs = results.at(-1)?.rows[0]?.now ?? askedMs;
  return new PostgresSession(client, aheadOf(nowMs, askedMs, Date.now()));
};
