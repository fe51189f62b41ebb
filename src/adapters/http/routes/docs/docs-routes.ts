import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileAnswer, plain } from '#adapters/http/answers';
import { defineRoute, media, type Route } from '#adapters/http/route';
import { docsPage, docsScript } from '#adapters/http/routes/docs/docs-page';

const tag = 'This documentation';
const access = { kind: 'public' } as const;
const lasting = { 'Cache-Control': 'public, max-age=3600' };

const swaggerUi = (file: string): string =>
  join(dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')), file);

const text = (path: string, type: string, summary: string, content: string): Route =>
  defineRoute({
    method: 'get',
    path,
    summary,
    tag,
    access,
    response: { 200: media(type) },
    handle: async () => plain(content),
  });

/** A file of swagger-ui-dist, named here one by one: nothing else of the package is reachable. */
const asset = (file: string, type: string): Route =>
  defineRoute({
    method: 'get',
    path: `/docs/${file}`,
    summary: `Swagger UI: ${file}`,
    tag,
    access,
    response: { 200: media(type) },
    handle: async () => fileAnswer(swaggerUi(file), lasting),
  });

/** The OpenAPI document: built at the first request, because building it costs more than starting. */
const openApi = (document: () => Promise<string>): Route =>
  defineRoute({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'OpenAPI 3.1 description of this API',
    tag,
    access,
    response: { 200: media('application/json; charset=utf-8') },
    handle: async () => plain(await document()),
  });

export const docsRoutes = (document: () => Promise<string>): Route[] => [
  openApi(document),
  text('/docs', 'text/html; charset=utf-8', 'This API, to read and to try', docsPage),
  text('/docs/init.js', 'text/javascript; charset=utf-8', 'Starts Swagger UI', docsScript),
  asset('swagger-ui.css', 'text/css; charset=utf-8'),
  asset('swagger-ui-bundle.js', 'text/javascript; charset=utf-8'),
];
