import { assertPassword } from '#application/identity/credentials';
import { endSession } from '#application/identity/end-session';
import { LinkNotValid, OneTimeLinks } from '#application/identity/one-time-links';
import { recordOfUser } from '#application/identity/record-of-user';
import { retryStale } from '#application/identity/retry-stale';
import type { Clock } from '#application/ports/clock';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import type { User } from '#domain/identity/user';

type Dependencies = {
  readonly store: Store;
  readonly hasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly clock: Clock;
};

export type ResetPasswordInput = { readonly token: string; readonly newPassword: string };

/** A new password for the holder of the link. Every device is signed out, and the address is proven by the way. */
export class ResetPassword {
  readonly #deps: Dependencies;
  readonly #links: OneTimeLinks;
  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#links = new OneTimeLinks(deps);
  }

  /** A password that is refused leaves the link as good as before. @throws {LinkNotValid} @throws {PasswordTooWeak} */
  async execute({ token, newPassword }: ResetPasswordInput): Promise<void> {
    const { store, hasher, clock } = this.#deps;
    const link = await this.#links.read(token, 'reset_password');
    const { email } = await this.#userOf(link);
    assertPassword(newPassword, email);
    const passwordHash = await hasher.hash(newPassword);
    await this.#links.use(link);
    const at = clock.now();
    const user = await retryStale(async () => {
      const before = await this.#userOf(link);
      return store.platform.saveUser({ ...before, passwordHash, emailVerifiedAt: before.emailVerifiedAt ?? at });
    });
    for (const { id } of await store.platform.sessionsOf(user.id)) await endSession(store, id, at);
    await recordOfUser(store, user, 'user.password_reset', at);
  }

  async #userOf({ userId, email }: OneTimeLink): Promise<User> {
    const user = userId === null ? null : await this.#deps.store.platform.findUser(userId);
    if (user === null || user.email !== email) throw new LinkNotValid();
    return user;
  }
}
