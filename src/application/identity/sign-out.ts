import { logOf } from '#application/identity/log-of';
import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import { SessionId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

type Dependencies = { readonly store: Store; readonly secrets: Secrets; readonly clock: Clock };

export type SignOutInput = { readonly refreshToken: string };

/** Ends the session its refresh token belongs to. Works without a live access token, and never fails on a token that is none. */
export class SignOut {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ refreshToken }: SignOutInput): Promise<void> {
    const { store, secrets, clock } = this.#deps;
    const hash = secrets.sha256(refreshToken);
    for (let attempt = 0; ; attempt += 1) {
      const session = await store.platform.findSession(SessionId(refreshToken.slice(0, refreshToken.indexOf('.'))));
      if (session === null || session.revokedAt !== null) return;
      if (!secrets.equal(hash, session.currentHash) && !secrets.equal(hash, session.previousHash ?? '')) return;
      const at = clock.now();
      try {
        await store.platform.saveSession({ ...session, revokedAt: at });
      } catch (error) {
        if (error instanceof StaleWrite && attempt < 3) continue;
        throw error;
      }
      const actor = { kind: 'human', userId: session.userId, name: '' } as const;
      await logOf(store, session.tenantId).append({ actor, action: 'session.closed', target: session.id, facts: {}, at });
      return;
    }
  }
}
