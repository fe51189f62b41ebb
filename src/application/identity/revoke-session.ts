import { endSession } from '#application/identity/end-session';
import { logOf } from '#application/identity/log-of';
import { humanOf, type Principal } from '#application/identity/principal';
import { NotFound } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { SessionId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock };

export type RevokeSessionInput = { readonly by: Principal; readonly sessionId: string };

/** Signs one of the caller's own devices out. Its access token stops working at once. */
export class RevokeSession {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} not a session of the caller. */
  async execute({ by, sessionId }: RevokeSessionInput): Promise<void> {
    const { store, clock } = this.#deps;
    const actor = humanOf(by);
    const session = await store.platform.findSession(SessionId(sessionId));
    if (session === null || session.userId !== actor.userId) throw new NotFound('session');
    const at = clock.now();
    if (!(await endSession(store, session.id, at))) return;
    await logOf(store, session.tenantId).append({
      actor,
      action: 'session.revoked',
      target: session.id,
      facts: {},
      at,
    });
  }
}
