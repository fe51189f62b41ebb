import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { BusinessProfileChange, WorkingHoursDto } from '#adapters/http/contract/business';
import { AssistantSettingsChange, TenantDto } from '#adapters/http/contract/tenant';
import { line } from '#adapters/http/contract/text';
import { readVersion } from '#adapters/http/contract/version';
import { presentTenant } from '#adapters/http/present/present-tenant';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/settings';
const tag = 'Settings';

const readSettings = (useCase: UseCases['readSettings']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'How your business is set up',
    tag,
    access: { kind: 'user_or_key', permission: 'tenant.read' },
    response: { 200: TenantDto },
    handle: async (_input, { by }) => json(200, presentTenant(await useCase.execute({ by }))),
  });

const updateSettings = (useCase: UseCases['updateSettings']): Route =>
  defineRoute({
    method: 'put',
    path,
    summary: 'Change how your business is set up; what is left out stays',
    tag,
    access: { kind: 'user', permission: 'tenant.configure' },
    body: z.strictObject({
      version: readVersion,
      name: line(120).optional(),
      slug: line(40)
        .optional()
        .meta({ description: 'The name in addresses and in the snippet; unique on the platform.' }),
      timeZone: line(64).optional(),
      profile: BusinessProfileChange.optional(),
      hours: WorkingHoursDto.optional(),
      assistant: AssistantSettingsChange.optional(),
    }),
    response: { 200: TenantDto },
    handle: async ({ body }, { by }) => json(200, presentTenant(await useCase.execute({ by, ...body }))),
  });

export const settingsRoutes = (useCases: UseCases): Route[] => [
  readSettings(useCases.readSettings),
  updateSettings(useCases.updateSettings),
];
