import { describe, expect, it } from 'vitest';
import { Traffic } from '#adapters/queue/in-process/traffic';

/** So many jobs a second of each tenant, for some seconds. */
const flowing = (rates: Readonly<Record<string, number>>, seconds: number, traffic = new Traffic(), fromMs = 0) => {
  for (let ms = 0; ms < seconds * 1_000; ms += 10)
    for (const [tenantId, perSecond] of Object.entries(rates))
      if ((ms / 10) % (100 / perSecond) < 1) traffic.note(tenantId, fromMs + ms);
  return traffic;
};

describe('the traffic of tenants', () => {
  it('is heavy where it is several times that of another, within two seconds of a burst', () => {
    const traffic = flowing({ quiet: 5, noisy: 5 }, 10);
    expect(traffic.isHeavy('noisy', 10_000)).toBe(false);
    flowing({ quiet: 5, noisy: 50 }, 2, traffic, 10_000);
    expect([traffic.isHeavy('noisy', 12_000), traffic.isHeavy('quiet', 12_000)]).toEqual([true, false]);
  });

  it('is nobody’s burden where there is nobody else, or all ask for as much', () => {
    expect(flowing({ alone: 100 }, 10).isHeavy('alone', 10_000)).toBe(false);
    const even = flowing({ a: 100, b: 100, c: 50 }, 10);
    expect(even.isHeavy('a', 10_000)).toBe(false);
  });

  it('is considerate of one who wrote seconds ago, and forgets who has gone', () => {
    const traffic = flowing({ noisy: 50 }, 5);
    traffic.note('quiet', 5_000);
    flowing({ noisy: 50 }, 10, traffic, 5_000);
    expect(traffic.isHeavy('noisy', 15_000)).toBe(true);
    flowing({ noisy: 50 }, 25, traffic, 15_000);
    expect(traffic.isHeavy('noisy', 40_000)).toBe(false);
  });

  it('is not heavy for a handful of jobs, however little another asks for', () => {
    const traffic = new Traffic();
    traffic.note('quiet', 0);
    for (let index = 0; index < 3; index += 1) traffic.note('a', 5_000);
    expect(traffic.isHeavy('a', 5_000)).toBe(false);
  });
});
