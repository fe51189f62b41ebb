import type { Principal } from '#application/identity/principal';
import { type TenantSummary, tenantSummary, type UserView, userView } from '#application/identity/signed-in';
import { admitsPeople, standingOf } from '#application/identity/standing';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Permission } from '#domain/identity/permission';
import type { MailTopic } from '#domain/identity/user';
import type { ApiKeyId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store };

export type Identity = {
  readonly user: UserView | null;
  readonly apiKey: { readonly id: ApiKeyId; readonly name: string } | null;
  readonly tenant: TenantSummary | null;
  /** A built-in role, a custom role's id, `super_admin`; `null` for a program. */
  readonly role: string | null;
  readonly permissions: readonly Permission[];
  /** Of what this person is told by mail here; `null` for who is no member. */
  readonly mailTopics: readonly MailTopic[] | null;
  /** Where else this person could sign in. */
  readonly tenants: readonly TenantSummary[];
};

const nobody = { user: null, role: null, mailTopics: null, tenants: [] } as const;

/** What the caller is and may do, for a user interface to draw itself by. */
export class WhoAmI {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<Identity> {
    const { store } = this.#deps;
    const tenant = by.tenantId === null ? null : await store.tenant(by.tenantId).findTenant();
    const here = { tenant: tenant && tenantSummary(tenant), permissions: [...by.permissions] };
    if (by.kind === 'api_key') return { ...here, ...nobody, apiKey: { id: by.actor.apiKeyId, name: by.actor.name } };
    const { userId } = by.actor;
    const user = found(await store.platform.findUser(userId), 'user');
    const standing = await standingOf(store, userId, by.tenantId);
    return {
      ...here,
      user: userView(user),
      apiKey: null,
      role: standing?.role ?? null,
      mailTopics: await this.#topicsOf(by),
      tenants: await this.#tenantsOf(user.id),
    };
  }

  async #topicsOf(by: Extract<Principal, { kind: 'user' }>): Promise<readonly MailTopic[] | null> {
    if (by.tenantId === null) return null;
    return (await this.#deps.store.tenant(by.tenantId).team.findMember(by.actor.userId))?.mailAbout ?? null;
  }

  async #tenantsOf(userId: UserView['id']): Promise<readonly TenantSummary[]> {
    const { platform } = this.#deps.store;
    const members = await platform.membershipsOf(userId);
    const tenants = await Promise.all(members.map((member) => platform.findTenant(member.tenantId)));
    return tenants.flatMap((tenant) => (tenant !== null && admitsPeople(tenant) ? [tenantSummary(tenant)] : []));
  }
}
