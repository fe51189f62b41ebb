import type { ApiKeyScope } from '#domain/identity/permission';
import type { ApiKeyId, TenantId } from '#domain/shared/ids';

/** A program's credential: `wak_live_<prefix>_<secret>`, shown once, stored as a hash (IAM-4). */
export type ApiKey = {
  readonly id: ApiKeyId;
  readonly tenantId: TenantId;
  readonly name: string;
  /** Eight characters, unique on the platform, visible in lists. */
  readonly prefix: string;
  /** SHA-256 of the secret part, hex. */
  readonly secretHash: string;
  readonly scopes: readonly ApiKeyScope[];
  /** Requests a minute; `null` takes the platform's default. */
  readonly ratePerMinute: number | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
};

export const isUsable = (key: ApiKey, now: Date): boolean =>
  key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
