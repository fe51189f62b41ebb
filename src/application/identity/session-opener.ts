import { type Client, shortUserAgent } from '#application/identity/client';
import { logOf } from '#application/identity/log-of';
import { type SignedIn, sessionView, tenantSummary, userView } from '#application/identity/signed-in';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { TokenSigner } from '#application/ports/token-signer';
import type { Session } from '#domain/identity/session';
import type { User } from '#domain/identity/user';
import type { Tenant } from '#domain/tenancy/tenant';

type Dependencies = {
  readonly store: Store;
  readonly signer: TokenSigner;
  readonly secrets: Secrets;
  readonly ids: Ids;
  readonly clock: Clock;
};

const sessionLifeMs = 30 * 24 * 60 * 60_000;

/** Opens a session for somebody who proved who they are: the last step of setting up, signing up and signing in. */
export class SessionOpener {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @param tenant `null` opens a super admin's platform session. */
  async open(user: User, tenant: Tenant | null, client: Client): Promise<SignedIn> {
    const { store, signer, secrets, ids, clock } = this.#deps;
    const now = clock.now();
    const id = ids.session();
    // The token names its session, so that one that comes back too late can be told from one that never was.
    const refreshToken = `${id}.${secrets.random(32)}`;
    const session: Session = {
      id,
      userId: user.id,
      tenantId: tenant?.state.id ?? null,
      currentHash: secrets.sha256(refreshToken),
      previousHash: null,
      rotatedAt: now,
      createdAt: now,
      expiresAt: new Date(now.getTime() + sessionLifeMs),
      revokedAt: null,
      userAgent: shortUserAgent(client),
      version: 0,
    };
    const { tenantId } = session;
    const { token, expiresInS } = await signer.sign({ userId: user.id, sessionId: id, tenantId });
    await store.platform.saveSession(session);
    const actor = { kind: 'human', userId: user.id, name: user.name } as const;
    await logOf(store, tenantId).append({
      actor,
      action: 'session.opened',
      target: id,
      facts: { ip: client.ip },
      at: now,
    });
    return {
      accessToken: token,
      expiresInS,
      refreshToken,
      session: sessionView(session),
      user: userView(user),
      tenant: tenant && tenantSummary(tenant),
    };
  }
}
