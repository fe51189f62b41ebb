import { expect, it } from 'vitest';
import { Argon2PasswordHasher } from '#adapters/identity/argon2-password-hasher';

const password = 'a long enough password';

it('hashes with argon2id at 19 MiB, two passes, one lane, and never twice alike', async () => {
  const hasher = new Argon2PasswordHasher();
  const [one, two] = await Promise.all([hasher.hash(password), hasher.hash(password)]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

it('knows the right password from a wrong one', async () => {
  const hasher = new Argon2PasswordHasher();
  const hash = await hasher.hash(password);
  expect(await hasher.verify(hash, password)).toBe(true);
  expect(await hasher.verify(hash, `${password}.`)).toBe(false);
});

it('works as hard for a user who does not exist, and never says yes', async () => {
  const hasher = new Argon2PasswordHasher();
  const hash = await hasher.hash(password);
  const times = { known: [] as number[], unknown: [] as number[] };
  // In turns, so that a busy machine slows both alike.
  for (let round = 0; round < 51; round += 1)
    for (const who of ['known', 'unknown'] as const) {
      const start = performance.now();
      expect(await hasher.verify(who === 'known' ? hash : null, 'wrong password')).toBe(false);
      times[who].push(performance.now() - start);
    }
  const median = (values: number[]): number => values.sort((left, right) => left - right)[25] ?? 0;
  const ratio = median(times.unknown) / median(times.known);
  // A missing hash answered without work would give less than 0.01; the bounds leave room for a busy machine.
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

// 257 real hashes: seconds, where the cores have other work.
it('checks a few at once and makes the rest wait, up to a bound', async () => {
  const hasher = new Argon2PasswordHasher(1);
  const results = await Promise.allSettled(Array.from({ length: 300 }, () => hasher.verify(null, password)));
  const refused = results.filter((each) => each.status === 'rejected');
  expect(refused).toHaveLength(300 - 1 - 256);
  expect(refused.every((each) => each.reason.code === 'identity.busy')).toBe(true);
  expect(await hasher.verify(null, password)).toBe(false);
}, 20_000);
