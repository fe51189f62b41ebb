import { LinkNotValid, OneTimeLinks } from '#application/identity/one-time-links';
import { admitsPeople } from '#application/identity/standing';
import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { Invitation } from '#domain/identity/invitation';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import type { Tenant } from '#domain/tenancy/tenant';

export type ReadInvitationNeeds = { readonly store: Store; readonly secrets: Secrets; readonly clock: Clock };

export type InvitationByLink = {
  readonly link: OneTimeLink;
  readonly invitation: Invitation;
  readonly tenant: Tenant;
};

/** What the holder of the link is offered, if it is still on offer. @throws {LinkNotValid} */
export const readInvitation = async (needs: ReadInvitationNeeds, token: string): Promise<InvitationByLink> => {
  const { store, clock } = needs;
  const link = await new OneTimeLinks(needs).read(token, 'accept_invitation');
  if (link.tenantId === null || link.invitationId === null) throw new LinkNotValid();
  const scoped = store.tenant(link.tenantId);
  const [invitation, tenant] = await Promise.all([scoped.invitations.find(link.invitationId), scoped.findTenant()]);
  if (invitation === null || tenant === null || !admitsPeople(tenant)) throw new LinkNotValid();
  const open = invitation.status === 'open' && invitation.email === link.email && invitation.expiresAt > clock.now();
  if (!open) throw new LinkNotValid();
  return { link, invitation, tenant };
};
