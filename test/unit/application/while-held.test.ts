import { describe, expect, it } from 'vitest';
import { whileHeld } from '#application/while-held';
import { FakeClock } from '../../support/fake-clock.js';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const held = (hold: () => Promise<unknown>) => {
  const clock = new FakeClock();
  let finish = (): void => undefined;
  const work = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const done = whileHeld({ clock, everyMs: 2_000, hold }, () => work);
  /** Time goes on, beat by beat. */
  const pass = async (ms: number): Promise<void> => {
    for (let gone = 0; gone < ms; gone += 500) {
      clock.advance(500);
      await tick();
    }
  };
  return { done, finish: () => finish(), pass };
};

describe('what is held while it is worked at', () => {
  it('is held again at every beat, until the work is done', async () => {
    let times = 0;
    const { done, finish, pass } = held(async () => {
      times += 1;
    });
    await pass(1_500);
    expect(times).toBe(0);
    await pass(8_500);
    expect(times).toBe(5);
    finish();
    await done;
    await pass(10_000);
    expect(times).toBe(5);
  });

  it('is held on to although one beat failed', async () => {
    let times = 0;
    const { done, finish, pass } = held(() => {
      times += 1;
      return Promise.reject(new Error('the store is away'));
    });
    await pass(6_000);
    expect(times).toBe(3);
    finish();
    await done;
  });

  it('is let go of when the work fails', async () => {
    const clock = new FakeClock();
    let times = 0;
    const hold = async (): Promise<void> => {
      times += 1;
    };
    const work = (): Promise<void> => Promise.reject(new Error('broken'));
    await expect(whileHeld({ clock, everyMs: 2_000, hold }, work)).rejects.toThrow('broken');
    clock.advance(10_000);
    expect(times).toBe(0);
  });
});
