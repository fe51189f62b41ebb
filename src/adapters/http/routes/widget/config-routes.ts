import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { line } from '#adapters/http/contract/text';
import { WidgetConfigDto } from '#adapters/http/contract/widget';
import { foreignOriginOf, ownBaseOf } from '#adapters/http/page-origin';
import { presentWidgetConfig } from '#adapters/http/present/present-widget';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import { languages } from '#domain/shared/language';

export const widgetConfigRoutes = ({ readWidgetConfig }: Pick<UseCases, 'readWidgetConfig'>): Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/widget/company/:company/config/',
    summary: 'What the chat of a business looks like and offers',
    tag: 'Website chat',
    access: { kind: 'public' },
    ipLimit: 'widget',
    params: z.strictObject({ company: line(64).meta({ description: "The business's slug or id." }) }),
    query: z.strictObject({ language: z.enum(languages).optional() }),
    response: { 200: WidgetConfigDto },
    handle: async ({ params, query }, { request }) => {
      const config = await readWidgetConfig.execute({
        company: params.company,
        language: query.language ?? null,
        acceptLanguage: request.headers['accept-language'] ?? '',
        foreignOrigin: foreignOriginOf(request),
      });
      return json(200, presentWidgetConfig(config, ownBaseOf(request)), { Vary: 'Origin, Accept-Language' });
    },
  }),
];
