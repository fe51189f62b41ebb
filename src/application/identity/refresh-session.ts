import { SessionEnded } from '#application/identity/credentials';
import { endSession } from '#application/identity/end-session';
import { logOf } from '#application/identity/log-of';
import { retryStale } from '#application/identity/retry-stale';
import { type SignedIn, sessionView, tenantSummary, userView } from '#application/identity/signed-in';
import { standingOf } from '#application/identity/standing';
import { Successors } from '#application/identity/successors';
import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { TokenSigner } from '#application/ports/token-signer';
import type { Session } from '#domain/identity/session';
import { SessionId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly signer: TokenSigner;
  readonly secrets: Secrets;
  readonly clock: Clock;
};

export type RefreshSessionInput = { readonly refreshToken: string };

const graceMs = 10_000;

/**
 * Trades a refresh token for a new one. Each works once; one that comes back ends the whole session, for either the caller
 * or whoever used it before is a thief. Only the token immediately before the current one is let through for 10 s, so that
 * two tabs at once and an answer lost on the way do no harm: it gets the same successor again, or, where that is no longer
 * known (another process), a fresh one that takes the other's place. The grace does not grow by being used.
 */
export class RefreshSession {
  readonly #deps: Dependencies;
  readonly #successors = new Successors();
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {SessionEnded} */
  execute({ refreshToken }: RefreshSessionInput): Promise<SignedIn> {
    // Another tab may be faster: seen anew, our token is the one before, and inside the grace.
    return retryStale(() => this.#trade(refreshToken));
  }

  async #trade(presented: string): Promise<SignedIn> {
    const { store, secrets, clock } = this.#deps;
    const now = clock.now();
    const session = await store.platform.findSession(SessionId(presented.slice(0, presented.indexOf('.'))));
    if (session === null || session.revokedAt !== null || session.expiresAt <= now) throw new SessionEnded();
    const hash = secrets.sha256(presented);
    if (secrets.equal(hash, session.currentHash))
      return this.#succeed(session, { previousHash: session.currentHash, rotatedAt: now }, now);
    const inGrace = now.getTime() - session.rotatedAt.getTime() <= graceMs;
    if (session.previousHash === null || !secrets.equal(hash, session.previousHash) || !inGrace)
      return this.#end(session, now);
    const again = this.#successors.recall(session.currentHash, now);
    return again === null ? this.#succeed(session, {}, now) : this.#signedIn(session, again);
  }

  async #succeed(session: Session, change: Partial<Session>, now: Date): Promise<SignedIn> {
    const { store, secrets } = this.#deps;
    const token = `${session.id}.${secrets.random(32)}`;
    const currentHash = secrets.sha256(token);
    this.#successors.remember(currentHash, token, new Date(now.getTime() + graceMs));
    return this.#signedIn(await store.platform.saveSession({ ...session, ...change, currentHash }), token);
  }

  async #signedIn(session: Session, refreshToken: string): Promise<SignedIn> {
    const { store, signer } = this.#deps;
    const { userId, tenantId } = session;
    const [user, standing] = await Promise.all([store.platform.findUser(userId), standingOf(store, userId, tenantId)]);
    if (user === null || standing === null) throw new SessionEnded();
    const { token, expiresInS } = await signer.sign({ userId, sessionId: session.id, tenantId });
    const tenant = standing.tenant && tenantSummary(standing.tenant);
    return {
      accessToken: token,
      expiresInS,
      refreshToken,
      session: sessionView(session),
      user: userView(user),
      tenant,
    };
  }

  async #end(session: Session, now: Date): Promise<never> {
    const { store } = this.#deps;
    if (!(await endSession(store, session.id, now))) throw new SessionEnded();
    await logOf(store, session.tenantId).append({
      actor: { kind: 'system', part: 'sessions' },
      action: 'session.reuse_detected',
      target: session.id,
      facts: { user: session.userId },
      at: now,
    });
    throw new SessionEnded();
  }
}
