import type { Principal } from '#application/identity/principal';
import { standingOf } from '#application/identity/standing';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { TokenSigner } from '#application/ports/token-signer';

type Dependencies = { readonly store: Store; readonly signer: TokenSigner; readonly clock: Clock };

/**
 * Who holds this access token, now: `null` when its session ended, the person was deactivated or the tenant is gone, so each
 * of these bites at the next request and not when the token expires.
 */
export class AuthenticateToken {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ token }: { readonly token: string }): Promise<Extract<Principal, { kind: 'user' }> | null> {
    const { store, signer, clock } = this.#deps;
    const claims = await signer.verify(token);
    if (claims === null) return null;
    const { userId, tenantId, sessionId } = claims;
    const session = await store.platform.findSession(sessionId);
    if (session === null || session.revokedAt !== null || session.expiresAt <= clock.now()) return null;
    if (session.userId !== userId || session.tenantId !== tenantId) return null;
    const standing = await standingOf(store, userId, tenantId);
    return standing && { kind: 'user', actor: standing.actor, sessionId, tenantId, permissions: standing.permissions };
  }
}
