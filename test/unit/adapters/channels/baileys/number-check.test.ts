import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NumberCheck } from '#adapters/channels/baileys/number-check';

const jid = (n: number): string => `${77_050_000_000 + n}@s.whatsapp.net`;

describe('NumberCheck', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks once for a number, and again when the answer is old', async () => {
    const asked: string[] = [];
    const check = new NumberCheck(async (...numbers) => {
      asked.push(...numbers);
      return numbers[0] === '77050000001' ? [{ jid: jid(1), exists: true }] : [];
    });
    for (let time = 0; time < 3; time += 1) {
      expect(await check.of(jid(1))).toEqual({ kind: 'exists' });
      expect(await check.of(jid(2))).toEqual({ kind: 'absent' });
    }
    expect(asked).toEqual(['77050000001', '77050000002']);
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    await check.of(jid(1));
    await check.of(jid(2));
    expect(asked).toEqual(['77050000001', '77050000002', '77050000002']);
  });

  it('asks for few numbers an hour', async () => {
    const ask = vi.fn(async () => []);
    const check = new NumberCheck(ask);
    for (let n = 0; n < 60; n += 1) expect(await check.of(jid(n))).toEqual({ kind: 'absent' });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await check.of(jid(99))).toEqual({ kind: 'unknown', retryAfterMs: 3_000_000 });
    expect(ask).toHaveBeenCalledTimes(60);
    await vi.advanceTimersByTimeAsync(3_000_001);
    expect(await check.of(jid(99))).toEqual({ kind: 'absent' });
  });

  it('knows nothing when the question was not answered, and asks again', async () => {
    const ask = vi.fn(async () => undefined);
    const check = new NumberCheck(ask);
    expect(await check.of(jid(1))).toMatchObject({ kind: 'unknown' });
    expect(await check.of(jid(1))).toMatchObject({ kind: 'unknown' });
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
