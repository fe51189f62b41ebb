import { Agent } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AuthenticationState, SocketConfig, UserFacingSocketConfig } from '@whiskeysockets/baileys';
import { isNobodysChat } from '#adapters/channels/baileys/jids';
import type { SentMessages } from '#adapters/channels/baileys/sent-messages';
import { silentLogger } from '#adapters/channels/baileys/silent-logger';
import type { EngineSurroundings } from '#adapters/channels/whatsapp/engine';

/** The library always uploads to `https://`; an emulator on loopback has no TLS. */
class PlainAgent extends Agent {
  override createConnection(options: { readonly host?: string; readonly port?: number | string }): Duplex {
    const socket = connect({ host: options.host ?? '127.0.0.1', port: Number(options.port) });
    socket.once('connect', () => socket.emit('secureConnect'));
    return socket;
  }
}

export type SocketConfigOptions = {
  readonly auth: AuthenticationState;
  readonly surroundings: EngineSurroundings;
  readonly makeSignalRepository: SocketConfig['makeSignalRepository'];
  readonly sent: SentMessages;
};

export const socketConfig = (options: SocketConfigOptions): UserFacingSocketConfig => {
  const { auth, surroundings, makeSignalRepository, sent } = options;
  const { url, version, codeMs } = surroundings;
  return {
    auth,
    logger: silentLogger,
    makeSignalRepository,
    getMessage: async ({ id }) => (id ? sent.find(id) : undefined),
    shouldIgnoreJid: isNobodysChat,
    // Our own sends are known here by their ids.
    emitOwnEvents: false,
    // Otherwise the owner's phone stops telling of new messages.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    browser: ['Wakil', 'Chrome', '1.0'],
    // A failed write ends the socket at once, so it is not tried again here.
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 1 },
    ...(codeMs === null ? {} : { qrTimeout: codeMs }),
    ...(version === null ? {} : { version: [...version] }),
    ...(url === null ? {} : { waWebSocketUrl: url, fetchAgent: new PlainAgent() }),
  };
};
