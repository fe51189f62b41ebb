import { expect, it } from 'vitest';
import { NodeSecrets } from '#adapters/identity/node-secrets';
import { RandomIds } from '#adapters/identity/random-ids';
import { type IdKind, idPrefixes, isIdOf } from '#domain/shared/ids';
import { FakeClock } from '../../../support/fake-clock.js';

const secrets = new NodeSecrets();

it('draws as many bytes as asked, as base64url, never twice the same', () => {
  expect(Buffer.from(secrets.random(32), 'base64url')).toHaveLength(32);
  expect(secrets.random(32)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(secrets.random(16)).not.toBe(secrets.random(16));
});

it('digests UTF-8 text', () => {
  expect(secrets.sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(secrets.sha256('و')).not.toBe(secrets.sha256('?'));
});

it('compares texts of any length', () => {
  expect(secrets.equal('same', 'same')).toBe(true);
  expect(secrets.equal('same', 'samE')).toBe(false);
  expect(secrets.equal('same', 'same ')).toBe(false);
  expect(secrets.equal('', 'x')).toBe(false);
});

it('gives each kind of id its prefix, and later ids sort later', () => {
  const clock = new FakeClock();
  const ids = new RandomIds(clock);
  // A sentence's id derives from its document's.
  const kinds = (Object.keys(idPrefixes) as IdKind[]).filter((kind) => kind !== 'sentence');
  for (const kind of kinds) expect(isIdOf(kind, ids[kind as Exclude<IdKind, 'sentence'>]()), kind).toBe(true);
  const first = ids.order();
  clock.advance(1);
  expect(ids.order() > first).toBe(true);
  expect(new Set(Array.from({ length: 1_000 }, () => ids.turn())).size).toBe(1_000);
});
