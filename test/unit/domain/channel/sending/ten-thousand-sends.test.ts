import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capAt } from '#domain/channel/sending/cap-rules';
import { openLedger } from '#domain/channel/sending/sending-ledger';
import { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { localAt } from '#domain/tenancy/opening';
import { dayMs, hourMs, minuteMs, start } from './builders.js';
import { type Plan, type Sent, simulate } from './simulation.js';

const sends = 10_000;
const plans: readonly (readonly [name: string, plan: Omit<Plan, 'seed'>])[] = [
  ['careful', { policy: SendingPolicy.of('careful'), sends, perDay: 170, linkedAt: start }],
  [
    'normal, and any chat may be started',
    { policy: SendingPolicy.of('normal', { replyWithinDays: null }), sends, perDay: 700, linkedAt: start },
  ],
  [
    'normal at half pace with quiet nights',
    {
      policy: SendingPolicy.of('normal', { quietHours: { from: 1_320, to: 420, timeZone: 'Europe/Berlin' } }).slowedTo(
        0.5,
      ),
      sends,
      perDay: 400,
      linkedAt: start,
    },
  ],
];

/** For each send, how many lie in the window that ends with it: reckoned from the log alone. */
const windows = (
  sent: readonly Sent[],
  widthMs: number,
): readonly { readonly at: number; readonly count: number }[] => {
  let first = 0;
  return sent.map(({ at }, index) => {
    while ((sent[first]?.at ?? at) <= at - widthMs) first += 1;
    return { at, count: index - first + 1 };
  });
};

const overfilled = (sent: readonly Sent[], widthMs: number, capOf: (at: number) => number): readonly string[] =>
  windows(sent, widthMs).flatMap(({ at, count }) =>
    count > capOf(at) ? [`${count} at ${new Date(at).toISOString()}`] : [],
  );

describe.each(plans)('10,000 sends under %s', (_name, plan) => {
  const { policy, linkedAt } = plan;
  const run = simulate({ ...plan, seed: 11 });
  const again = simulate({ ...plan, seed: 11 });
  const ledger = openLedger({ seed: 11, linkedAt });
  const cap = (name: Parameters<typeof capAt>[2]) => (at: number) => capAt(policy, ledger, name, at) ?? Infinity;

  it('overfill no window of a minute, an hour or a day, nor that of new contacts', () => {
    expect(run.sent).toHaveLength(sends);
    expect(overfilled(run.sent, minuteMs, cap('perMinute'))).toEqual([]);
    expect(overfilled(run.sent, hourMs, cap('perHour'))).toEqual([]);
    expect(overfilled(run.sent, dayMs, cap('perDay'))).toEqual([]);
    const started = run.sent.filter(({ startsChat }) => startsChat);
    expect(overfilled(started, dayMs, cap('newContactsPerDay'))).toEqual([]);
    if (policy.rules.replyWithinDays !== null) expect(started).toEqual([]);
    else expect(started.length).toBeGreaterThan(50);
  });

  it('use what the caps allow: a cap is reached, not stayed away from', () => {
    const fullest = Math.max(...windows(run.sent, dayMs).map(({ count }) => count));
    expect(fullest).toBeGreaterThan(cap('perDay')(run.sent.at(-1)?.at ?? 0) * 0.9);
  });

  it('leave each chat in its order, and the number a gap between any two', () => {
    const nth = new Map<string, number>();
    for (const each of run.sent) {
      expect(each.nth).toBeGreaterThan(nth.get(each.chat) ?? -1);
      nth.set(each.chat, each.nth);
    }
    const gaps = run.sent.slice(1).map(({ at }, index) => at - (run.sent[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(policy.rules.gap.minMs);
  });

  it('keep the nights quiet for the assistant', () => {
    const { quietHours } = policy.rules;
    if (quietHours === null) return;
    const minutes = run.sent
      .filter(({ by }) => by === 'automatic')
      .map(({ at }) => localAt(quietHours.timeZone, new Date(at)).minute);
    expect(minutes.filter((minute) => minute >= quietHours.from || minute < quietHours.to)).toEqual([]);
  });

  it('are the same again for the same seed, and others for another', () => {
    expect(again.sent).toEqual(run.sent);
    expect(simulate({ ...plan, sends: 100, seed: 12 }).sent).not.toEqual(run.sent.slice(0, 100));
  });

  it('are remembered in a few kilobytes', () => {
    expect(run.largestLedger).toBeLessThan(8_192);
  });
});

describe('any policy', () => {
  const rules = fc.record({
    perMinute: fc.option(fc.integer({ min: 1, max: 20 })),
    perHour: fc.option(fc.integer({ min: 2, max: 100 })),
    perDay: fc.option(fc.integer({ min: 40, max: 500 })),
    newContactsPerDay: fc.option(fc.integer({ min: 1, max: 5 })),
    replyWithinDays: fc.constant(null),
    gap: fc.record({ minMs: fc.nat(30_000), spreadMs: fc.nat(30_000) }),
    chatGap: fc.record({ minMs: fc.nat(30_000), spreadMs: fc.nat(30_000) }),
    warmUp: fc.option(fc.record({ startShare: fc.double({ min: 0.05, max: 1, noNaN: true }), days: fc.nat(20) })),
    afterReconnect: fc.option(
      fc.record({
        holdMs: fc.nat(60_000),
        rampMs: fc.nat(300_000),
        startShare: fc.double({ min: 0.05, max: 1, noNaN: true }),
      }),
    ),
    quietHours: fc.option(
      fc
        .record({
          from: fc.integer({ min: 0, max: 1_439 }),
          to: fc.integer({ min: 0, max: 1_439 }),
          timeZone: fc.constantFrom('UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York'),
        })
        .filter(({ from, to }) => from !== to),
    ),
  });

  // Simulated days take real seconds on a machine that does something else as well.
  it('holds its caps, gaps and order for people and the assistant alike', () => {
    fc.assert(
      fc.property(
        rules,
        fc.constantFrom('careful' as const, 'off' as const),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        fc.nat(),
        (about, preset, pace, seed) => {
          const policy = SendingPolicy.of(preset, { ...about, replyRatio: null }).slowedTo(pace);
          const { sent } = simulate({ policy, seed, sends: 60, perDay: 150, linkedAt: start });
          const ledger = openLedger({ seed, linkedAt: start });
          const cap = (name: Parameters<typeof capAt>[2]) => (at: number) =>
            capAt(policy, ledger, name, at) ?? Infinity;
          expect(overfilled(sent, minuteMs, cap('perMinute'))).toEqual([]);
          expect(overfilled(sent, hourMs, cap('perHour'))).toEqual([]);
          expect(overfilled(sent, dayMs, cap('perDay'))).toEqual([]);
          const started = sent.filter(({ startsChat }) => startsChat);
          expect(overfilled(started, dayMs, cap('newContactsPerDay'))).toEqual([]);
          const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
          expect(Math.min(...gaps)).toBeGreaterThanOrEqual(policy.rules.gap.minMs);
        },
      ),
      { numRuns: 10 },
    );
  }, 30_000);
});
