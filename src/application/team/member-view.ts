import type { Member } from '#domain/identity/user';

/** A member as the team list shows them. */
export type MemberView = Omit<Member, 'tenantId'>;

export const memberView = ({
  userId,
  email,
  name,
  role,
  active,
  mailAbout,
  createdAt,
  version,
}: Member): MemberView => ({
  userId,
  email,
  name,
  role,
  active,
  mailAbout,
  createdAt,
  version,
});
