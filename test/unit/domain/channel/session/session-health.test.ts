import { describe, expect, it } from 'vitest';
import { type HourProfile, newProfile, noteActiveHour, silenceLikelihood } from '#domain/channel/session/hour-profile';
import { type HealthFacts, sessionHealth } from '#domain/channel/session/session-health';

const hourMs = 3_600_000;
const weekMs = 168 * hourMs;
/** 1970 began on a Thursday, so weeks of the profile do; this is one's first hour. */
const monday = new Date('2026-03-02T00:00:00Z');
const at = (hours: number): Date => new Date(monday.getTime() + hours * hourMs);

/** Customers wrote in each of these hours of a Monday, in each of the weeks before. */
const usualMondays = (hours: readonly number[], weeks: number): HourProfile => {
  let profile = newProfile(new Date(monday.getTime() - (weeks + 1) * weekMs));
  for (let week = weeks; week >= 1; week -= 1)
    for (const hour of hours) profile = noteActiveHour(profile, at(hour + 0.4 - week * 168));
  return profile;
};

const officeHours = [9, 10, 11, 12, 13, 14, 15, 16];

const facts = (about: Partial<HealthFacts> = {}): HealthFacts => ({
  now: at(12),
  openSince: at(-300),
  lastInboundAt: at(11.9),
  usual: usualMondays(officeHours, 4),
  decryptFailures: { lastMinute: 0, lastHour: 0 },
  receivedLastHour: 20,
  oldestUntakenAt: null,
  taken: { delivered: 0, undelivered: 0 },
  ...about,
});

describe('the usual hours of a number', () => {
  it('are those customers wrote in, however much', () => {
    let profile = usualMondays(officeHours, 4);
    for (let nth = 0; nth < 50; nth += 1) profile = noteActiveHour(profile, at(9.1 + nth / 1_000 - 168));
    expect(profile).toEqual(usualMondays(officeHours, 4));
    expect(JSON.stringify(profile).length).toBeLessThan(1_024);
  });

  it('forget what is more than four weeks old', () => {
    let profile = newProfile(at(-100 * 168));
    for (let week = 50; week >= 0; week -= 1) profile = noteActiveHour(profile, at(-week * 168));
    expect(profile.weeks).toHaveLength(5);
  });

  it('make silence in a busy hour unlikely, and in an idle one not', () => {
    const usual = usualMondays(officeHours, 4);
    expect(silenceLikelihood(usual, at(9), at(10))).toBeCloseTo(1 / 6, 9);
    expect(silenceLikelihood(usual, at(9), at(11))).toBeCloseTo(1 / 36, 9);
    expect(silenceLikelihood(usual, at(9.5), at(10.9))).toBe(1);
    expect(silenceLikelihood(usual, at(0), at(8))).toBeGreaterThan(0.2);
  });
});

describe('the health of an open session', () => {
  it('is good when messages come and go', () => {
    expect(sessionHealth(facts())).toEqual({ status: 'ok', causes: [] });
  });

  it('is quiet when customers are silent for longer than they are on such a day', () => {
    expect(sessionHealth(facts({ now: at(13), lastInboundAt: at(8.9) }))).toEqual({
      status: 'quiet',
      causes: ['health.silence'],
    });
    expect(sessionHealth(facts({ now: at(12), lastInboundAt: at(8.9) })).status).toBe('ok');
  });

  it('is not quiet over a night, on a Sunday, or for a number nobody writes to', () => {
    expect(sessionHealth(facts({ now: at(9), lastInboundAt: at(-7) })).status).toBe('ok');
    expect(sessionHealth(facts({ now: at(-8), lastInboundAt: at(-24) })).status).toBe('ok');
    expect(sessionHealth(facts({ lastInboundAt: null })).status).toBe('ok');
  });

  it('is not quiet before there is a usual', () => {
    for (const weeks of [0, 1])
      expect(
        sessionHealth(facts({ now: at(17), lastInboundAt: at(8), usual: usualMondays(officeHours, weeks) })).status,
      ).toBe('ok');
    expect(
      sessionHealth(facts({ now: at(17), lastInboundAt: at(8), usual: usualMondays(officeHours, 2) })).status,
    ).toBe('quiet');
  });

  it('is not quiet for the time it was not connected', () => {
    expect(sessionHealth(facts({ now: at(14), lastInboundAt: at(8.9), openSince: at(11.5) })).status).toBe('ok');
  });

  it.each([
    [{ lastMinute: 3, lastHour: 3 }, 1_000, true],
    [{ lastMinute: 2, lastHour: 4 }, 0, false],
    [{ lastMinute: 0, lastHour: 5 }, 20, true],
    [{ lastMinute: 0, lastHour: 5 }, 21, false],
  ])('with failures %j among %i readable messages an hour', (decryptFailures, receivedLastHour, isBad) => {
    const { status, causes } = sessionHealth(facts({ decryptFailures, receivedLastHour }));
    expect(status).toBe(isBad ? 'decrypt_failures' : 'ok');
    expect(causes).toEqual(isBad ? ['health.decrypt_failures'] : []);
  });

  it('is not delivering when the server takes nothing, or no phone gets anything', () => {
    const untaken = (seconds: number) =>
      sessionHealth(facts({ oldestUntakenAt: new Date(at(12).getTime() - seconds * 1_000) }));
    expect([untaken(60).status, untaken(61).status]).toEqual(['ok', 'not_delivering']);
    expect(sessionHealth(facts({ taken: { delivered: 0, undelivered: 5 } })).causes).toEqual(['health.not_delivered']);
    expect(sessionHealth(facts({ taken: { delivered: 0, undelivered: 4 } })).status).toBe('ok');
    expect(sessionHealth(facts({ taken: { delivered: 1, undelivered: 50 } })).status).toBe('ok');
  });

  it('names every cause, and the worst as the status', () => {
    const all = sessionHealth(
      facts({
        now: at(14),
        lastInboundAt: at(8.9),
        oldestUntakenAt: at(13),
        decryptFailures: { lastMinute: 9, lastHour: 9 },
        taken: { delivered: 0, undelivered: 9 },
      }),
    );
    expect(all).toEqual({
      status: 'not_delivering',
      causes: ['health.not_taken', 'health.not_delivered', 'health.decrypt_failures', 'health.silence'],
    });
  });
});
