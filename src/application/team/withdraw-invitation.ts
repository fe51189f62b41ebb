import { humanOf, type Principal } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { openInvitation } from '#application/team/open-invitation';

type Dependencies = { readonly store: Store; readonly clock: Clock };

export type WithdrawInvitationInput = { readonly by: Principal; readonly invitationId: string };

/** Takes an invitation back; its links end at once. */
export class WithdrawInvitation {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {PermissionDenied} @throws {StaleWrite} */
  async execute({ by, invitationId }: WithdrawInvitationInput): Promise<void> {
    const { store, clock } = this.#deps;
    const actor = humanOf(by);
    const invitation = await openInvitation(store, by, invitationId);
    const { id, tenantId, role } = invitation;
    const audit = { actor, action: 'invitation.withdrawn', target: id, facts: { role }, at: clock.now() };
    await store.tenant(tenantId).invitations.save({ ...invitation, status: 'withdrawn' }, audit);
  }
}
