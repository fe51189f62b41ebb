import type { ChannelId, TenantId } from '#domain/shared/ids';

export const channelKinds = ['api', 'cloud-api', 'whatsapp', 'widget'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** `stopped`: the provider or a person took it out of service; queued messages wait with the cause. */
export type ChannelStatus = 'active' | 'stopped';

/** A way customers reach one tenant. */
export type Channel = {
  readonly id: ChannelId;
  readonly tenantId: TenantId;
  readonly kind: ChannelKind;
  readonly name: string;
  /** What the provider calls it, unique per kind on the platform: the Cloud API's phone-number id, or the tenant's id for `api`,
   * the number for `whatsapp` (its channel's id until one is linked). */
  readonly externalKey: string;
  readonly status: ChannelStatus;
  /** Why it is stopped, as a stable code such as `cloud_api.token_refused`. */
  readonly stoppedBecause: string | null;
  /** What the adapter needs, such as `{accessToken}`; parsed by the adapter's own schema and never shown. */
  readonly settings: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly version: number;
};
