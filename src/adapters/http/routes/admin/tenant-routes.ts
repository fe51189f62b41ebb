import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { currency } from '#adapters/http/contract/money';
import { pageOf, pageQuery } from '#adapters/http/contract/page';
import { TenantDto, tenantStatus } from '#adapters/http/contract/tenant';
import { email, line } from '#adapters/http/contract/text';
import { presentPage } from '#adapters/http/present/present-page';
import { presentTenant } from '#adapters/http/present/present-tenant';
import { defineRoute, type Route } from '#adapters/http/route';
import { password } from '#adapters/http/routes/auth/enter-routes';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/admin/tenants';
const tag = 'Platform';
const access = { kind: 'platform' } as const;

const pageTenants = (useCase: UseCases['pageTenants']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Every tenant, newest first',
    tag,
    access,
    query: z.strictObject({ ...pageQuery, status: tenantStatus.optional() }),
    response: { 200: pageOf(TenantDto) },
    handle: async ({ query }, { by }) => json(200, presentPage(await useCase.execute({ by, ...query }), presentTenant)),
  });

const createTenant = (useCase: UseCases['createTenant']): Route =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Make a tenant by hand',
    tag,
    access,
    body: z.strictObject({
      name: line(120),
      currency,
      timeZone: line(64).optional(),
      activate: z.boolean().optional().meta({ description: 'Skip the step from `created` to `active`.' }),
      admin: z
        .strictObject({ email, password, name: line(120) })
        .optional()
        .meta({ description: 'Its first admin.' }),
    }),
    response: { 201: TenantDto },
    handle: async ({ body }, { by }) => json(201, presentTenant(await useCase.execute({ by, ...body }))),
  });

const findTenant = (useCase: UseCases['findTenant']): Route =>
  defineRoute({
    method: 'get',
    path: `${path}/:tenantId`,
    summary: 'One tenant',
    tag,
    access,
    params: z.strictObject({ tenantId: idOf('tenant') }),
    response: { 200: TenantDto },
    handle: async ({ params }, { by }) => json(200, presentTenant(await useCase.execute({ by, ...params }))),
  });

export const tenantRoutes = (useCases: UseCases): Route[] => [
  pageTenants(useCases.pageTenants),
  createTenant(useCases.createTenant),
  findTenant(useCases.findTenant),
];
