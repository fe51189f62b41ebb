import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';
import { type InvitationView, invitationView } from '#application/team/invitation-view';

type Dependencies = { readonly store: Store };

/** Who was invited and has not come yet, newest first; also those whose time is over, to be sent again or withdrawn. */
export class ListInvitations {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly InvitationView[]> {
    const open = await this.#deps.store.tenant(tenantFor(by, 'team.read')).invitations.listOpen();
    return open.map(invitationView);
  }
}
