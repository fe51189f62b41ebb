import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { grantablePermission, RoleDto } from '#adapters/http/contract/team';
import { line } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import { presentRole } from '#adapters/http/present/present-team';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/team/roles';
const tag = 'Team';
const access = { kind: 'user', permission: 'team.manage' } as const;
const params = z.strictObject({ roleId: idOf('role') });
const role = { name: line(60), permissions: z.array(grantablePermission).max(50) };

const listRoles = (useCase: UseCases['listRoles']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'The roles a member may have',
    tag,
    access: { kind: 'user', permission: 'team.read' },
    response: { 200: z.strictObject({ items: z.array(RoleDto) }) },
    handle: async (_input, { by }) => json(200, { items: (await useCase.execute({ by })).map(presentRole) }),
  });

const createRole = (useCase: UseCases['saveRole']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Make a role of your own',
    tag,
    access,
    body: z.strictObject(role),
    response: { 201: RoleDto },
    handle: async ({ body }, { by }) =>
      json(201, presentRole({ ...(await useCase.execute({ by, version: 0, ...body })), builtIn: false })),
  });

const changeRole = (useCase: UseCases['saveRole']): Route =>
  defineRoute({
    method: 'put',
    path: `${path}/:roleId`,
    summary: 'Change a role of your own',
    tag,
    access,
    params,
    body: z.strictObject({ version: readVersion, ...role }),
    response: { 200: RoleDto },
    handle: async ({ params: { roleId: id }, body }, { by }) =>
      json(200, presentRole({ ...(await useCase.execute({ by, id, ...body })), builtIn: false })),
  });

const deleteRole = (useCase: UseCases['deleteRole']): Route =>
  defineRoute({
    method: 'delete',
    path: `${path}/:roleId`,
    summary: 'Delete a role nobody has',
    tag,
    access,
    params,
    response: { 204: null },
    handle: async ({ params: { roleId: id } }, { by }) => {
      await useCase.execute({ by, id });
      return noContent();
    },
  });

export const roleRoutes = (useCases: UseCases): Route[] => [
  listRoles(useCases.listRoles),
  createRole(useCases.saveRole),
  changeRole(useCases.saveRole),
  deleteRole(useCases.deleteRole),
];
