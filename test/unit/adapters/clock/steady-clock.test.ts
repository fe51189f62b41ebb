import { describe, expect, it } from 'vitest';
import { SteadyClock } from '#adapters/clock/steady-clock';

const minute = 60_000;
const start = Date.parse('2026-01-15T09:00:00.000Z');

/** A machine: time goes on, and its clock is set by hand. */
const machine = () => {
  const at = { elapsedMs: 5_000, shiftMs: 0 };
  const wall = { now: () => new Date(start + at.elapsedMs - 5_000 + at.shiftMs), after: () => () => undefined };
  const clock = new SteadyClock(wall, () => at.elapsedMs);
  return { at, read: (): number => clock.now().getTime() - start };
};

describe('the time of a store that one process uses', () => {
  it('begins with the clock on the wall and goes on as time does', () => {
    const { at, read } = machine();
    expect(read()).toBe(0);
    at.elapsedMs += 1_234;
    expect(read()).toBe(1_234);
  });

  it.each([10, -10, -600])('is not moved by a step of %i minutes, nor by the way back', (minutes) => {
    const { at, read } = machine();
    at.shiftMs = minutes * minute;
    at.elapsedMs += 1_000;
    expect(read()).toBe(1_000);
    at.shiftMs = 0;
    at.elapsedMs += 1_000;
    expect(read()).toBe(2_000);
  });

  it('is right again after the machine slept, and steady from there', () => {
    const { at, read } = machine();
    at.shiftMs = 480 * minute;
    expect(read()).toBe(480 * minute);
    at.shiftMs -= 10 * minute;
    at.elapsedMs += 1_000;
    expect(read()).toBe(480 * minute + 1_000);
  });
});
