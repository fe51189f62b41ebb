import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CockatielCircuitBreakers } from '#adapters/circuit-breakers/cockatiel-circuit-breakers';
import { CircuitOpen } from '#application/ports/circuit-breakers';

const always = () => true;
const fail = () => Promise.reject(new Error('down'));
let breakers: CockatielCircuitBreakers;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  breakers = new CockatielCircuitBreakers({ failures: 2, openMs: 1_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const failTwice = async (name: string, counts = always): Promise<void> => {
  for (let n = 0; n < 2; n += 1) await expect(breakers.run(name, counts, fail)).rejects.toThrow('down');
};

it('opens after failures in a row, and calls nothing then', async () => {
  await failTwice('a');
  const work = vi.fn(() => Promise.resolve(1));
  await expect(breakers.run('a', always, work)).rejects.toThrow(CircuitOpen);
  expect(work).not.toHaveBeenCalled();
  expect([breakers.isOpen('a'), breakers.isOpen('b')]).toEqual([true, false]);
  expect(await breakers.run('b', always, work)).toBe(1);
});

it('counts neither what does not count, nor failures with an answer between them', async () => {
  await failTwice('a', () => false);
  expect(breakers.isOpen('a')).toBe(false);
  await expect(breakers.run('a', always, fail)).rejects.toThrow('down');
  await breakers.run('a', always, () => Promise.resolve(1));
  await expect(breakers.run('a', always, fail)).rejects.toThrow('down');
  expect(breakers.isOpen('a')).toBe(false);
});

it('tries with one call after a while, and nobody waits beside it', async () => {
  await failTwice('a');
  vi.setSystemTime(Date.now() + 1_001);
  let answer = (_value: number): void => undefined;
  const trying = breakers.run('a', always, () => new Promise<number>((resolve) => (answer = resolve)));
  await expect(breakers.run('a', always, () => Promise.resolve(2))).rejects.toThrow(CircuitOpen);
  answer(7);
  expect(await trying).toBe(7);
  expect(await breakers.run('a', always, () => Promise.resolve(2))).toBe(2);
});

it('stays open when that call fails as well', async () => {
  await failTwice('a');
  vi.setSystemTime(Date.now() + 1_001);
  await expect(breakers.run('a', always, fail)).rejects.toThrow('down');
  await expect(breakers.run('a', always, () => Promise.resolve(2))).rejects.toThrow(CircuitOpen);
});
