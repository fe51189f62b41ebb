import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { failureOf, withinTime } from '#adapters/network/safe-fetch/failure';
import { type Dial, pinnedClient } from '#adapters/network/safe-fetch/pinned-connection';
import { isPublicAddress } from '#adapters/network/safe-fetch/public-address';
import { type Target, targetOf } from '#adapters/network/safe-fetch/target';
import {
  AddressRefused,
  FetchFailed,
  type SafeAnswer,
  type SafeFetch,
  type SafeRequest,
} from '#application/ports/safe-fetch';

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export type SafeFetchOptions = {
  /** `http:` as well as `https:`. */
  readonly allowsHttp: boolean;
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  readonly ca?: string;
};

type Answered =
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'answer'; readonly answer: SafeAnswer };

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 3;

const headerOf = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim();
};

/** Stops at the first byte too many: a declared length may lie. @throws {FetchFailed} */
const bodyOf = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new FetchFailed('too_large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks, size));
};

/** What is wanted, in plain bytes, and not too long by its own account. @throws {FetchFailed} */
const assertWanted = (headers: IncomingHttpHeaders, mediaType: string, request: SafeRequest): void => {
  const encoding = headerOf(headers, 'content-encoding').toLowerCase();
  if (encoding !== '' && encoding !== 'identity') throw new FetchFailed('wrong_type');
  if (request.accepts.length > 0 && !request.accepts.includes(mediaType)) throw new FetchFailed('wrong_type');
  if (Number(headerOf(headers, 'content-length')) > request.maxBytes) throw new FetchFailed('too_large');
};

const answerOf = async (
  url: string,
  { statusCode, headers, body }: Dispatcher.ResponseData,
  request: SafeRequest,
): Promise<SafeAnswer> => {
  const [type = '', ...parameters] = headerOf(headers, 'content-type').toLowerCase().split(';');
  const mediaType = type.trim();
  const isGood = statusCode >= 200 && statusCode < 300;
  // The page of an error is nobody's document; its type is not held against it, and nothing of it is read.
  if (!isGood) return { status: statusCode, url, mediaType, charset: null, bytes: new Uint8Array() };
  assertWanted(headers, mediaType, request);
  const charset = /^\s*charset="?([a-z0-9_-]{1,40})"?\s*$/.exec(parameters.find((each) => /charset=/.test(each)) ?? '');
  const bytes = await bodyOf(body, request.maxBytes);
  return { status: statusCode, url, mediaType, charset: charset?.[1] ?? null, bytes };
};

/** Looks a name up once and connects to what it found; see the port for the promises. */
export class UndiciSafeFetch implements SafeFetch {
  readonly #allowsHttp: boolean;
  readonly #resolve: Resolve;
  readonly #dial: Dial;
  readonly #ca: string | undefined;

  constructor({ allowsHttp, resolve, dial, ca }: SafeFetchOptions) {
    this.#allowsHttp = allowsHttp;
    this.#resolve = resolve ?? ((host) => lookup(host, { all: true }));
    this.#dial = dial ?? ((place) => place);
    this.#ca = ca;
  }

  assertAllowed(url: string): void {
    targetOf(url, this.#allowsHttp);
  }

  async fetch(request: SafeRequest): Promise<SafeAnswer> {
    const signal = AbortSignal.timeout(request.timeoutMs);
    const first = targetOf(request.url, this.#allowsHttp);
    let target = first;
    for (let followed = 0; ; followed += 1) {
      const answered = await this.#hop(target, request, {
        signal,
        isOwnOrigin: target.url.origin === first.url.origin,
      });
      if (answered.kind === 'answer') return answered.answer;
      if (request.method !== 'GET' || followed >= Math.min(request.maxRedirects, mostRedirects))
        throw new FetchFailed('redirected');
      target = this.#next(answered.to, target);
    }
  }

  /** Never from https to http, where what comes back could be anybody's. */
  #next(to: string, from: Target): Target {
    if (!URL.canParse(to, from.url.href)) throw new FetchFailed('redirected');
    return targetOf(new URL(to, from.url).href, this.#allowsHttp && from.url.protocol === 'http:');
  }

  async #addressesOf({ host, isAddress }: Target, signal: AbortSignal): Promise<readonly LookupAddress[]> {
    if (isAddress) return [{ address: host, family: host.includes(':') ? 6 : 4 }];
    const found = await withinTime(this.#resolve(host), signal).catch((error: unknown) => {
      throw signal.aborted ? new FetchFailed('timed_out') : new FetchFailed('unknown_host', error);
    });
    if (found.length === 0) throw new FetchFailed('unknown_host');
    // One private address among public ones is an attack or a mistake: no picking.
    if (!found.every(({ address }) => isPublicAddress(address))) throw new AddressRefused('private_address');
    return found;
  }

  async #hop(
    target: Target,
    request: SafeRequest,
    { signal, isOwnOrigin }: { readonly signal: AbortSignal; readonly isOwnOrigin: boolean },
  ): Promise<Answered> {
    const addresses = await this.#addressesOf(target, signal);
    const client = pinnedClient(target.url, {
      addresses,
      isAddress: target.isAddress,
      dial: this.#dial,
      timeoutMs: request.timeoutMs,
      ca: this.#ca,
    });
    try {
      const response = await client.request({
        method: request.method,
        path: `${target.url.pathname}${target.url.search}`,
        headers: {
          'accept-encoding': 'identity',
          ...(request.accepts.length > 0 && { accept: request.accepts.join(', ') }),
          ...(isOwnOrigin && request.headers),
        },
        body: request.body ?? null,
        signal,
      });
      const location = headerOf(response.headers, 'location');
      if (redirects.has(response.statusCode) && location !== '') return { kind: 'redirect', to: location };
      return { kind: 'answer', answer: await answerOf(target.url.href, response, request) };
    } catch (error) {
      throw failureOf(error, signal);
    } finally {
      // Whatever is left of the answer is not read.
      await client.destroy();
    }
  }
}
