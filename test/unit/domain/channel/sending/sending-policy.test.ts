import { describe, expect, it } from 'vitest';
import { InvalidSendingPolicy, SendingPolicy } from '#domain/channel/sending/sending-policy';
import { type SendingRules, sendingPresets } from '#domain/channel/sending/sending-rules';

describe('a sending policy', () => {
  it.each(sendingPresets)('%s is sound as it comes', (preset) => {
    expect(SendingPolicy.of(preset).preset).toBe(preset);
  });

  it('is careful with a number linked by QR: it answers and starts nothing', () => {
    const { rules } = SendingPolicy.of('careful');
    expect(rules).toMatchObject({ perMinute: 6, perHour: 40, perDay: 150, replyWithinDays: 7 });
    expect(rules.warmUp).not.toBeNull();
  });

  it('takes what the tenant changed over the preset', () => {
    const policy = SendingPolicy.of('careful', { perDay: 30, warmUp: null });
    expect(policy.rules).toMatchObject({ perDay: 30, perHour: 40, warmUp: null });
  });

  it('cannot be changed', () => {
    const policy = SendingPolicy.of('careful');
    expect(() => Object.assign(policy, { pace: 9 })).toThrow(TypeError);
    expect(() => Object.assign(policy.rules, { perDay: 9 })).toThrow(TypeError);
  });

  it('is slowed by a share, and to replies only', () => {
    const policy = SendingPolicy.of('normal');
    expect(policy.slowedTo(0.5).pace).toBe(0.5);
    expect(policy.repliesOnly().rules.replyWithinDays).toBe(1);
    expect(SendingPolicy.of('off').repliesOnly().rules.replyWithinDays).toBe(1);
    for (const pace of [0, 1.1, Number.NaN]) expect(() => policy.slowedTo(pace)).toThrow(InvalidSendingPolicy);
  });

  const refused: readonly Partial<SendingRules>[] = [
    { perMinute: 0 },
    { perHour: 1.5 },
    { perDay: Number.POSITIVE_INFINITY },
    { gap: { minMs: -1, spreadMs: 0 } },
    { typing: { perCharacterMs: 1, minMs: 2, maxMs: 1, jitter: 0 } },
    { reading: { perCharacterMs: 1, minMs: 0, maxMs: 1, jitter: 0.6 } },
    { warmUp: { startShare: 0, days: 3 } },
    { afterReconnect: { holdMs: 0, rampMs: Number.NaN, startShare: 1 } },
    { replyRatio: { minSends: 10, slowBelow: 0.1, stopBelow: 0.2 } },
    { quietHours: { from: 60, to: 60, timeZone: 'UTC' } },
    { quietHours: { from: 0, to: 1_440, timeZone: 'UTC' } },
    { quietHours: { from: 0, to: 60, timeZone: 'Mars/Olympus' } },
    { pauseMs: { restricted: null, reach_out_lock: -1, rate_limited: 0, banner: 0 } },
  ];
  it.each(refused)('refuses %j and names the rule', (rules) => {
    const [rule] = Object.keys(rules);
    expect(() => SendingPolicy.of('careful', rules)).toThrow(
      expect.objectContaining({ code: 'pacing.invalid_policy', details: { rule } }),
    );
  });
});
