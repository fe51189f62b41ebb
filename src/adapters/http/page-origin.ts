import type { Request } from 'express';

/** The origin of the page that asks; `null`: it sent none, as a program, or a page of ours with a plain GET. */
export const pageOriginOf = ({ headers }: Request): string | null => headers.origin?.slice(0, 300) ?? null;

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};

/** The same, unless the page is one of our own. */
export const foreignOriginOf = (request: Request): string | null => {
  const origin = pageOriginOf(request);
  return origin === null || hostOf(origin) === request.host ? null : origin;
};

/** Where the client has reached us: what a page of another site needs before our paths. */
export const ownBaseOf = (request: Request): string => `${request.protocol}://${request.host}`;
