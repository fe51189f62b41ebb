import type { Invitation } from '#domain/identity/invitation';

/** An invitation as the team list shows it. */
export type InvitationView = Omit<Invitation, 'tenantId' | 'status'>;

export const invitationView = ({
  id,
  email,
  name,
  role,
  invitedBy,
  createdAt,
  expiresAt,
  version,
}: Invitation): InvitationView => ({
  id,
  email,
  name,
  role,
  invitedBy,
  createdAt,
  expiresAt,
  version,
});
