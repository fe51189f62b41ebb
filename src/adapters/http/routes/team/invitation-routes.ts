import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { mailLanguage } from '#adapters/http/contract/auth';
import { idOf } from '#adapters/http/contract/ids';
import { InvitationDto, roleRef } from '#adapters/http/contract/team';
import { email, line } from '#adapters/http/contract/text';
import { presentInvitation } from '#adapters/http/present/present-team';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/team/invitations';
const tag = 'Team';
const access = { kind: 'user', permission: 'team.manage' } as const;
const params = z.strictObject({ invitationId: idOf('invitation') });

const inviteMember = (useCase: UseCases['inviteMember']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Invite a person to the team, by mail',
    tag,
    access,
    body: z.strictObject({ email, name: line(120), role: roleRef, language: mailLanguage }),
    response: { 201: InvitationDto },
    handle: async ({ body }, { by }) => json(201, presentInvitation(await useCase.execute({ by, ...body }))),
  });

const listInvitations = (useCase: UseCases['listInvitations']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Who was invited and has not come yet',
    tag,
    access: { kind: 'user', permission: 'team.read' },
    response: { 200: z.strictObject({ items: z.array(InvitationDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentInvitation) }),
  });

const resendInvitation = (useCase: UseCases['resendInvitation']): Route =>
  defineRoute({
    method: 'post',
    path: `${path}/:invitationId/resend`,
    summary: 'Send an invitation once more; it has seven days again',
    tag,
    access,
    params,
    body: z.strictObject({ language: mailLanguage }),
    response: { 200: InvitationDto },
    handle: async ({ params: { invitationId }, body }, { by }) =>
      json(200, presentInvitation(await useCase.execute({ by, invitationId, ...body }))),
  });

const withdrawInvitation = (useCase: UseCases['withdrawInvitation']): Route =>
  defineRoute({
    method: 'delete',
    path: `${path}/:invitationId`,
    summary: 'Take an invitation back; its links end at once',
    tag,
    access,
    params,
    response: { 204: null },
    handle: async ({ params: { invitationId } }, { by }) => {
      await useCase.execute({ by, invitationId });
      return noContent();
    },
  });

export const invitationRoutes = (useCases: UseCases): Route[] => [
  inviteMember(useCases.inviteMember),
  listInvitations(useCases.listInvitations),
  resendInvitation(useCases.resendInvitation),
  withdrawInvitation(useCases.withdrawInvitation),
];
