import type { Request } from 'express';
import { DomainError } from '#domain/shared/domain-error';

/** A page of another origin made the browser send the cookie. */
export class CrossSiteRequest extends DomainError {
  readonly code = 'request.cross_site';
  readonly kind = 'forbidden';
}

const name = 'wakil_refresh';
const path = '/api/auth';

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};

/** SameSite=Strict, and these two for browsers and proxies that fall short of it (S9). A program without a browser sends neither. */
const assertOwnOrigin = ({ headers }: Request): void => {
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  const foreign =
    (site !== undefined && site !== 'same-origin') || (origin !== undefined && hostOf(origin) !== headers.host);
  if (foreign) throw new CrossSiteRequest('the session cookie is not taken from another site', {});
};

/** The refresh token from the cookie, or `null` without one. @throws {CrossSiteRequest} */
export const readRefreshCookie = (request: Request): string | null => {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const token = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  if (token === undefined || token === '') return null;
  assertOwnOrigin(request);
  return token;
};

/** Browsers treat plain http on the own machine as safe, and nothing else. */
const isOwnMachine = (host: string | undefined): boolean =>
  /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host ?? '');

const cookie = (request: Request, value: string, expires: Date): string => {
  const secure = request.protocol === 'http' && isOwnMachine(request.headers.host) ? '' : '; Secure';
  return `${name}=${value}; Path=${path}; Expires=${expires.toUTCString()}; HttpOnly; SameSite=Strict${secure}`;
};

export const refreshCookie = (request: Request, token: string, expires: Date): string =>
  cookie(request, token, expires);
export const expiredRefreshCookie = (request: Request): string => cookie(request, '', new Date(0));
