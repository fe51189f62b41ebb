import type { Credential, CredentialChange, SessionRef } from '#application/ports/channel-session-store';
import type { SendOutcome } from '#application/ports/transport';
import type { InboundMessage } from '#domain/channel/inbound-message';
import type { CustomerIdentity } from '#domain/conversation/customer';
import type { MediaState, OfferedMedia } from '#domain/conversation/message-content';
import type { ReceiptStatus } from '#domain/conversation/message-status';

/** Which library speaks for the number. */
export const engineNames = ['baileys', 'whatsapp-web', 'simulator'] as const;
export type EngineName = (typeof engineNames)[number];

/** How a phone is asked to link: it scans a code, or its owner types one. */
export type Pairing = { readonly kind: 'qr' } | { readonly kind: 'code'; readonly phone: string };

export type OpenOrder = {
  readonly engine: EngineName;
  /** The channel's own, such as which recording a simulator plays. */
  readonly settings: Readonly<Record<string, string>>;
  /** Pairs when the session has no credentials yet; ignored otherwise. `null`: do not begin a pairing. */
  readonly pairing: Pairing | null;
  /** Under which its credentials may be written. */
  readonly fence: number;
};

/** What the engine says of its one socket. After `closed` the socket is gone, and only a new `open` makes another. */
export type ConnectionNews =
  /** Show this to the phone until it is replaced or expires. A secret: never logged, never stored unsealed. */
  | { readonly kind: 'pairing'; readonly how: 'qr' | 'code'; readonly value: string; readonly expiresInMs: number }
  /** The phone accepted. `number`: digits of the account; `lid`: without its server part. */
  | { readonly kind: 'linked'; readonly number: string; readonly lid: string | null; readonly name: string | null }
  /** Messages come and go. Comes again after every reconnect. */
  | { readonly kind: 'open'; readonly number: string; readonly lid: string | null; readonly name: string | null }
  /** Everything that waited at the server has come. */
  | { readonly kind: 'caught_up' }
  /** A remark of WhatsApp's that is no disconnect: an account restriction, a reach-out time lock. */
  | { readonly kind: 'warning'; readonly code: string }
  /**
   * `code`: as notes/baileys.md §6 lists them (428, 408, 515, 503, 500, 440, 401, 403, 405, 411, 429 …). `isLinked`: it has
   * credentials of a linked phone. `reason`: the library's words, without any secret.
   */
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string; readonly isLinked: boolean }
  /** The stored credentials cannot be read. They are left as they are. */
  | { readonly kind: 'unreadable_credentials' };

/** A message as the engine read it. `live`: while connected. `offline`: it waited at the server. `history`: an old one. */
export type EngineInbound = {
  readonly message: Omit<InboundMessage, 'channelId' | 'isHistory'>;
  readonly arrival: 'live' | 'offline' | 'history';
  /** Whether the engine can fetch the bytes of its media, and will once told that the message is stored. */
  readonly hasMedia: boolean;
};

/** The owner wrote from the phone itself. `to`: the customer. */
export type EngineOwnMessage = Omit<EngineInbound, 'message'> & {
  readonly message: EngineInbound['message'];
  readonly to: readonly [CustomerIdentity, ...CustomerIdentity[]];
};

export type EngineReceipt = {
  readonly externalId: string;
  readonly status: ReceiptStatus;
  readonly reason: string | null;
  readonly at: Date;
};

/** What became of a message's media. */
export type EngineMedia =
  | {
      readonly externalId: string;
      readonly bytes: Uint8Array;
      readonly mimeType: string;
      readonly fileName: string | null;
    }
  | { readonly externalId: string; readonly bytes: null; readonly state: Exclude<MediaState, 'fetching' | 'stored'> };

/** Counters since the socket opened; for health. */
export type EngineFigures = {
  readonly decryptFailures: number;
  readonly lastInboundAt: Date | null;
  readonly lastAckAt: Date | null;
};

/**
 * Hears what the sessions say, one call at a time and in order for each session. What returns a promise has happened, on
 * disk, when it resolves; the engine waits for it before it tells WhatsApp or forgets its own copy.
 */
export interface EngineListener {
  connection(ref: SessionRef, news: ConnectionNews): Promise<void>;
  /** Stored, in this order. */
  inbound(ref: SessionRef, messages: readonly EngineInbound[]): Promise<void>;
  ownMessages(ref: SessionRef, messages: readonly EngineOwnMessage[]): Promise<void>;
  receipts(ref: SessionRef, receipts: readonly EngineReceipt[]): Promise<void>;
  media(ref: SessionRef, media: EngineMedia): Promise<void>;
  /** Two identities turned out to be one person (a number and its LID). */
  samePerson(ref: SessionRef, identities: readonly [CustomerIdentity, CustomerIdentity]): Promise<void>;
  typing(ref: SessionRef, who: CustomerIdentity): void;
  figures(ref: SessionRef, figures: EngineFigures): void;
  readCredentials(ref: SessionRef, type: string, ids: readonly string[] | null): Promise<readonly Credential[]>;
  /** All or none. @throws {LeaseLost} */
  saveCredentials(ref: SessionRef, fence: number, changes: readonly CredentialChange[]): Promise<void>;
  /** The process that held these sessions is gone; whatever was under way in it is unknown. */
  lost(refs: readonly SessionRef[]): void;
}

/** One message to send. Immutable; nothing about it stays in the session. */
export type Outgoing = {
  /** The id the customer's phone will know it by, derived from ours: the same for every try. */
  readonly externalId: string;
  readonly to: readonly CustomerIdentity[];
  readonly text: string;
  readonly media: OfferedMedia | null;
  readonly quotes: string | null;
};

/** The sessions of this platform's numbers, in processes of their own. */
export interface WhatsAppEngines {
  /** Where they tell what happens. Called once, before anything else. */
  listen(listener: EngineListener): void;
  start(): Promise<void>;
  /** Opens a socket, unless one of this session is open or opening. Resolves when the order was taken, not when it is open. */
  open(ref: SessionRef, order: OpenOrder): Promise<void>;
  /** Ends the socket and keeps the link. Resolves when it is gone. */
  close(ref: SessionRef): Promise<void>;
  /** Unlinks the device on the phone's side, as well as that can be done, and ends the socket. */
  logOut(ref: SessionRef): Promise<void>;
  /** `accepted` only once WhatsApp's server took it. Never throws for what the other side does. */
  send(ref: SessionRef, outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome>;
  /** The customer sees that we read their message, or that we write. Best effort. */
  markRead(ref: SessionRef, to: readonly CustomerIdentity[], externalIds: readonly string[]): Promise<void>;
  showTyping(ref: SessionRef, to: readonly CustomerIdentity[], isTyping: boolean): Promise<void>;
  /** Closes every session in good order, then ends the processes. */
  stop(timeoutMs: number): Promise<void>;
}
