import { Agent, type RequestOptions } from 'node:https';
import { connect, type Socket } from 'node:net';
import {
  type AuthenticationCreds,
  type AuthenticationState,
  type BaileysEventMap,
  BufferJSON,
  type ConnectionState,
  Curve,
  initAuthCreds,
  makeWASocket,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SocketConfig,
  WA_CERT_DETAILS,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import { pino } from 'pino';
import { textOf } from '#test/emulators/whatsapp/people/describe-message';
import { isSigned } from '#test/emulators/whatsapp/signal/libsignal';

/** The version the library was built for; asking for the newest one would need the internet. */
const version: [number, number, number] = [2, 3000, 1_043_857_760];
export const silent = pino({ level: 'silent' });

/** Rows of a key-value table: what outlives a socket. */
export class KeyTable {
  readonly rows = new Map<string, string>();

  get<Value>(key: string): Value | undefined {
    const row = this.rows.get(key);
    return row === undefined ? undefined : (JSON.parse(row, BufferJSON.reviver) as Value);
  }
  set(key: string, value: unknown): void {
    if (value === null || value === undefined) this.rows.delete(key);
    else this.rows.set(key, JSON.stringify(value, BufferJSON.replacer));
  }

  authState(): AuthenticationState {
    return {
      creds: this.get<AuthenticationCreds>('creds') ?? initAuthCreds(),
      keys: {
        get: <Type extends keyof SignalDataTypeMap>(type: Type, ids: string[]) => {
          const found: Record<string, SignalDataTypeMap[Type]> = {};
          for (const id of ids) {
            const value = this.get<SignalDataTypeMap[Type]>(`${type}:${id}`);
            if (value !== undefined) found[id] = revived(type, value);
          }
          return found;
        },
        set: (data: SignalDataSet) => {
          for (const [type, entries] of Object.entries(data)) {
            for (const [id, value] of Object.entries(entries)) this.set(`${type}:${id}`, value);
          }
        },
      },
    };
  }
}

/** That one type must be rebuilt as the library's own object. */
const revived = <Type extends keyof SignalDataTypeMap>(type: Type, value: SignalDataTypeMap[Type]) =>
  type === 'app-state-sync-key'
    ? (proto.Message.AppStateSyncKeyData.fromObject(value as Record<string, unknown>) as unknown as typeof value)
    : value;

/** Speaks plain TCP where the library insists on https for uploads. */
export class PlainAgent extends Agent {
  override createConnection(options: RequestOptions): Socket {
    const socket = connect({ host: String(options.host), port: Number(options.port) });
    socket.once('connect', () => socket.emit('secureConnect'));
    return socket;
  }
}

/** `Curve.verify` of 7.0.0-rc14 drops libsignal's answer, so that every signature is good. Undone by the returned function. */
export const restoreSignatureChecks = (): (() => void) => {
  const original = Curve.verify;
  Curve.verify = isSigned;
  return () => {
    Curve.verify = original;
  };
};

export const trustRoot = (rootKey: Buffer): (() => void) => {
  const original = WA_CERT_DETAILS.PUBLIC_KEY;
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKey);
  return () => {
    WA_CERT_DETAILS.PUBLIC_KEY = original;
  };
};

export type Close = { readonly code: number | undefined; readonly message: string | undefined };
type Upsert = { readonly type: string; readonly message: WAMessage };

export type ClientOptions = {
  readonly config?: Partial<SocketConfig>;
  /** Milliseconds until the next socket after a close; `null`: none. Without it only 515 is followed. */
  readonly reconnect?: (close: Close) => number | null;
  readonly onQr?: (qr: string, socket: WASocket) => void;
};

const afterPairingOnly = ({ code }: Close): number | null => (code === 515 ? 0 : null);

/** The unmodified library as a product would use it, with everything it tells kept for a test to look at. */
export class BaileysClient {
  readonly closes: Close[] = [];
  readonly qrCodes: string[] = [];
  readonly upserts: Upsert[] = [];
  readonly updates: BaileysEventMap['messages.update'] = [];
  readonly presences: BaileysEventMap['presence.update'][] = [];
  readonly histories: BaileysEventMap['messaging-history.set'][] = [];
  opens = 0;
  isOpen = false;
  creds: AuthenticationCreds | undefined;
  readonly #url: string;
  readonly #keys: KeyTable;
  readonly #options: ClientOptions;
  #socket: WASocket | undefined;
  #isStopped = false;

  constructor(url: string, keys: KeyTable, options: ClientOptions = {}) {
    this.#url = url;
    this.#keys = keys;
    this.#options = options;
    this.#start();
  }

  get socket(): WASocket {
    if (this.#socket === undefined) throw new Error('no socket yet');
    return this.#socket;
  }
  get lastClose(): Close | undefined {
    return this.closes.at(-1);
  }
  upsertOf(id: string): Upsert | undefined {
    return this.upserts.findLast(({ message }) => message.key.id === id);
  }
  /** As far as the library told: it may say it in an update or within the message's own upsert. */
  statusOf(id: string): number | undefined {
    const update = this.updates.findLast(({ key }) => key.id === id)?.update.status;
    return update ?? this.upsertOf(id)?.message.status ?? undefined;
  }
  textsOf(id: string): string {
    return textOf(this.upsertOf(id)?.message.message ?? {});
  }

  stop(): void {
    this.#isStopped = true;
    this.isOpen = false;
    void this.#socket?.end(undefined);
  }

  #start(): void {
    if (this.#isStopped) return;
    const auth = this.#keys.authState();
    this.creds = auth.creds;
    const socket = makeWASocket({
      waWebSocketUrl: this.#url,
      auth,
      version,
      logger: silent,
      browser: ['Wakil', 'Chrome', '1.0'],
      fetchAgent: new PlainAgent(),
      syncFullHistory: false,
      ...this.#options.config,
    });
    this.#socket = socket;
    // The library listens for this answer and does nothing with it: it would hang for ever.
    socket.ws.on('unexpected-response', (_request: unknown, { statusCode }: { statusCode: number }) => {
      void socket.end(Object.assign(new Error(`HTTP ${statusCode}`), { output: { statusCode } }));
    });
    socket.ev.on('creds.update', () => this.#keys.set('creds', auth.creds));
    socket.ev.on('messages.upsert', ({ type, messages }) => {
      this.upserts.push(...messages.map((message) => ({ type, message })));
    });
    socket.ev.on('messages.update', (updates) => this.updates.push(...updates));
    socket.ev.on('presence.update', (presence) => this.presences.push(presence));
    socket.ev.on('messaging-history.set', (history) => this.histories.push(history));
    socket.ev.on('connection.update', (update) => this.#onConnection(update, socket));
  }

  #onConnection({ qr, connection, lastDisconnect }: Partial<ConnectionState>, socket: WASocket): void {
    if (qr !== undefined) {
      this.qrCodes.push(qr);
      this.#options.onQr?.(qr, socket);
    }
    if (connection === 'open') {
      this.opens += 1;
      this.isOpen = true;
    }
    if (connection !== 'close') return;
    this.isOpen = false;
    const error = lastDisconnect?.error as (Error & { output?: { statusCode?: number } }) | undefined;
    const close = { code: error?.output?.statusCode, message: error?.message };
    this.closes.push(close);
    const waitMs = (this.#options.reconnect ?? afterPairingOnly)(close);
    if (waitMs !== null) setTimeout(() => this.#start(), waitMs);
  }
}
