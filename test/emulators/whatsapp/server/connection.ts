import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, S_WHATSAPP_NET } from '@whiskeysockets/baileys';
import { WebSocket } from 'ws';
import { node } from '../binary-nodes.js';
import { FaultsInForce } from '../faults.js';
import type { Link } from '../linked-device.js';
import { FrameReader, frame } from '../noise/frame-reader.js';
import { NoiseServer } from '../noise/noise-server.js';
import type { Host, Session, SessionHolder } from './host.js';

/** What the connection leaves to others: they know the stanzas, it knows the wire. */
export type Protocol = {
  /** The handshake is done. */
  begin(connection: Connection, client: ReturnType<NoiseServer['finish']>): void;
  take(connection: Connection, stanza: BinaryNode): Promise<void>;
  end(connection: Connection): void;
};

/** One websocket: hello, finish, open. */
export class Connection implements Link, SessionHolder {
  isActive = false;
  /** A newer login of its device is in force: nothing goes out on it any more, and nothing of it is taken. */
  isReplaced = false;
  /** After a login. */
  session: Session | undefined;
  readonly host: Host;
  readonly #socket: WebSocket;
  readonly #protocol: Protocol;
  readonly #noise: NoiseServer;
  readonly #reader = new FrameReader();
  #step: 'hello' | 'finish' | 'open' = 'hello';
  /** Frames are handled strictly one after another. */
  #queue: Promise<void> = Promise.resolve();

  constructor(host: Host, socket: WebSocket, protocol: Protocol) {
    this.host = host;
    this.#socket = socket;
    this.#protocol = protocol;
    this.#noise = new NoiseServer(host.authority);
    socket.on('message', (data: Buffer) => {
      // By the moment it came: what was here before a newer login still counts.
      const isLate = this.isReplaced;
      this.#queue = this.#queue.then(() => this.#receive(data, isLate)).catch((error: unknown) => this.#fail(error));
    });
    socket.on('close', () => {
      if (!this.isReplaced) protocol.end(this);
      host.closed(this);
    });
    // A reset is a close like any other.
    socket.on('error', () => undefined);
  }

  get routingInfo(): Buffer | undefined {
    return this.#reader.routingInfo;
  }
  get faults(): FaultsInForce {
    const { faults } = this.host;
    return this.session === undefined
      ? new FaultsInForce(faults)
      : new FaultsInForce(this.session.account.faults, faults);
  }

  send(stanza: BinaryNode): void {
    if (this.#socket.readyState !== WebSocket.OPEN || this.isReplaced) return;
    this.host.sent(this, stanza);
    this.#socket.send(frame(this.#noise.encrypt(encodeBinaryNode(stanza))));
  }
  answer(iq: BinaryNode, content?: BinaryNode[], type = 'result'): void {
    this.send(node('iq', { from: S_WHATSAPP_NET, id: iq.attrs['id'] ?? '', type }, content));
  }
  refuse(iq: BinaryNode, code: number, text: string): void {
    this.answer(iq, [node('error', { code: String(code), text })], 'error');
  }

  streamError(code: number | undefined, cause?: BinaryNode): void {
    this.send(node('stream:error', code === undefined ? {} : { code: String(code) }, cause && [cause]));
    this.#socket.close();
  }
  /** Its device logged in once more. Over at once as the server sees it, whatever the client does; it is told why. */
  replace(): void {
    this.host.counters.conflicts += 1;
    this.streamError(undefined, node('conflict', { type: 'replaced' }));
    this.isReplaced = true;
    this.#protocol.end(this);
  }
  /** An orderly end, with no reason given. */
  endStream(): void {
    this.send(node('xmlstreamend'));
    this.#socket.close();
  }
  close(): void {
    this.#socket.close();
  }
  /** As when a cable is pulled: no close frame. */
  drop(): void {
    this.#socket.terminate();
  }

  async #receive(data: Buffer, isLate: boolean): Promise<void> {
    if (this.faults.get('mute') === true) return;
    for (const payload of this.#reader.push(data)) await this.#onFrame(payload, isLate);
  }
  async #onFrame(payload: Buffer, isLate: boolean): Promise<void> {
    if (this.#step === 'hello') {
      this.#step = 'finish';
      this.#socket.send(frame(this.#noise.hello(payload)));
    } else if (this.#step === 'finish') {
      this.#step = 'open';
      this.#protocol.begin(this, this.#noise.finish(payload));
    } else {
      const stanza = await decodeBinaryNode(this.#noise.decrypt(payload));
      if (isLate) {
        this.host.counters.late(this.session?.device.jid ?? '', stanza);
        return;
      }
      this.host.received(this, stanza);
      if (this.faults.get('deaf') !== true) await this.#protocol.take(this, stanza);
    }
  }
  #fail(error: unknown): void {
    this.host.failed(error);
    this.drop();
  }
}
