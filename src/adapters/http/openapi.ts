import { z } from 'zod';
import type {
  CreateDocumentOptions,
  ZodOpenApiObject,
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { Access } from '#adapters/http/access';
import { ProblemDto } from '#adapters/http/contract/problem';
import type { Media, Responses, Route, Stream } from '#adapters/http/route';

const securityOf = ({ kind }: Access): { [scheme: string]: string[] }[] => {
  switch (kind) {
    case 'public':
      return [];
    case 'signature':
      return [{ signature: [] }];
    case 'user_or_key':
      return [{ bearer: [] }, { apiKey: [] }];
    case 'visitor':
      return [{ visitor: [] }];
    case 'user':
    case 'user_with_any':
    case 'signed_in':
    case 'platform':
      return [{ bearer: [] }];
  }
};

const whoMay = (access: Access): string => {
  switch (access.kind) {
    case 'user':
      return `For people of a tenant with the permission \`${access.permission}\`.`;
    case 'user_with_any':
      return `For people of a tenant with one of these permissions: ${access.permissions.join(', ')}.`;
    case 'user_or_key':
      return `For people and API keys of a tenant with \`${access.permission}\`.`;
    case 'platform':
      return 'For super admins.';
    case 'signed_in':
      return 'For any signed-in person.';
    case 'signature':
      return 'For the provider, who signs it.';
    case 'visitor':
      return "For the visitor whose session it is, on a page of the business's own domains.";
    case 'public':
      return 'For anybody.';
  }
};

/** OpenAPI 3.1 has no word for a stream of events: what the data of any of them is, and their names. */
const eventsOf = ({ events }: Stream) => ({
  'text/event-stream': {
    schema: z.union(Object.values(events)).meta({ description: `Events: ${Object.keys(events).join(', ')}.` }),
  },
});

const contentOf = (declared: z.ZodType | Media | Stream) => {
  if (declared instanceof z.ZodType) return { 'application/json': { schema: declared } };
  if ('events' in declared) return eventsOf(declared);
  return { [declared.media.split(';')[0] ?? declared.media]: { schema: { type: 'string' as const } } };
};

const responsesOf = (responses: Responses): ZodOpenApiResponsesObject => {
  const described: ZodOpenApiResponsesObject = {
    default: { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: ProblemDto } } },
  };
  for (const [status, declared] of Object.entries(responses))
    described[status as '200'] =
      declared === null ? { description: 'Done' } : { description: 'Done', content: contentOf(declared) };
  return described;
};

/** `POST /api/v1/orders/:orderId/approve` → `postApiV1OrdersOrderIdApprove`. */
const operationId = ({ method, path }: Route): string =>
  method + path.replaceAll(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());

/** A body that is taken as it comes. */
const rawContentOf = ({ bodyKind }: Route) => {
  if (bodyKind === 'signed') return { 'application/json': { schema: { type: 'object' as const } } };
  if (bodyKind === 'file')
    return { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } };
  return null;
};

const requestOf = (route: Route): Pick<ZodOpenApiOperationObject, 'requestParams' | 'requestBody'> => {
  const { params, query, headers, body } = route;
  const places = { ...(params && { path: params }), ...(query && { query }), ...(headers && { header: headers }) };
  const content = body === null ? rawContentOf(route) : { 'application/json': { schema: body } };
  return {
    ...(Object.keys(places).length > 0 && {
      requestParams: places as NonNullable<ZodOpenApiOperationObject['requestParams']>,
    }),
    ...(content !== null && { requestBody: { required: true, content } }),
  };
};

const operationOf = (route: Route): ZodOpenApiOperationObject => ({
  operationId: operationId(route),
  summary: route.summary,
  description: whoMay(route.access),
  tags: [route.tag],
  security: securityOf(route.access),
  ...requestOf(route),
  responses: responsesOf(route.response),
});

const templateOf = (path: string): string => path.replaceAll(/[:*](\w+)/g, '{$1}');

const pathsOf = (routes: readonly Route[]): ZodOpenApiPathsObject => {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return paths;
};

/** What zod checks and no reader wants to see: the bounds of exact numbers, the grammar behind a named format, and "printable",
 * from which the docs page would make up examples of noise. */
const tidy: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema }) => {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.format === 'date-time' || jsonSchema.pattern?.includes('\\p{Cc}') === true) delete jsonSchema.pattern;
};

const describeApi = async (routes: readonly Route[]): Promise<string> => {
  const { createDocument } = await import('zod-openapi');
  const description: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'Wakil API',
      version: '1',
      description: 'Errors are problem+json with a stable `code`. Money is in minor units.',
    },
    servers: [{ url: '/' }],
    paths: pathsOf(routes),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        visitor: { type: 'http', scheme: 'bearer', description: 'The token of a widget session.' },
        signature: { type: 'apiKey', in: 'header', name: 'X-Hub-Signature-256' },
      },
    },
  };
  return JSON.stringify(createDocument(description, { override: tidy }));
};

/** The OpenAPI document of these routes, built once, when somebody first asks. */
export const openApiOf = (routes: () => readonly Route[]): (() => Promise<string>) => {
  let built: Promise<string> | null = null;
  return () => {
    built ??= describeApi(routes());
    return built;
  };
};
