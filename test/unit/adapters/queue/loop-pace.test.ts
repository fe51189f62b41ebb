import { describe, expect, it } from 'vitest';
import { LoopPace, nextLimit } from '#adapters/queue/in-process/loop-pace';
import { FakeClock } from '#test/support/fake-clock';

describe('how many jobs begin at once', () => {
  it.each([
    { behindMs: 0, from: 10, to: 11 },
    { behindMs: 0, from: 24, to: 24 },
    { behindMs: 1, from: 10, to: 10 },
    { behindMs: 1.2, from: 10, to: 7 },
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
  /** The loop comes round so much later than it should, so many times. */
  const beat = (behindMs: number, times = 1): void => {
    for (let index = 0; index < times; index += 1) {
      nowMs += 10 + behindMs;
      clock.advance(10);
    }
  };
  const room = (): number =>
    Array.from({ length: 25 }, (_, begun) => begun).filter((begun) => pace.hasRoom(begun)).length;
  return { pace, beat, room };
};

describe('the pace of the event loop', () => {
  it('takes on less while the loop is behind, and more by and by when it is not', () => {
    const { pace, beat, room } = aPace();
    pace.enter('heavy');
    expect(room()).toBe(24);
    beat(40, 10);
    expect(room()).toBe(1);
    beat(0, 17);
    expect(room(), 'the rounds that were late still count').toBe(1);
    beat(0, 4);
    expect(room()).toBe(4);
    beat(0, 30);
    expect(room()).toBe(24);
  });

  it('is told little by one round that is late', () => {
    const { pace, beat, room } = aPace();
    pace.enter('heavy');
    beat(5);
    beat(0);
    expect(room()).toBe(24);
  });

  it('takes on nothing of a heavy tenant while the loop is behind and somebody lighter is served, 50 ms at most', () => {
    const { pace, beat, room } = aPace();
    const looked: number[] = [];
    pace.onRoom(() => looked.push(room()));
    pace.enter('heavy');
    beat(10, 10);
    looked.length = 0;
    pace.enter('light');
    pace.enter('heavy');
    expect(room()).toBe(0);
    beat(10, 2);
    expect(looked).toEqual([0, 0]);
    beat(10);
    expect(looked, 'one may begin').toEqual([0, 0, 1]);
    pace.enter('heavy');
    pace.settle('light');
    expect(looked, 'at once').toEqual([0, 0, 1, 1]);
  });

  it('holds up nobody for somebody lighter while the loop is in time', () => {
    const { pace, beat, room } = aPace();
    pace.enter('light');
    pace.enter('heavy');
    beat(0);
    expect(room()).toBe(24);
  });

  it('looks at nothing while no job is under way', () => {
    const { pace, beat, room } = aPace();
    pace.enter('heavy');
    pace.enter('heavy');
    pace.leave();
    beat(40);
    expect(room()).toBe(16);
    pace.leave();
    beat(40);
    expect(room()).toBe(16);
    pace.enter('heavy');
    beat(40);
    expect(room()).toBe(11);
  });
});
