import { humanOf, type Principal } from '#application/identity/principal';
import type { AccountMails } from '#application/mail/account-mails';
import { found } from '#application/not-found';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';
import type { Language } from '#domain/shared/language';

type Dependencies = {
  readonly store: Store;
  readonly limiter: RateLimiter;
  readonly accountMails: Pick<AccountMails, 'toUser'>;
};

/** Sends the caller another link that proves their address; nothing when it is proven. */
export class SendVerification {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {TooManyRequests} */
  async execute({
    by,
    language = 'en',
  }: {
    readonly by: Principal;
    readonly language?: Language | undefined;
  }): Promise<void> {
    const { store, limiter, accountMails } = this.#deps;
    const { userId } = humanOf(by);
    const user = found(await store.platform.findUser(userId), 'user');
    if (user.emailVerifiedAt !== null) return;
    await limiter.take(`verify_email:${userId}`, 3, 15 * 60_000);
    await accountMails.toUser('verify_email', user, language);
  }
}
