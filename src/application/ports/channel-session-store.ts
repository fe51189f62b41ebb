import { DomainError } from '#domain/shared/domain-error';
import type { ChannelId, TenantId } from '#domain/shared/ids';

/** Another process holds the session by now: stop the socket and write nothing more. */
export class LeaseLost extends DomainError {
  readonly code = 'channel_session.lease_lost';
  readonly kind = 'conflict';
}

/** One sealed part of a session's credentials: `creds`, a pre-key, a ratchet, an inbox entry. */
export type CredentialKey = { readonly type: string; readonly id: string };
/** `null` removes. */
export type CredentialChange = CredentialKey & { readonly value: Uint8Array | null };
export type Credential = CredentialKey & { readonly value: Uint8Array };

/** What is known of one linked number. Small; `state` and `ledger` are the domain's own values as JSON. */
export type SessionRecord = {
  readonly channelId: ChannelId;
  readonly tenantId: TenantId;
  /** Which engine its credentials belong to. */
  readonly engine: string;
  /** `ChannelSession`. */
  readonly state: unknown;
  /** `SendingLedger`; `null` before the first message. */
  readonly ledger: unknown;
  readonly version: number;
};

/** Who may hold the socket. `fence` grows with every new holder and goes with every write made under the lease. */
export type SessionLease = { readonly fence: number };

/** Whether a process holds the session now (by the store's clock), and what that one shows of it, sealed. */
export type SessionHolding = { readonly isHeld: boolean; readonly shown: string | null };

export type SessionRef = { readonly tenantId: TenantId; readonly channelId: ChannelId };

/** The linked numbers of one tenant, and what they are linked by. */
export interface ChannelSessionStore {
  find(channelId: ChannelId): Promise<SessionRecord | null>;
  list(): Promise<readonly SessionRecord[]>;
  /** Version 0 inserts. Writes all but the ledger. @throws {LeaseLost} @throws {StaleWrite} @throws {NotFound} no such channel. */
  save(record: SessionRecord, fence: number): Promise<SessionRecord>;
  /** Nothing where no record was saved. @throws {LeaseLost} */
  saveLedger(channelId: ChannelId, fence: number, ledger: unknown): Promise<void>;
  /** Free, expired (by the store's clock) or already this owner's: a new fence. `null`: somebody else's, or no such channel. */
  claim(channelId: ChannelId, owner: string, ttlMs: number): Promise<SessionLease | null>;
  /** Also one that ran out and nobody took. `false`: it was released, or is somebody else's by now. */
  renew(channelId: ChannelId, fence: number, ttlMs: number): Promise<boolean>;
  /** Also when it is lost already. What was shown goes with it. */
  release(channelId: ChannelId, fence: number): Promise<void>;
  /** What its holder shows, for as long as the lease is its own. Nothing where the lease is lost. */
  show(channelId: ChannelId, fence: number, shown: string): Promise<void>;
  holding(channelId: ChannelId): Promise<SessionHolding>;
  /** Of this type; with `ids` only those. Missing ones are absent. */
  credentials(channelId: ChannelId, type: string, ids?: readonly string[]): Promise<readonly Credential[]>;
  /** All or none, and only while the fence is the newest. @throws {LeaseLost} */
  saveCredentials(channelId: ChannelId, fence: number, changes: readonly CredentialChange[]): Promise<void>;
  /** The number is linked no longer: every part goes. @throws {LeaseLost} */
  wipeCredentials(channelId: ChannelId, fence: number): Promise<void>;
}
