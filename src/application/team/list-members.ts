import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import { type MemberView, memberView } from '#application/team/member-view';

type Dependencies = { readonly store: Store };

/** Who works for the caller's tenant. */
export class ListMembers {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly MemberView[]> {
    const members = await this.#deps.store.tenant(tenantFor(by, 'team.read')).team.listMembers();
    return members.map(memberView);
  }
}
