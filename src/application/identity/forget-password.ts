import { type Client, networkOf } from '#application/identity/client';
import { plainEmail } from '#application/identity/credentials';
import type { AccountMails } from '#application/mail/account-mails';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Language } from '#domain/shared/language';

type Dependencies = {
  readonly store: Store;
  readonly limiter: RateLimiter;
  readonly telemetry: Telemetry;
  readonly accountMails: Pick<AccountMails, 'toUser'>;
};

export type ForgetPasswordInput = {
  readonly email: string;
  readonly language?: Language | undefined;
  readonly client: Client;
};

/**
 * Somebody cannot sign in. The answer comes before anything is looked up, so neither it nor its time says whether there is such
 * an account.
 */
export class ForgetPassword {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {TooManyRequests} this network asked too often, whatever it asked for. */
  async execute({ email, language = 'en', client }: ForgetPasswordInput): Promise<void> {
    await this.#deps.limiter.take(`forgot_password:${networkOf(client)}`, 20, 60 * 60_000);
    void this.#send(plainEmail(email).slice(0, 255), language);
  }

  /** An address that was written to three times in an hour is left alone without a word: it may not be theirs who ask. */
  async #send(email: string, language: Language): Promise<void> {
    const { store, limiter, telemetry, accountMails } = this.#deps;
    try {
      await limiter.take(`forgot_password:${email}`, 3, 60 * 60_000);
      const user = await store.platform.findUserByEmail(email);
      if (user !== null) await accountMails.toUser('reset_password', user, language);
    } catch (error) {
      if (!(error instanceof TooManyRequests)) telemetry.error('forgot_password.failed', error, {});
    }
  }
}
