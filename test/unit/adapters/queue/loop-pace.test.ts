import { describe, expect, it } from 'vitest';
import { LoopPace, nextLimit } from '#adapters/queue/in-process/loop-pace';
import { FakeClock } from '#test/support/fake-clock';

describe('how many jobs begin at once', () => {
  it.each([
    { behindMs: 0, from: 10, to: 11 },
    { behindMs: 0, from: 24, to: 24 },
    { behindMs: 3, from: 10, to: 10 },
    { behindMs: 4, from: 10, to: 7 },
    { behindMs: 300, from: 3, to: 2 },
    { behindMs: 300, from: 2, to: 1 },
    { behindMs: 300, from: 1, to: 1 },
  ])('is $to after $from when the loop is $behindMs ms behind', ({ behindMs, from, to }) => {
    expect(nextLimit(from, behindMs, 24)).toBe(to);
  });
});

const aPace = () => {
  const clock = new FakeClock();
  let nowMs = 0;
  const pace = new LoopPace({ most: 24, clock, nowMs: () => nowMs });
  /** The loop comes round so much later than it should. */
  const beat = (behindMs: number): void => {
    nowMs += 10 + behindMs;
    clock.advance(10);
  };
  return { pace, beat };
};

describe('the pace of the event loop', () => {
  it('takes on less while the loop is behind, and says so when there is room again', () => {
    const { pace, beat } = aPace();
    const looked: number[] = [];
    pace.onRoom(() => looked.push(pace.perTenant));
    pace.enter();
    for (let index = 0; index < 10; index += 1) beat(40);
    expect([pace.perTenant, looked]).toEqual([1, []]);
    for (let index = 0; index < 3; index += 1) beat(0);
    expect(looked).toEqual([2, 3, 4]);
  });

  it('looks at nothing while no job is under way', () => {
    const { pace, beat } = aPace();
    pace.enter();
    pace.enter();
    pace.leave();
    beat(40);
    expect(pace.perTenant).toBe(16);
    pace.leave();
    beat(40);
    expect(pace.perTenant).toBe(16);
    pace.enter();
    beat(40);
    expect(pace.perTenant).toBe(11);
  });
});
