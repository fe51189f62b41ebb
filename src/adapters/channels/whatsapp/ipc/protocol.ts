import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';
import type { Credential, CredentialChange } from '#application/ports/channel-session-store';
import type { SendOutcome } from '#application/ports/transport';
import type {
  ConnectionNews,
  EngineFigures,
  EngineInbound,
  EngineMedia,
  EngineName,
  EngineOwnMessage,
  EngineReceipt,
  Outgoing,
  Pairing,
} from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';

/** A session as the two processes name it: one opening of one number. The child knows no way to name another's. */
export type Handle = number;

export type SessionOrder = {
  readonly handle: Handle;
  readonly tenantId: string;
  readonly channelId: string;
  readonly engine: EngineName;
  readonly settings: Readonly<Record<string, string>>;
  readonly pairing: Pairing | null;
};

/** What the product asks of an engine process. Each promise is the answer over the wire. */
export type WorkerSurface = {
  configure(surroundings: EngineSurroundings): Promise<void>;
  open(order: SessionOrder): Promise<void>;
  close(handle: Handle): Promise<void>;
  logOut(handle: Handle): Promise<void>;
  send(handle: Handle, outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome>;
  markRead(handle: Handle, to: readonly CustomerIdentity[], externalIds: readonly string[]): Promise<void>;
  showTyping(handle: Handle, to: readonly CustomerIdentity[], isTyping: boolean): Promise<void>;
  /** Is anybody there? */
  ping(): Promise<void>;
  /** Closes every session, then answers. */
  stop(): Promise<void>;
};

/** What an engine process asks of the product, or tells it. */
export type HostSurface = {
  connection(handle: Handle, news: ConnectionNews): Promise<void>;
  inbound(handle: Handle, messages: readonly EngineInbound[]): Promise<void>;
  ownMessages(handle: Handle, messages: readonly EngineOwnMessage[]): Promise<void>;
  receipts(handle: Handle, receipts: readonly EngineReceipt[]): Promise<void>;
  media(handle: Handle, media: EngineMedia): Promise<void>;
  samePerson(handle: Handle, identities: readonly [CustomerIdentity, CustomerIdentity]): Promise<void>;
  readCredentials(handle: Handle, type: string, ids: readonly string[] | null): Promise<readonly Credential[]>;
  saveCredentials(handle: Handle, changes: readonly CredentialChange[]): Promise<void>;
  /** No answer. */
  typing(handle: Handle, who: CustomerIdentity): void;
  figures(handle: Handle, figures: EngineFigures): void;
  log(line: LogLine): void;
};

export type LogLine = {
  readonly handle: Handle | null;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly event: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};
