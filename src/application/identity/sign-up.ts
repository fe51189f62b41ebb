import type { Accounts } from '#application/identity/accounts';
import { type Client, networkOf } from '#application/identity/client';
import type { SessionOpener } from '#application/identity/session-opener';
import type { SignedIn } from '#application/identity/signed-in';
import type { AccountMails } from '#application/mail/account-mails';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { TenantOpener } from '#application/tenancy/tenant-opener';
import type { Language } from '#domain/shared/language';

type Dependencies = {
  readonly accounts: Accounts;
  readonly tenants: TenantOpener;
  readonly sessions: SessionOpener;
  readonly limiter: RateLimiter;
  readonly accountMails: Pick<AccountMails, 'toUser'>;
  /** New businesses one network may found in an hour. */
  readonly signUpsPerHour: number;
};

export type SignUpInput = {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly businessName: string;
  /** ISO 4217, such as AED. */
  readonly currency: string;
  /** IANA; UTC unless told. */
  readonly timeZone?: string | undefined;
  /** Of the mail that asks to confirm the address; English unless told. */
  readonly language?: Language | undefined;
  readonly client: Client;
};

/** A person founds a business on the platform and is its first admin (TEN-5). */
export class SignUp {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {EmailTaken} @throws {PasswordTooWeak} @throws {InvalidInput} @throws {TooManyRequests} */
  async execute({ email, password, name, language = 'en', client, ...business }: SignUpInput): Promise<SignedIn> {
    const { accounts, tenants, sessions, limiter, accountMails, signUpsPerHour } = this.#deps;
    await limiter.take(`sign_up:${networkOf(client)}`, signUpsPerHour, 60 * 60_000);
    const { businessName, currency, timeZone } = business;
    const draft = tenants.draft({ name: businessName, currency, timeZone, status: 'active' });
    const user = await accounts.createOrResume({ email, password, name });
    const tenant = await tenants.open(draft, user, { kind: 'human', userId: user.id, name: user.name });
    if (user.emailVerifiedAt === null) await accountMails.toUser('verify_email', user, language);
    return sessions.open(user, tenant, client);
  }
}
