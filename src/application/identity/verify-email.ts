import { LinkNotValid, OneTimeLinks } from '#application/identity/one-time-links';
import { recordOfUser } from '#application/identity/record-of-user';
import { retryStale } from '#application/identity/retry-stale';
import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import type { User } from '#domain/identity/user';

type Dependencies = { readonly store: Store; readonly secrets: Secrets; readonly clock: Clock };

/** Whoever holds the link reads the mails of the address: it is theirs. */
export class VerifyEmail {
  readonly #deps: Dependencies;
  readonly #links: OneTimeLinks;
  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#links = new OneTimeLinks(deps);
  }

  /** The link a second time says the same, as long as it is true: mail programs and people click twice. @throws {LinkNotValid} */
  async execute({ token }: { readonly token: string }): Promise<void> {
    const { store, clock } = this.#deps;
    const link = await this.#links.find(token, 'verify_email');
    if (link !== null && link.usedAt !== null && (await this.#userOf(link)).emailVerifiedAt !== null) return;
    const open = await this.#links.read(token, 'verify_email');
    await this.#userOf(open);
    await this.#links.use(open);
    const at = clock.now();
    const user = await retryStale(async () =>
      store.platform.saveUser({ ...(await this.#userOf(open)), emailVerifiedAt: at }),
    );
    await recordOfUser(store, user, 'user.email_verified', at);
  }

  async #userOf({ userId, email }: OneTimeLink): Promise<User> {
    const user = userId === null ? null : await this.#deps.store.platform.findUser(userId);
    if (user === null || user.email !== email) throw new LinkNotValid();
    return user;
  }
}
