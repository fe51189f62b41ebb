import type { EngineManifest, EngineSession, OpenSession } from '#adapters/channels/whatsapp/engine';
import { registryOf } from '#adapters/channels/whatsapp/engines';
import type { Frame } from '#adapters/channels/whatsapp/ipc/frame';
import { Worker } from '#adapters/channels/whatsapp/worker';
import { SystemClock } from '#adapters/clock/system-clock';
import type { Outgoing } from '#application/ports/whatsapp-engines';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An engine whose messages are orders: what is sent over it says how its process shall behave. */
const orders: Readonly<Record<string, (outgoing: Outgoing, options: OpenSession) => Promise<void>>> = {
  die: async () => process.exit(3),
  stray: async () => process.kill(process.pid, 'SIGKILL') as unknown as undefined,
  nonsense: async () => void process.send?.({ is: 'gibberish' }),
  snoop: async () => void process.send?.({ is: 'call', id: 1_000_000, name: 'readEverything', args: [] } as Frame),
  stuck: () => new Promise(() => undefined),
  block: async () => {
    const until = Date.now() + 60_000;
    while (Date.now() < until);
  },
  throw: async () => {
    setImmediate(() => {
      throw new Error('with a secret in it');
    });
  },
  save: async ({ quotes }, { credentials }) =>
    credentials.save([
      { type: 'creds', id: 'me', value: bytes(quotes ?? '') },
      { type: 'pre-key', id: '7', value: null },
    ]),
  flood: async (_outgoing, { events }) => {
    const told = Array.from({ length: 500 }, (_, at) =>
      events.receipts([{ externalId: String(at), status: 'delivered', reason: null, at: new Date(at) }]),
    );
    await Promise.all(told);
  },
  print: async () => {
    process.stdout.write('privKey: <Buffer 01 02>\n');
    process.stderr.write('privKey: <Buffer 01 02>\n');
  },
};

class ScriptedSession implements EngineSession {
  readonly #options: OpenSession;
  constructor(options: OpenSession) {
    this.#options = options;
  }

  async send(outgoing: Outgoing) {
    await orders[outgoing.text]?.(outgoing, this.#options);
    const { environment } = { environment: Object.keys(process.env).sort().join(' ') };
    const externalId = outgoing.text === 'environment' ? environment : outgoing.externalId;
    return { kind: 'accepted', externalId } as const;
  }
  async close() {
    await this.#options.events.connection({ kind: 'closed', code: 428, reason: 'asked to', isLinked: true });
  }
  async logOut() {
    await this.close();
  }
  async markRead() {}
  async showTyping() {}
}

const manifest: EngineManifest = {
  name: 'baileys',
  title: 'Scripted',
  open: async (options) => {
    const [stored] = await options.credentials.read('creds', ['me']);
    const name = stored === undefined ? null : new TextDecoder().decode(stored.value);
    void options.events.connection({ kind: 'open', number: '971500000100', lid: null, name });
    options.log('info', 'engine.opened', { pid: process.pid });
    return new ScriptedSession(options);
  },
};

const worker = new Worker({
  clock: new SystemClock(),
  engines: registryOf([manifest]),
  wire: {
    send: (frame) => process.send?.(frame) !== undefined,
    onMessage: (listener) => void process.on('message', listener),
  },
  giveUp: () => process.exit(70),
});
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (error) => {
  worker.confess(error);
  setTimeout(() => process.exit(71), 50);
});
