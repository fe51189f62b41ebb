import type { Client } from '#application/identity/client';
import { plainEmail } from '#application/identity/credentials';
import { PasswordProof } from '#application/identity/password-proof';
import type { SessionOpener } from '#application/identity/session-opener';
import type { SignedIn } from '#application/identity/signed-in';
import { admitsPeople } from '#application/identity/standing';
import type { PasswordHasher } from '#application/ports/password-hasher';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Store } from '#application/ports/store';
import type { User } from '#domain/identity/user';
import { DomainError } from '#domain/shared/domain-error';
import type { Tenant } from '#domain/tenancy/tenant';

/** The person works for several tenants: `tenants` are their slugs, separated by commas, `names` their names, one in each line. */
export class ChooseTenant extends DomainError {
  readonly code = 'identity.choose_tenant';
  readonly kind = 'conflict';
}
/** The password was right, and there is nothing to sign in to. */
export class NoTenant extends DomainError {
  readonly code = 'identity.no_tenant';
  readonly kind = 'forbidden';
}

type Dependencies = {
  readonly store: Store;
  readonly hasher: PasswordHasher;
  readonly limiter: RateLimiter;
  readonly sessions: SessionOpener;
};

export type SignInInput = {
  readonly email: string;
  readonly password: string;
  /** Id or slug; needed by somebody who works for several. */
  readonly tenant?: string | undefined;
  readonly client: Client;
};

/** Proves a person by e-mail and password. An unknown e-mail gets the same answer after the same work. */
export class SignIn {
  readonly #deps: Dependencies;
  readonly #proof: PasswordProof;
  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#proof = new PasswordProof(deps);
  }

  /** @throws {WrongCredentials} @throws {TooManyRequests} @throws {ChooseTenant} @throws {NoTenant} */
  async execute({ email, password, tenant, client }: SignInInput): Promise<SignedIn> {
    const user = await this.#proof.prove(plainEmail(email).slice(0, 255), password, client);
    const place = await this.#placeOf(user, tenant);
    return this.#deps.sessions.open(user, place, client);
  }

  async #placeOf(user: User, wanted: string | undefined): Promise<Tenant | null> {
    if (user.isSuperAdmin && wanted === undefined) return null;
    const { platform } = this.#deps.store;
    const members = await platform.membershipsOf(user.id);
    const tenants = (await Promise.all(members.map((member) => platform.findTenant(member.tenantId)))).filter(
      (each): each is Tenant => each !== null && admitsPeople(each),
    );
    const fitting = tenants.filter(({ state }) => wanted === undefined || wanted === state.id || wanted === state.slug);
    const [only, another] = fitting;
    if (only === undefined) throw new NoTenant('you do not belong to an open business here; ask its admin', {});
    if (another !== undefined)
      throw new ChooseTenant('you belong to several businesses; say which one', {
        tenants: fitting.map(({ state }) => state.slug).join(','),
        names: fitting.map(({ state }) => state.name.replaceAll(/\s+/g, ' ')).join('\n'),
      });
    return only;
  }
}
