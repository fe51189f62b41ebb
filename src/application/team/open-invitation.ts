import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import { assertMayGrantRole } from '#application/team/granting';
import type { Invitation } from '#domain/identity/invitation';
import { InvitationId } from '#domain/shared/ids';

/** One the caller may change. One that was accepted or withdrawn is gone. @throws {NotFound} @throws {PermissionDenied} */
export const openInvitation = async (store: Store, by: Principal, id: string): Promise<Invitation> => {
  const tenantId = tenantFor(by, 'team.manage');
  const invitation = await store.tenant(tenantId).invitations.find(InvitationId(id));
  const open = found(invitation?.status === 'open' ? invitation : null, 'invitation');
  await assertMayGrantRole(store, by, tenantId, open.role);
  return open;
};
