import type { RequestHandler } from 'express';
import { pageOriginOf } from '#adapters/http/page-origin';

const preflight = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT',
  'Access-Control-Allow-Headers': 'Authorization, Idempotency-Key, Last-Event-ID, Content-Type, X-Client-ID',
  'Access-Control-Max-Age': '7200',
};

/**
 * Lets a page read the answer, a refusal too: it says what the site's owner has to do. That a page is of a domain the business
 * has named is looked at where the business is known, before anything is done or told; a preflight names none. Cookies are
 * never let in.
 */
export const admitPages: RequestHandler = (request, response, next) => {
  response.vary('Origin');
  const origin = pageOriginOf(request);
  if (origin === null) return next();
  response.set({
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'Date, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id',
  });
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return next();
  response.set(preflight).status(204).end();
};
