import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Clock } from '#application/ports/clock';
import type { AccessClaims, TokenSigner } from '#application/ports/token-signer';
import { isIdOf, SessionId, TenantId, UserId } from '#domain/shared/ids';

const alg = 'EdDSA';
const lifeS = 10 * 60;

/** A new Ed25519 key as the text of a private JWK. A secret: whoever has it signs tokens. */
export const createSigningKey = async (): Promise<string> => {
  const { privateKey } = await generateKeyPair(alg, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  return JSON.stringify({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
};

export type TokenSignerSettings = {
  /** Private JWK texts: the first signs, all verify, so that a key can be replaced without signing anybody out. */
  readonly keys: readonly [string, ...string[]];
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Pick<Clock, 'now'>;
};

type KeyRing = {
  readonly signing: CryptoKey;
  readonly kid: string;
  readonly verifying: ReadonlyMap<string, CryptoKey>;
};

const imported = async (jwk: JWK): Promise<CryptoKey> => {
  const key = await importJWK(jwk, alg);
  if (key instanceof Uint8Array) throw new TypeError('a signing key must be an Ed25519 key pair');
  return key;
};

const parsed = (text: string): JWK & { kid: string } => {
  const { kid, ...jwk } = JSON.parse(text) as JWK;
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || jwk.d === undefined || kid === undefined)
    throw new TypeError('a signing key must be a private Ed25519 JWK with a kid');
  return { ...jwk, kid };
};

/** Base64 has several spellings for one signature; only the one we wrote is a token of ours. */
const isOurSpelling = (token: string): boolean => {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return token.length <= 2_000 && Buffer.from(signature, 'base64url').toString('base64url') === signature;
};

const claimsOf = ({ sub, sid, tid }: JWTPayload & { sid?: unknown; tid?: unknown }): AccessClaims | null => {
  if (typeof sub !== 'string' || !isIdOf('user', sub)) return null;
  if (typeof sid !== 'string' || !isIdOf('session', sid)) return null;
  if (tid !== null && (typeof tid !== 'string' || !isIdOf('tenant', tid))) return null;
  return { userId: UserId(sub), sessionId: SessionId(sid), tenantId: tid === null ? null : TenantId(tid) };
};

/** Signed JWTs by Ed25519: one algorithm, a key ring by `kid`, ten minutes. */
export class JoseTokenSigner implements TokenSigner {
  readonly #ring: KeyRing;
  readonly #settings: TokenSignerSettings;

  private constructor(ring: KeyRing, settings: TokenSignerSettings) {
    this.#ring = ring;
    this.#settings = settings;
  }

  static async create(settings: TokenSignerSettings): Promise<JoseTokenSigner> {
    const verifying = new Map<string, CryptoKey>();
    for (const { d: _private, kid, ...open } of settings.keys.map(parsed)) verifying.set(kid, await imported(open));
    const current = parsed(settings.keys[0]);
    return new JoseTokenSigner({ signing: await imported(current), kid: current.kid, verifying }, settings);
  }

  async sign({ userId, sessionId, tenantId }: AccessClaims): Promise<{ token: string; expiresInS: number }> {
    const { issuer, audience, clock } = this.#settings;
    const nowS = Math.floor(clock.now().getTime() / 1000);
    const token = await new SignJWT({ sid: sessionId, tid: tenantId })
      .setProtectedHeader({ alg, kid: this.#ring.kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(userId)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + lifeS)
      .sign(this.#ring.signing);
    return { token, expiresInS: lifeS };
  }

  async verify(token: string): Promise<AccessClaims | null> {
    if (!isOurSpelling(token)) return null;
    const { issuer, audience, clock } = this.#settings;
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.#keyOf(kid), {
        algorithms: [alg],
        typ: 'at+jwt',
        issuer,
        audience,
        currentDate: clock.now(),
        requiredClaims: ['exp', 'iat', 'sub', 'sid', 'tid'],
      });
      return claimsOf(payload);
    } catch {
      // Forged, expired, malformed, of another key: to the caller it is all one.
      return null;
    }
  }

  #keyOf(kid: string | undefined): CryptoKey {
    const key = kid === undefined ? undefined : this.#ring.verifying.get(kid);
    if (key === undefined) throw new TypeError('no such key');
    return key;
  }
}
