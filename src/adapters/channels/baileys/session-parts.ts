import { type AuthenticationCreds, makeWASocket, type WASocket } from '@whiskeysockets/baileys';
import { Acks } from '#adapters/channels/baileys/acks';
import { Addresses } from '#adapters/channels/baileys/addresses';
import type { CredentialWriter } from '#adapters/channels/baileys/credential-writer';
import { durableSignalRepository, Stanzas } from '#adapters/channels/baileys/durable-signal-repository';
import type { Inbox } from '#adapters/channels/baileys/inbox';
import { identityOf } from '#adapters/channels/baileys/jids';
import { KeyStore } from '#adapters/channels/baileys/key-store';
import { MediaFetches } from '#adapters/channels/baileys/media-fetches';
import { SentMessages } from '#adapters/channels/baileys/sent-messages';
import { socketConfig } from '#adapters/channels/baileys/socket-config';
import { Teller } from '#adapters/channels/baileys/teller';
import type { OpenSession } from '#adapters/channels/whatsapp/engine';
import { Figures } from '#adapters/channels/whatsapp/figures';
import type { InOrder } from '#adapters/channels/whatsapp/in-order';

/** Keys of a session that stay in memory: some hundred chats. */
const mostCachedKeys = 1_000;

export type SessionPartsOptions = {
  readonly order: OpenSession;
  readonly creds: AuthenticationCreds;
  readonly writer: CredentialWriter;
  readonly inbox: Inbox;
  readonly inOrder: InOrder;
  readonly onUnreadable: (cause: unknown) => void;
};

export type SessionParts = {
  readonly socket: WASocket;
  readonly stanzas: Stanzas;
  readonly acks: Acks;
  readonly addresses: Addresses;
  readonly sent: SentMessages;
  readonly figures: Figures;
  readonly teller: Teller;
};

/** Everything one socket needs, put together. The socket begins to connect here. */
export const sessionParts = (options: SessionPartsOptions): SessionParts => {
  const { order, creds, writer, inbox, inOrder, onUnreadable } = options;
  const { credentials, events, surroundings } = order;
  const keys = new KeyStore({ credentials, writer, largest: mostCachedKeys, onUnreadable });
  const sent = new SentMessages(credentials, writer);
  const addresses = new Addresses(keys);
  const figures = new Figures((now) => events.figures(now));
  const media = new MediaFetches({ emulatorUrl: surroundings.url, largest: surroundings.largestMedia });
  const own = () => [creds.me?.id, creds.me?.lid].map(identityOf).filter((identity) => identity !== null);
  const stanzas = new Stanzas();
  const makeSignalRepository = durableSignalRepository(inbox, stanzas);
  const socket = makeWASocket(socketConfig({ auth: { creds, keys }, surroundings, makeSignalRepository, sent }));
  const teller = new Teller({ events, inOrder, inbox, media, sent, addresses, figures, own });
  return { socket, stanzas, acks: new Acks(), addresses, sent, figures, teller };
};
