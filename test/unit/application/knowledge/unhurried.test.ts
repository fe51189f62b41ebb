import { expect, it } from 'vitest';
import { Unhurried } from '#application/knowledge/unhurried';
import { FakeClock } from '#test/support/fake-clock';

/** Each step takes a millisecond of the clock's. */
function* steps(clock: FakeClock, count: number, done: number[]): Generator<undefined, string> {
  for (let n = 1; n <= count; n += 1) {
    clock.advance(1);
    done.push(n);
    yield;
  }
  return 'whole';
}
const settle = async (): Promise<void> => {
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
};

it('long work stops every two milliseconds for others, and goes on where it stopped', async () => {
  const clock = new FakeClock();
  const done: number[] = [];
  const result = new Unhurried({ clock }).run(() => steps(clock, 5, done));
  await settle();
  expect(done).toEqual([1, 2]);
  clock.advance(0);
  await settle();
  expect(done).toEqual([1, 2, 3, 4]);
  clock.advance(0);
  expect(await result).toBe('whole');
});

it('one work at a time, so that two make nobody wait longer; one that fails holds up no other', async () => {
  const clock = new FakeClock();
  const unhurried = new Unhurried({ clock });
  const done: number[] = [];
  const failing = unhurried.run(() => {
    throw new Error('broken');
  });
  const first = unhurried.run(() => steps(clock, 3, done));
  const second = unhurried.run(() => steps(clock, 1, done));
  await expect(failing).rejects.toThrow('broken');
  await settle();
  expect(done).toEqual([1, 2]);
  clock.advance(0);
  expect([await first, await second, done]).toEqual(['whole', 'whole', [1, 2, 3, 1]]);
});
