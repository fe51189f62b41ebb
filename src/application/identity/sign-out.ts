import { endSession } from '#application/identity/end-session';
import { logOf } from '#application/identity/log-of';
import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import { SessionId } from '#domain/shared/ids';

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
    const session = await store.platform.findSession(SessionId(refreshToken.slice(0, refreshToken.indexOf('.'))));
    if (session === null) return;
    const { id, userId, tenantId, currentHash, previousHash } = session;
    const hash = secrets.sha256(refreshToken);
    if (!secrets.equal(hash, currentHash) && !secrets.equal(hash, previousHash ?? '')) return;
    const at = clock.now();
    if (!(await endSession(store, id, at))) return;
    const actor = { kind: 'human', userId, name: '' } as const;
    await logOf(store, tenantId).append({ actor, action: 'session.closed', target: id, facts: {}, at });
  }
}
