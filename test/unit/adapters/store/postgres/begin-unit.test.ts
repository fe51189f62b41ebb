import type { PoolClient } from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginUnit } from '#adapters/store/sql/dialects/postgres/begin-unit';

const startMs = Date.parse('2026-11-22T10:00:00Z');
const tenMinutes = 600_000;

/** A server whose clock is so far ahead of ours, and during whose answer ours is set. */
const serverThat = ({ isAheadMs, oursIsSetByMs }: { isAheadMs: number; oursIsSetByMs: number }): PoolClient =>
  ({
    query: async () => {
      const now = startMs + isAheadMs;
      vi.setSystemTime(startMs + oursIsSetByMs);
      return [{ rows: [] }, { rows: [{ now }] }];
    },
  }) as unknown as PoolClient;

afterEach(() => {
  vi.useRealTimers();
});

describe('the time of a unit on PostgreSQL', () => {
  it.each([
    { isAheadMs: 0, oursIsSetByMs: 0 },
    { isAheadMs: tenMinutes, oursIsSetByMs: 0 },
    { isAheadMs: -tenMinutes, oursIsSetByMs: 0 },
    { isAheadMs: 0, oursIsSetByMs: tenMinutes },
    { isAheadMs: 0, oursIsSetByMs: -tenMinutes },
  ])(
    'is the server’s, $isAheadMs ms ahead, also where our clock is set by $oursIsSetByMs ms meanwhile',
    async (clocks) => {
      vi.useFakeTimers({ toFake: ['Date'], now: startMs });
      const { aheadMs } = await beginUnit(serverThat(clocks), 'begin');
      expect(Math.abs(Date.now() + aheadMs - (startMs + clocks.isAheadMs))).toBeLessThan(1_000);
    },
  );
});
