import type { Accounts } from '#application/identity/accounts';
import { emailOf } from '#application/identity/credentials';
import { assertPlatform, type Principal } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import type { TenantOpener } from '#application/tenancy/tenant-opener';
import type { User } from '#domain/identity/user';
import type { TenantState } from '#domain/tenancy/tenant';

type Dependencies = { readonly store: Store; readonly accounts: Accounts; readonly tenants: TenantOpener };

export type FirstAdmin = { readonly email: string; readonly password: string; readonly name: string };
export type CreateTenantInput = {
  readonly by: Principal;
  readonly name: string;
  readonly currency: string;
  readonly timeZone?: string | undefined;
  /** Skips the step from `created` to `active`. */
  readonly activate?: boolean | undefined;
  /** Who is known already keeps their password; the one given here is not used. */
  readonly admin?: FirstAdmin | undefined;
};

/** The super admin makes a tenant by hand (TEN-1, TEN-5). */
export class CreateTenant {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, name, currency, timeZone, activate, admin }: CreateTenantInput): Promise<TenantState> {
    const actor = assertPlatform(by);
    const draft = this.#deps.tenants.draft({
      name,
      currency,
      timeZone,
      status: activate === true ? 'active' : 'created',
    });
    const user = admin === undefined ? null : await this.#userOf(admin);
    return (await this.#deps.tenants.open(draft, user, actor)).state;
  }

  async #userOf(admin: FirstAdmin): Promise<User> {
    const known = await this.#deps.store.platform.findUserByEmail(emailOf(admin.email));
    return known ?? this.#deps.accounts.create(admin);
  }
}
