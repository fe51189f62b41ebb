import type { Request } from 'express';
import type { z } from 'zod';
import { bodyLimits, hasBody, readBytes, readJson } from '#adapters/http/read-body';
import { type FieldError, invalidRequest, RequestRefused } from '#adapters/http/request-refused';
import type { AnyInput, Route } from '#adapters/http/route';

/** How many faults one answer lists: an import of 10,000 bad rows must not answer with megabytes. */
const maxErrors = 50;

const pathOf = (where: string, path: readonly PropertyKey[]): string => [where, ...path.map(String)].join('.');

/** One entry per field; unknown fields are named one by one. */
export const fieldErrors = (where: string, issues: readonly z.core.$ZodIssue[]): FieldError[] =>
  issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: pathOf(where, [...issue.path, key]), message: 'unknown field' }))
        : [{ path: pathOf(where, issue.path), message: issue.message }],
    )
    .slice(0, maxErrors);

const parse = (where: string, schema: z.ZodType | null, value: unknown, errors: FieldError[]): unknown => {
  if (schema === null) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  errors.push(...fieldErrors(where, result.error.issues));
  return undefined;
};

const refuseUnknownQuery = (request: Request, errors: FieldError[]): void => {
  for (const key of Object.keys(request.query)) errors.push({ path: `query.${key}`, message: 'unknown field' });
};

/** What the client sent: parsed JSON, or raw bytes left in `request.body` for a signed one or a file. */
const bodyOf = async (route: Route, request: Request): Promise<unknown> => {
  if (route.bodyKind === 'signed' || route.bodyKind === 'file') {
    request.body = await readBytes(request, bodyLimits[route.bodyKind]);
    return undefined;
  }
  if (route.body !== null || route.method !== 'get') return readJson(request, bodyLimits[route.bodyKind]);
  if (hasBody(request)) throw new RequestRefused(400, 'request.invalid', 'this request takes no body');
  return undefined;
};

const refuseUnknownBody = (body: unknown, errors: FieldError[]): void => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    errors.push({ path: 'body', message: 'this request takes no body' });
  else
    for (const key of Object.keys(body).slice(0, maxErrors))
      errors.push({ path: `body.${key}`, message: 'unknown field' });
};

/** @throws {RequestRefused} names every field that does not fit, in all places at once. */
export const parseInput = async (route: Route, request: Request): Promise<AnyInput> => {
  const raw = await bodyOf(route, request);
  const errors: FieldError[] = [];
  if (route.query === null) refuseUnknownQuery(request, errors);
  if (route.body === null && raw !== undefined) refuseUnknownBody(raw, errors);
  const input = {
    params: parse('params', route.params, request.params, errors),
    query: parse('query', route.query, request.query, errors),
    body: parse('body', route.body, raw, errors),
    headers: parse('headers', route.headers, request.headers, errors),
  };
  if (errors.length > 0) throw invalidRequest(errors.slice(0, maxErrors));
  return input as AnyInput;
};
