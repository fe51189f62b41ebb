import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { idOf } from '#adapters/http/contract/ids';
import { TenantDto } from '#adapters/http/contract/tenant';
import { line } from '#adapters/http/contract/text';
import { presentTenant } from '#adapters/http/present/present-tenant';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const one = '/api/v1/admin/tenants/:tenantId';
const tag = 'Platform';
const access = { kind: 'platform' } as const;
const params = z.strictObject({ tenantId: idOf('tenant') });

const steps = {
  activate: 'Let a tenant work',
  suspend: 'Stop a tenant; its people may still read',
  delete: 'Delete a tenant; it can be restored',
  restore: 'Bring a deleted tenant back, suspended',
} as const;

const takeStep = (step: keyof typeof steps, useCase: UseCases['changeTenantStatus']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/${step}`,
    summary: steps[step],
    tag,
    access,
    params,
    response: { 200: TenantDto },
    handle: async ({ params: { tenantId } }, { by }) =>
      json(200, presentTenant(await useCase.execute({ by, tenantId, step }))),
  });

const destroy = (useCase: UseCases['destroyTenant']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/destroy`,
    summary: "Destroy a deleted tenant's data; there is no way back",
    tag,
    access,
    params,
    body: z.strictObject({ confirm: line(64).meta({ description: "The tenant's slug, typed again." }) }),
    response: { 204: null },
    handle: async ({ params: { tenantId }, body }, { by }) => {
      await useCase.execute({ by, tenantId, ...body });
      return noContent();
    },
  });

const allowCloudApi = (useCase: UseCases['allowCloudApi']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/cloud-api`,
    summary: 'Let a tenant use the official WhatsApp Cloud API, or end it',
    tag,
    access,
    params,
    body: z.strictObject({ allowed: z.boolean() }),
    response: { 200: TenantDto },
    handle: async ({ params: { tenantId }, body }, { by }) =>
      json(200, presentTenant(await useCase.execute({ by, tenantId, ...body }))),
  });

export const tenantLifecycleRoutes = (useCases: UseCases): Route[] => [
  takeStep('activate', useCases.changeTenantStatus),
  takeStep('suspend', useCases.changeTenantStatus),
  takeStep('delete', useCases.changeTenantStatus),
  takeStep('restore', useCases.changeTenantStatus),
  destroy(useCases.destroyTenant),
  allowCloudApi(useCases.allowCloudApi),
];
