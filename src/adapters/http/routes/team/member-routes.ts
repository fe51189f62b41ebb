import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { MemberDto, roleRef } from '#adapters/http/contract/team';
import { email, line } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import { presentMember } from '#adapters/http/present/present-team';
import { defineRoute, type Route } from '#adapters/http/route';
import { password } from '#adapters/http/routes/auth/enter-routes';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/team/members';
const tag = 'Team';

const listMembers = (useCase: UseCases['listMembers']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Who works here',
    tag,
    access: { kind: 'user', permission: 'team.read' },
    response: { 200: z.strictObject({ items: z.array(MemberDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentMember) }),
  });

const addMember = (useCase: UseCases['addMember']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Add a person to the team',
    tag,
    access: { kind: 'user', permission: 'team.manage' },
    body: z.strictObject({
      email,
      name: line(120),
      role: roleRef,
      initialPassword: password.meta({ description: 'Somebody who has an account keeps their own.' }),
    }),
    response: { 201: MemberDto },
    handle: async ({ body }, { by }) => json(201, presentMember(await useCase.execute({ by, ...body }))),
  });

const changeMember = (useCase: UseCases['changeMember']): Route =>
  defineRoute({
    method: 'patch',
    path: `${path}/:userId`,
    summary: 'Give a member another role, or shut them out or in; bites at their next request',
    tag,
    access: { kind: 'user', permission: 'team.manage' },
    params: z.strictObject({ userId: idOf('user') }),
    body: z.strictObject({ version: readVersion, role: roleRef.optional(), active: z.boolean().optional() }),
    response: { 200: MemberDto },
    handle: async ({ params, body }, { by }) =>
      json(200, presentMember(await useCase.execute({ by, ...params, ...body }))),
  });

export const memberRoutes = (useCases: UseCases): Route[] => [
  listMembers(useCases.listMembers),
  addMember(useCases.addMember),
  changeMember(useCases.changeMember),
];
