import { json } from '#adapters/http/answers';
import { WidgetSettingsChange, WidgetSettingsDto } from '#adapters/http/contract/widget-settings';
import { presentWidgetSettings } from '#adapters/http/present/present-widget-settings';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

const path = '/api/v1/widget-settings';
const tag = 'Settings';

const readWidgetSettings = (useCase: UseCases['readWidgetSettings']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'The chat on your site: its looks, its domains, its snippet',
    tag,
    access: { kind: 'user', permission: 'tenant.read' },
    response: { 200: WidgetSettingsDto },
    handle: async (_input, { by }) => json(200, presentWidgetSettings(await useCase.execute({ by }))),
  });

const saveWidgetSettings = (useCase: UseCases['saveWidgetSettings']): Route =>
  defineRoute({
    method: 'put',
    path,
    summary: 'Change the chat on your site, all of it at once',
    tag,
    access: { kind: 'user', permission: 'tenant.configure' },
    body: WidgetSettingsChange,
    response: { 200: WidgetSettingsDto },
    handle: async ({ body }, { by }) => json(200, presentWidgetSettings(await useCase.execute({ by, ...body }))),
  });

export const widgetSettingsRoutes = (useCases: UseCases): Route[] => [
  readWidgetSettings(useCases.readWidgetSettings),
  saveWidgetSettings(useCases.saveWidgetSettings),
];
