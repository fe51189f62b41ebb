import { assertPassword, WrongCredentials } from '#application/identity/credentials';
import { endSession } from '#application/identity/end-session';
import { logOf } from '#application/identity/log-of';
import { humanOf, type Principal } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';

type Dependencies = {
  readonly store: Store;
  readonly hasher: PasswordHasher;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
};

export type ChangePasswordInput = {
  readonly by: Principal;
  readonly currentPassword: string;
  readonly newPassword: string;
};

/** A new password for the caller; every other device is signed out. */
export class ChangePassword {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {WrongCredentials} @throws {PasswordTooWeak} @throws {TooManyRequests} */
  async execute({ by, currentPassword, newPassword }: ChangePasswordInput): Promise<void> {
    const { store, hasher, limiter, clock } = this.#deps;
    const actor = humanOf(by);
    const key = `change_password:${actor.userId}`;
    await limiter.take(key, 5, 15 * 60_000);
    const user = found(await store.platform.findUser(actor.userId), 'user');
    if (!(await hasher.verify(user.passwordHash, currentPassword))) throw new WrongCredentials();
    assertPassword(newPassword, user.email);
    const passwordHash = await hasher.hash(newPassword);
    await store.platform.saveUser({ ...user, passwordHash });
    await limiter.clear(key);
    const at = clock.now();
    await logOf(store, by.tenantId).append({ actor, action: 'user.password_changed', target: user.id, facts: {}, at });
    const own = by.kind === 'user' ? by.sessionId : null;
    for (const { id } of await store.platform.sessionsOf(user.id)) if (id !== own) await endSession(store, id, at);
  }
}
