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

/** Where one session keeps its credentials. A rejected write means: end the socket, what is in memory and on disk differ. */
export type CredentialStore = {
  read(type: string, ids: readonly string[] | null): Promise<readonly Credential[]>;
  /** Atomic. */
  save(changes: readonly CredentialChange[]): Promise<void>;
};

/** Whom one session tells what happens. A promise means: stored. Called in order; the session waits where it must. */
export type SessionEvents = {
  connection(news: ConnectionNews): Promise<void>;
  inbound(messages: readonly EngineInbound[]): Promise<void>;
  ownMessages(messages: readonly EngineOwnMessage[]): Promise<void>;
  receipts(receipts: readonly EngineReceipt[]): Promise<void>;
  media(media: EngineMedia): Promise<void>;
  samePerson(identities: readonly [CustomerIdentity, CustomerIdentity]): Promise<void>;
  typing(who: CustomerIdentity): void;
  figures(figures: EngineFigures): void;
};

/** Ids, codes and counts; never a message, a number, a key or a QR code. */
export type EngineLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  event: string,
  facts: Readonly<Record<string, string | number | boolean | null>>,
) => void;

/** Where WhatsApp is, if not at its public address, and what engines need of the machine. */
export type EngineSurroundings = {
  /** `ws://127.0.0.1:PORT/ws/chat` of an emulator; `null`: WhatsApp itself. */
  readonly url: string | null;
  /** The emulator's root certificate key, 32 bytes; `null`: WhatsApp's own. */
  readonly rootKey: Uint8Array | null;
  /** The WhatsApp Web version to say, such as `[2, 3000, 1043857760]`; `null`: the library's. */
  readonly version: readonly [number, number, number] | null;
  /** Puts back the signature checks that the library lost (notes/baileys.md §1). */
  readonly restoreSignatureChecks: boolean;
  readonly chromiumPath: string | null;
  /** An absolute folder for profiles of engines that need one: `<folder>/<tenant>/<channel>`. */
  readonly sessionsFolder: string;
  /** How long each code to link with is good, where an emulator may have it shorter; `null`: as WhatsApp has it. */
  readonly codeMs: number | null;
  /** Larger media are not fetched, in bytes. */
  readonly largestMedia: number;
};

export type OpenSession = {
  readonly tenantId: string;
  readonly channelId: string;
  /** The channel's own. */
  readonly settings: Readonly<Record<string, string>>;
  readonly pairing: Pairing | null;
  readonly credentials: CredentialStore;
  readonly events: SessionEvents;
  readonly log: EngineLog;
  readonly surroundings: EngineSurroundings;
};

/** One socket of one number. */
export interface EngineSession {
  send(outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome>;
  /** Ends the socket; the link stays. Resolves when nothing more will be told of it. */
  close(): Promise<void>;
  /** Unlinks the device at WhatsApp, as well as that can be done, and ends the socket. */
  logOut(): Promise<void>;
}

/** An extra ability: the customer sees that their message was read. */
export interface MarksRead {
  markRead(to: readonly CustomerIdentity[], externalIds: readonly string[]): Promise<void>;
}

/** An extra ability: the customer sees that we are writing. */
export interface Types {
  showTyping(to: readonly CustomerIdentity[], isTyping: boolean): Promise<void>;
}

export const marksRead = (session: EngineSession): session is EngineSession & MarksRead =>
  typeof (session as Partial<MarksRead>).markRead === 'function';

export const types = (session: EngineSession): session is EngineSession & Types =>
  typeof (session as Partial<Types>).showTyping === 'function';

/** All the rest of the system knows of an engine. Its library is loaded by `open`, not before. */
export type EngineManifest = {
  readonly name: EngineName;
  readonly title: string;
  open(options: OpenSession): Promise<EngineSession>;
};
