import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { InvitationDto } from '../../../../src/adapters/http/contract/team.js';
import { api } from '../../shared/api/client.js';
import type { Member, Permission, Role } from '../../shared/api/types.js';
import type { Language } from '../../shared/i18n/plural.js';

const base = '/api/v1/team';

export const teamTabs = ['members', 'roles'] as const;
export type TeamSearch = { readonly tab?: (typeof teamTabs)[number] | undefined };

export type Invitation = z.output<typeof InvitationDto>;
type Items<T> = { readonly items: readonly T[] };

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => api.get<Items<Role>>(`${base}/roles`, { signal }),
});
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => api.get<Items<Invitation>>(`${base}/invitations`, { signal }),
});

export type Invite = {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly language: Language;
};
export const invite = (body: Invite): Promise<Invitation> => api.post(`${base}/invitations`, body);
export const resend = (id: string, language: Language): Promise<Invitation> =>
  api.post(`${base}/invitations/${id}/resend`, { language });
export const withdraw = (id: string): Promise<void> => api.delete(`${base}/invitations/${id}`);

export type MemberChange = { readonly role?: string; readonly active?: boolean };
export const changeMember = ({ userId, version }: Member, change: MemberChange): Promise<Member> =>
  api.patch(`${base}/members/${userId}`, { version, ...change });

/** What a tenant's own role can be made of, in the order people think of it. */
export const grantable: readonly Permission[] = [
  'conversations.read',
  'conversations.reply',
  'orders.read',
  'orders.decide',
  'orders.override_price',
  'leads.read',
  'leads.write',
  'catalogue.read',
  'catalogue.write',
  'tenant.read',
  'tenant.configure',
  'channels.read',
  'channels.manage',
  'team.read',
  'team.manage',
  'api_keys.manage',
  'customers.erase',
  'kill_switch.use',
  'audit.read',
  'chat.send',
];

export type RoleDraft = { readonly name: string; readonly permissions: readonly Permission[] };
export const saveRole = (role: Role | null, draft: RoleDraft): Promise<Role> =>
  role === null
    ? api.post(`${base}/roles`, draft)
    : api.put(`${base}/roles/${role.id}`, { version: role.version, ...draft });
export const deleteRole = (id: string): Promise<void> => api.delete(`${base}/roles/${id}`);
