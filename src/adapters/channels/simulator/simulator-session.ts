import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene, ScriptedMessage } from '#adapters/channels/simulator/script';
import type { EngineSession, MarksRead, OpenSession, Types } from '#adapters/channels/whatsapp/engine';
import type { SendOutcome } from '#application/ports/transport';
import type { EngineInbound, Outgoing } from '#application/ports/whatsapp-engines';

type Options = Pick<OpenSession, 'credentials' | 'events' | 'log'> & {
  readonly scenes: readonly Scene[];
  readonly number: string;
  readonly speed: number;
};

const place = { type: 'position', id: 'position' } as const;

const inboundOf = (
  { externalId, identities, name, text, arrival, atMs }: ScriptedMessage,
  began: number,
): EngineInbound => ({
  message: {
    externalId,
    identities,
    displayName: name,
    content: { type: 'text', text },
    quotes: null,
    sentAt: new Date(arrival === 'history' ? began - 86_400_000 : began + atMs),
  },
  arrival,
  hasMedia: false,
});

/**
 * Plays a script as if it were a linked number. Where it stands is kept with the credentials, after the other side has
 * stored what was played: a crash repeats the last scene, as a server repeats what was not confirmed.
 */
export class SimulatorSession implements EngineSession, MarksRead, Types {
  readonly #options: Options;
  readonly #end = new AbortController();
  #playing: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  async begin(): Promise<void> {
    const { credentials, events, number } = this.#options;
    const [kept] = await credentials.read(place.type, [place.id]);
    const next = kept === undefined ? 0 : Number(Buffer.from(kept.value).toString('utf8'));
    const identity = { number, lid: null, name: 'Simulator' };
    if (kept === undefined) {
      await this.#keep(0);
      await events.connection({ kind: 'linked', ...identity });
    }
    await events.connection({ kind: 'open', ...identity });
    await events.connection({ kind: 'caught_up' });
    this.#playing = this.#play(next).catch((error: unknown) => this.#failed(error));
  }

  async send({ externalId }: Outgoing): Promise<SendOutcome> {
    if (this.#end.signal.aborted) return { kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 1_000 };
    void this.#confirm(externalId);
    return { kind: 'accepted', externalId };
  }

  markRead(): Promise<void> {
    return Promise.resolve();
  }

  showTyping(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#playing;
  }

  logOut(): Promise<void> {
    return this.close();
  }

  #keep(next: number): Promise<void> {
    return this.#options.credentials.save([{ ...place, value: Buffer.from(String(next), 'utf8') }]);
  }

  async #play(first: number): Promise<void> {
    const { scenes, events, speed } = this.#options;
    const began = Date.now();
    const offset = scenes[first]?.atMs ?? 0;
    for (const [index, scene] of scenes.entries()) {
      if (index < first) continue;
      const waitMs = began + (scene.atMs - offset) / speed - Date.now();
      if (waitMs > 0) await sleep(waitMs, undefined, { signal: this.#end.signal });
      if (this.#end.signal.aborted) return;
      if (scene.kind === 'disconnect') {
        await this.#keep(index + 1);
        return this.#drop();
      }
      await events.inbound(scene.messages.map((message) => inboundOf(message, began)));
      await this.#keep(index + 1);
    }
  }

  /** Who does not hear it has closed the session already: other numbers live in this process, and nothing fails by it. */
  async #drop(): Promise<void> {
    const { events, log } = this.#options;
    this.#end.abort();
    await events
      .connection({ kind: 'closed', code: 428, reason: 'the recording breaks the line here', isLinked: true })
      .catch(() => log('warn', 'simulator.not_heard', {}));
  }

  async #failed(error: unknown): Promise<void> {
    if (this.#end.signal.aborted) return;
    this.#options.log('error', 'simulator.failed', { error: error instanceof Error ? error.name : 'unknown' });
    await this.#drop();
  }

  /** A phone that reads at once; the reports come in the wrong order now and then, as they do. */
  async #confirm(externalId: string): Promise<void> {
    const receipt = (status: 'delivered' | 'read') => ({ externalId, status, reason: null, at: new Date() });
    await this.#options.events.receipts([receipt('read'), receipt('delivered')]).catch(() => undefined);
  }
}
