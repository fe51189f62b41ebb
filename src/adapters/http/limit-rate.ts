import type { Response } from 'express';
import type { HttpDependencies } from '#adapters/http/http-dependencies';
import type { IpLimit } from '#adapters/http/route';
import { type Client, networkOf } from '#application/identity/client';
import type { Principal } from '#application/identity/principal';
import { TooManyRequests } from '#application/ports/rate-limiter';
import { DomainError } from '#domain/shared/domain-error';

/** The limiter itself is down. Sign-in stays shut meanwhile; the chat does not. */
export class LimiterUnavailable extends DomainError {
  readonly code = 'rate_limit.unavailable';
  readonly kind = 'unavailable';
}

type Needs = Pick<HttpDependencies, 'rateLimiter' | 'rates' | 'telemetry'>;
type Bucket = { readonly name: 'ip' | 'key' | 'tenant'; readonly key: string; readonly points: number };

/** `RateLimit-*` as in draft-ietf-httpapi-ratelimit-headers. What is left is said when nothing is. */
const take = async (bucket: Bucket, failOpen: boolean, response: Response, needs: Needs): Promise<void> => {
  const { windowMs } = needs.rates;
  const windowS = Math.ceil(windowMs / 1_000);
  response.setHeader('RateLimit-Policy', `"${bucket.name}";q=${bucket.points};w=${windowS}`);
  try {
    await needs.rateLimiter.take(bucket.key, bucket.points, windowMs);
  } catch (error) {
    if (error instanceof TooManyRequests) {
      response.setHeader('RateLimit', `"${bucket.name}";r=0;t=${Math.ceil(error.retryAfterMs / 1_000)}`);
      throw error;
    }
    if (!failOpen) throw new LimiterUnavailable('try again in a moment', {}, error);
    needs.telemetry.warn('http.limiter_down', { bucket: bucket.name });
  }
};

/** Guessing at sign-in stays shut while nobody counts; a shop's chat does not. */
export const limitIp = (
  limit: Exclude<IpLimit, 'none'>,
  client: Client,
  response: Response,
  needs: Needs,
): Promise<void> => {
  const points = limit === 'auth' ? needs.rates.authPerIp : needs.rates.widgetPerIp;
  return take({ name: 'ip', key: `ip:${networkOf(client)}:${limit}`, points }, limit === 'widget', response, needs);
};

/** A tenant's bucket first, then the key's own: the headers speak of the narrower one. */
export const limitCaller = async (by: Principal, response: Response, needs: Needs): Promise<void> => {
  const { rates } = needs;
  if (by.tenantId !== null)
    await take({ name: 'tenant', key: `${by.tenantId}:http`, points: rates.perTenant }, true, response, needs);
  if (by.kind !== 'api_key') return;
  const points = by.ratePerMinute ?? rates.perApiKey;
  await take({ name: 'key', key: `${by.tenantId}:${by.actor.apiKeyId}:http`, points }, true, response, needs);
};
