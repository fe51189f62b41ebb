import type { Channel } from '#domain/channel/channel';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import { DomainError } from '#domain/shared/domain-error';
import type { ChannelId } from '#domain/shared/ids';

/** The provider's key (such as a phone-number id) is in use by another channel of the platform. */
export class ChannelKeyTaken extends DomainError {
  readonly code = 'channel.key_taken';
  readonly kind = 'conflict';
}

export interface ChannelStore {
  find(id: ChannelId): Promise<Channel | null>;
  /** All of them; a tenant has few. */
  list(): Promise<readonly Channel[]>;
  /** Version 0 inserts. @throws {StaleWrite} @throws {ChannelKeyTaken} */
  save(channel: Channel, audit: AuditDraft): Promise<Channel>;
}
