import { createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSigningKey, JoseTokenSigner } from '#adapters/identity/jose-token-signer';
import { SessionId, TenantId, UserId } from '#domain/shared/ids';
import { FakeClock } from '../../../support/fake-clock.js';

const hex = 'a'.repeat(32);
const claims = { userId: UserId(`usr_${hex}`), sessionId: SessionId(`ses_${hex}`), tenantId: TenantId(`ten_${hex}`) };
const payload = { sub: claims.userId, sid: claims.sessionId, tid: claims.tenantId };
const issuer = 'https://wakil.test';
const audience = 'wakil';

let key: string;
let clock: FakeClock;
let signer: JoseTokenSigner;

beforeAll(async () => {
  key = await createSigningKey();
  clock = new FakeClock();
  signer = await JoseTokenSigner.create({ keys: [key], issuer, audience, clock });
});

const nowS = (): number => Math.floor(clock.now().getTime() / 1000);
const kid = (): string => (JSON.parse(key) as { kid: string }).kid;

/** A token signed by our key that differs from a good one only in what the test says. */
const forge = async (about: {
  header?: Partial<{ alg: string; kid: string; typ: string }>;
  claims?: Record<string, unknown>;
  issuer?: string;
  audience?: string;
  expiresAtS?: number | null;
  signingKey?: Parameters<SignJWT['sign']>[0];
}): Promise<string> => {
  const jwt = new SignJWT({ ...payload, ...about.claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: kid(), typ: 'at+jwt', ...about.header })
    .setIssuer(about.issuer ?? issuer)
    .setAudience(about.audience ?? audience)
    .setIssuedAt(nowS());
  if (about.expiresAtS !== null) jwt.setExpirationTime(about.expiresAtS ?? nowS() + 600);
  return jwt.sign(about.signingKey ?? (JSON.parse(key) as JsonWebKey));
};

describe('a token of ours', () => {
  it('says who holds it, for ten minutes and no longer', async () => {
    const { token, expiresInS } = await signer.sign(claims);
    expect(expiresInS).toBe(600);
    expect(await signer.verify(token)).toEqual(claims);
    clock.advance(599_000);
    expect(await signer.verify(token)).toEqual(claims);
    clock.advance(1_000);
    expect(await signer.verify(token)).toBeNull();
  });

  it('may belong to no tenant', async () => {
    const platform = { ...claims, tenantId: null };
    expect(await signer.verify((await signer.sign(platform)).token)).toEqual(platform);
  });

  it('stays good when a new key signs and the old one still verifies', async () => {
    const { token } = await signer.sign(claims);
    const rotated = await JoseTokenSigner.create({ keys: [await createSigningKey(), key], issuer, audience, clock });
    expect(await rotated.verify(token)).toEqual(claims);
    expect(await signer.verify((await rotated.sign(claims)).token)).toBeNull();
  });

  it('is what the forger of these tests makes when told nothing', async () => {
    expect(await signer.verify(await forge({}))).toEqual(claims);
  });
});

describe('anything else is refused', () => {
  it('alg none', async () => {
    const unsigned = new UnsecuredJWT(payload)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(nowS())
      .setExpirationTime(nowS() + 600);
    expect(await signer.verify(unsigned.encode())).toBeNull();
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: kid(), typ: 'at+jwt' })).toString('base64url');
    const [, body] = (await forge({})).split('.');
    expect(await signer.verify(`${header}.${body}.`)).toBeNull();
  });

  it.each(['der', 'pem'] as const)('HS256 with our public key (%s) as the secret', async (format) => {
    const { kid: _kid, ...jwk } = JSON.parse(key) as JsonWebKey;
    const secret = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: format as 'der' });
    expect(
      await signer.verify(await forge({ header: { alg: 'HS256' }, signingKey: new Uint8Array(Buffer.from(secret)) })),
    ).toBeNull();
  });

  it('another key under our kid', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(await signer.verify(await forge({ signingKey: privateKey }))).toBeNull();
  });

  it.each([
    ['an unknown kid', { header: { kid: 'unknown' } }],
    ['another type of token', { header: { typ: 'JWT' } }],
    ['another issuer', { issuer: 'https://evil.test' }],
    ['another audience', { audience: 'somebody-else' }],
    ['no expiry', { expiresAtS: null }],
    ['no subject', { claims: { sub: undefined } }],
    ['a subject that is no user', { claims: { sub: claims.tenantId } }],
    ['no session', { claims: { sid: undefined } }],
    ['a session that is a number', { claims: { sid: 7 } }],
    ['no word on the tenant', { claims: { tid: undefined } }],
    ['a list of tenants', { claims: { tid: [claims.tenantId] } }],
    ['a date before it is good', { claims: { nbf: 4_000_000_000 } }],
  ])('%s', async (_what, about) => {
    expect(await signer.verify(await forge(about))).toBeNull();
  });

  it('an expired one', async () => {
    expect(await signer.verify(await forge({ expiresAtS: nowS() - 1 }))).toBeNull();
  });

  it('no token at all', async () => {
    for (const text of ['', '.', '..', 'a.b.c', 'x'.repeat(100_000)]) expect(await signer.verify(text)).toBeNull();
  });

  it('every single changed bit, in the header, the claims and the signature', async () => {
    const { token } = await signer.sign(claims);
    const accepted: string[] = [];
    for (let at = 0; at < token.length; at += 1)
      for (const bit of [1, 2, 4, 8, 16, 32, 64]) {
        const changed = token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ bit) + token.slice(at + 1);
        if ((await signer.verify(changed)) !== null) accepted.push(changed);
      }
    expect(accepted).toEqual([]);
  });
});

it('a signer starts with no key that is not an Ed25519 key pair', async () => {
  const { d: _d, ...open } = JSON.parse(key) as JsonWebKey;
  for (const bad of [JSON.stringify(open), '{"kty":"oct","k":"c2VjcmV0","kid":"1"}'])
    await expect(JoseTokenSigner.create({ keys: [bad], issuer, audience, clock })).rejects.toThrow('Ed25519');
});
