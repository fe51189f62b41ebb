import type { z } from 'zod';
import type { InvitationDto, MemberDto, RoleDto } from '#adapters/http/contract/team';
import type { InvitationView } from '#application/team/invitation-view';
import type { RoleView } from '#application/team/list-roles';
import type { MemberView } from '#application/team/member-view';

export const presentMember = (member: MemberView): z.input<typeof MemberDto> => ({
  userId: member.userId,
  email: member.email,
  name: member.name,
  role: member.role,
  active: member.active,
  mailTopics: [...member.mailAbout],
  createdAt: member.createdAt.toISOString(),
  version: member.version,
});

export const presentRole = (role: RoleView): z.input<typeof RoleDto> => ({
  id: role.id,
  name: role.name,
  builtIn: role.builtIn,
  permissions: [...role.permissions],
  version: role.version,
});

export const presentInvitation = (invitation: InvitationView): z.input<typeof InvitationDto> => ({
  id: invitation.id,
  email: invitation.email,
  name: invitation.name,
  role: invitation.role,
  invitedBy: invitation.invitedBy,
  createdAt: invitation.createdAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
  version: invitation.version,
});
