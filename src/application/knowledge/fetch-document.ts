import { DocumentUnreadable } from '#application/ports/document-reader';
import { AddressRefused, FetchFailed, type SafeAnswer, type SafeFetch } from '#application/ports/safe-fetch';
import { robotsAllow } from '#domain/knowledge/robots';

/** What we are called in a robots.txt. */
const agent = 'wakil';
const headers = { 'user-agent': 'Wakil/1 (reads pages its users import)', accept: '*/*' };
const bounds = { method: 'GET', headers, accepts: [], maxRedirects: 3 } as const;

const partsOf = (url: string): { readonly origin: string; readonly path: string } => {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/?#]+)([^#]*)/i.exec(url) ?? [];
  return { origin, path: path.startsWith('/') ? path : `/${path}` };
};

const endings: Readonly<Record<string, string>> = {
  'text/csv': '.csv',
  'text/markdown': '.md',
  'text/html': '.html',
  'text/plain': '.txt',
  'application/pdf': '.pdf',
};

const nameOf = ({ url, mediaType }: SafeAnswer): string => {
  const last = /([^/]+)\/?$/.exec(partsOf(url).path.split('?')[0] ?? '')?.[1] ?? 'page';
  const ending = Object.hasOwn(endings, mediaType) ? (endings[mediaType] ?? '') : '';
  return /\.[A-Za-z0-9]{1,8}$/.test(last) ? last : `${last}${ending}`;
};

const unreadable = (error: unknown): never => {
  if (error instanceof AddressRefused) throw new DocumentUnreadable('address_refused', error);
  if (error instanceof FetchFailed)
    throw new DocumentUnreadable(error.reason === 'too_large' ? 'too_large' : 'not_reached', error);
  throw error;
};

/** Of a robots.txt only ASCII means anything. */
const asciiOf = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** A site without the file, or with nonsense in its place, allows everything; one that does not answer, nothing. */
const robotsOf = async (safeFetch: SafeFetch, origin: string): Promise<string> => {
  const answer = await safeFetch
    .fetch({ ...bounds, url: `${origin}/robots.txt`, timeoutMs: 10_000, maxBytes: 500_000 })
    .catch((error: unknown) => {
      if (error instanceof FetchFailed && error.reason === 'too_large') return null;
      return unreadable(error);
    });
  if (answer === null || (answer.status >= 400 && answer.status < 500)) return '';
  if (answer.status !== 200) throw new DocumentUnreadable('not_reached');
  return asciiOf(answer.bytes);
};

/** What is at an address, if the site lets programs read it. @throws {DocumentUnreadable} */
export const fetchDocument = async (
  safeFetch: SafeFetch,
  url: string,
  maxBytes: number,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> => {
  const { origin, path } = partsOf(url);
  if (!robotsAllow(await robotsOf(safeFetch, origin), path, agent)) throw new DocumentUnreadable('refused_by_robots');
  const answer = await safeFetch.fetch({ ...bounds, url, timeoutMs: 30_000, maxBytes }).catch(unreadable);
  if (answer.status !== 200) throw new DocumentUnreadable('not_reached');
  if (answer.bytes.length === 0) throw new DocumentUnreadable('empty');
  return { name: nameOf(answer), bytes: answer.bytes };
};
