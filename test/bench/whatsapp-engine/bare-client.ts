import { randomBytes } from 'node:crypto';
import {
  type AuthenticationCreds,
  BufferJSON,
  makeCacheableSignalKeyStore,
  makeWASocket,
  type SignalKeyStore,
  type WASocket,
} from '@whiskeysockets/baileys';
import { silentLogger } from '#adapters/channels/baileys/silent-logger';
import type { MemoryCredentials } from '#test/support/memory-credentials';

/** The library with nothing of ours around it: its own cache, its keys as text in memory. */
export class BareClient {
  readonly #socket: WASocket;
  readonly #rows: Map<string, string>;

  private constructor(url: string, credentials: MemoryCredentials) {
    this.#rows = new Map(
      [...credentials.rows.values()].map(({ type, id, value }) => [`${type}:${id}`, Buffer.from(value).toString()]),
    );
    const creds = this.#read('creds:creds') as AuthenticationCreds;
    const keys = makeCacheableSignalKeyStore(this.#keys(), silentLogger);
    this.#socket = makeWASocket({
      waWebSocketUrl: url,
      auth: { creds, keys },
      logger: silentLogger,
      markOnlineOnConnect: false,
    });
    this.#socket.ev.on('creds.update', () => this.#rows.set('creds:creds', JSON.stringify(creds, BufferJSON.replacer)));
  }

  static async open(url: string, credentials: MemoryCredentials): Promise<BareClient> {
    const client = new BareClient(url, credentials);
    await new Promise<void>((resolve) => {
      client.#socket.ev.on('connection.update', ({ receivedPendingNotifications }) => {
        if (receivedPendingNotifications) resolve();
      });
    });
    return client;
  }

  /** Resolves with the server's word, as a sender wants it. */
  async send(phone: string, text: string): Promise<void> {
    const messageId = `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
    const acked = new Promise<void>((resolve) => {
      const heard = ({ attrs }: { readonly attrs: Readonly<Record<string, string>> }): void => {
        if (attrs['id'] !== messageId) return;
        this.#socket.ws.off('CB:ack,class:message', heard);
        resolve();
      };
      this.#socket.ws.on('CB:ack,class:message', heard);
    });
    await this.#socket.sendMessage(`${phone}@s.whatsapp.net`, { text, linkPreview: null }, { messageId });
    await acked;
  }

  close(): Promise<void> {
    return this.#socket.end(undefined) as unknown as Promise<void>;
  }

  #read(key: string): unknown {
    const row = this.#rows.get(key);
    return row === undefined ? undefined : JSON.parse(row, BufferJSON.reviver);
  }

  #keys(): SignalKeyStore {
    return {
      get: async (type, ids) =>
        Object.fromEntries(
          ids.map((id) => [id, this.#read(`${type}:${id}`)]).filter(([, value]) => value !== undefined),
        ),
      set: async (data) => {
        for (const [type, entries] of Object.entries(data))
          for (const [id, value] of Object.entries(entries))
            if (value === null) this.#rows.delete(`${type}:${id}`);
            else this.#rows.set(`${type}:${id}`, JSON.stringify(value, BufferJSON.replacer));
      },
    };
  }
}
