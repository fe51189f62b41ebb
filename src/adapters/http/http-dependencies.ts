import type { CloudApiWebhook } from '#adapters/http/cloud-api-webhook';
import type { UseCases } from '#adapters/http/use-cases';
import type { RateLimiter } from '#application/ports/rate-limiter';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantId } from '#domain/shared/ids';

/** How many calls pass in `windowMs`. */
export type Rates = {
  readonly windowMs: number;
  /** Sign-up, sign-in, refresh and set-up, per address. */
  readonly authPerIp: number;
  /** The public side of the website chat, per address. */
  readonly widgetPerIp: number;
  /** For a key that names no rate of its own. */
  readonly perApiKey: number;
  /** Everything of one tenant together, people and programs. */
  readonly perTenant: number;
};

export const defaultRates: Rates = {
  windowMs: 60_000,
  authPerIp: 60,
  widgetPerIp: 100,
  perApiKey: 600,
  perTenant: 6_000,
};

export type HttpDependencies = {
  readonly useCases: UseCases;
  readonly cloudApi: CloudApiWebhook;
  /** The tenant's slug, for `X-Client-ID`. */
  tenantSlug(tenantId: TenantId): Promise<string | null>;
  isReady(): Promise<boolean>;
  /** Where the built front ends are: `admin-ui/` and `widget/` below it. */
  readonly assetsFolder: string;
  readonly rateLimiter: RateLimiter;
  readonly telemetry: Telemetry;
  readonly rates: Rates;
  /** Express' `trust proxy`: how many proxies of ours stand before us. 0 believes no `X-Forwarded-*`. */
  readonly trustedProxies: number;
  /** Longest time POST /api/v1/chat waits for the answer, in milliseconds. */
  readonly chatWaitMs: number;
  /** Checks every answer against its declared schema: for tests and development. */
  readonly checkResponses: boolean;
};
