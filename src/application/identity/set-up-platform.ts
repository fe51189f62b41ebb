import type { Accounts } from '#application/identity/accounts';
import { type Client, networkOf } from '#application/identity/client';
import type { SessionOpener } from '#application/identity/session-opener';
import type { SignedIn } from '#application/identity/signed-in';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';
import { DomainError } from '#domain/shared/domain-error';

/** The platform has its super admin already. */
export class AlreadySetUp extends DomainError {
  readonly code = 'platform.already_set_up';
  readonly kind = 'conflict';
}
export class WrongSetupToken extends DomainError {
  readonly code = 'platform.wrong_setup_token';
  readonly kind = 'forbidden';
}

type Dependencies = {
  readonly store: Store;
  readonly accounts: Accounts;
  readonly sessions: SessionOpener;
  readonly limiter: RateLimiter;
  /** Is this the one-time token that was printed at the first start? Compares in constant time. */
  readonly isSetupToken: (token: string) => boolean;
};

export type SetUpPlatformInput = {
  readonly token: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly client: Client;
};

/** The first start: whoever holds the printed token becomes the super admin, once. */
export class SetUpPlatform {
  readonly #deps: Dependencies;
  #last: Promise<unknown> = Promise.resolve();
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute(input: SetUpPlatformInput): Promise<SignedIn> {
    await this.#deps.limiter.take(`set_up:${networkOf(input.client)}`, 10, 60 * 60_000);
    // One after the other: hashing the password takes long enough for a second request to find no super admin yet.
    const done = this.#last.then(() => this.#setUp(input));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #setUp({ token, email, password, name, client }: SetUpPlatformInput): Promise<SignedIn> {
    const { store, accounts, sessions, isSetupToken } = this.#deps;
    if ((await store.platform.countSuperAdmins()) > 0)
      throw new AlreadySetUp('the platform is set up already; sign in as its super admin', {});
    if (!isSetupToken(token))
      throw new WrongSetupToken('that is not the setup token the server printed at its first start', {});
    const user = await accounts.create({ email, password, name, isSuperAdmin: true });
    const actor = { kind: 'human', userId: user.id, name: user.name } as const;
    await store.platform.audit.append({
      actor,
      action: 'platform.set_up',
      target: user.id,
      facts: {},
      at: user.createdAt,
    });
    return sessions.open(user, null, client);
  }
}
