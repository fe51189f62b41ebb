import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  EngineSession,
  EngineSurroundings,
  MarksRead,
  OpenSession,
  Types,
} from '#adapters/channels/whatsapp/engine';
import { whatsappWebEngine } from '#adapters/channels/whatsapp-web/whatsapp-web.engine';
import type { Outgoing } from '#application/ports/whatsapp-engines';
import { chatOf, type Person, WebEmulator } from '#test/emulators/whatsapp-web/web-emulator';
import { until } from '#test/support/until';
import { processesWith } from './processes.js';
import { RecordedEvents } from './recorded-events.js';
import { StoredCredentials } from './stored-credentials.js';

export const chromium = '/usr/bin/chromium';
const tenantId = 'tenant-a';

type Options = Partial<Pick<OpenSession, 'pairing' | 'channelId'>> & {
  readonly credentials?: StoredCredentials;
  readonly surroundings?: Partial<EngineSurroundings>;
};

export type Opened = {
  readonly session: EngineSession & MarksRead & Types;
  readonly events: RecordedEvents;
  readonly credentials: StoredCredentials;
  readonly logged: readonly string[];
  readonly channelId: string;
};

/** A WhatsApp Web of our own, and browsers of the engine, all of which end with each test. */
export class BrowserRig {
  #emulator: WebEmulator | undefined;
  #folder = '';
  #sessions: EngineSession[] = [];
  #channels = 0;
  readonly engine = whatsappWebEngine();

  get emulator(): WebEmulator {
    if (this.#emulator === undefined) throw new Error('the rig is not set up');
    return this.#emulator;
  }
  get surroundings(): EngineSurroundings {
    return {
      url: this.emulator.url,
      rootKey: this.emulator.certificateDigest,
      version: null,
      restoreSignatureChecks: false,
      chromiumPath: chromium,
      sessionsFolder: this.#folder,
      largestMedia: 100_000,
      codeMs: null,
    };
  }
  async start(): Promise<void> {
    this.#emulator = await WebEmulator.start();
    this.#folder = await mkdtemp(join(tmpdir(), 'wakil-web-'));
  }
  async stop(): Promise<void> {
    await this.emulator.stop();
    const left = processesWith(this.#folder);
    if (left.length > 0) throw new Error(`browsers were left: ${left.map(({ pid }) => pid).join(' ')}`);
    await rm(this.#folder, { recursive: true, force: true });
  }
  async closeAll(): Promise<void> {
    await Promise.all(this.#sessions.splice(0).map((session) => session.close()));
    await until('the pages are closed', () => this.emulator.openPages === 0);
    this.emulator.reset();
  }

  profileOf(channelId: string): string {
    return join(this.#folder, tenantId, channelId);
  }
  /** The browser of a channel, as its profile says. */
  async browserOf(channelId: string): Promise<number> {
    return Number(/-(\d+)$/.exec(await readlink(join(this.profileOf(channelId), 'SingletonLock')))?.[1]);
  }

  async open(options: Options = {}): Promise<Opened> {
    this.#channels += 1;
    const { credentials = new StoredCredentials(), pairing = null, channelId = `channel-${this.#channels}` } = options;
    const events = new RecordedEvents();
    const logged: string[] = [];
    const session = await this.engine.open({
      tenantId,
      channelId,
      settings: {},
      pairing,
      credentials,
      events,
      surroundings: { ...this.surroundings, ...options.surroundings },
      log: (level, event, facts) => logged.push(JSON.stringify({ level, event, facts })),
    });
    this.#sessions.push(session);
    return { session: session as Opened['session'], events, credentials, logged, channelId };
  }
  async linked(options: Options = {}): Promise<Opened> {
    const opened = await this.open({ pairing: { kind: 'qr' }, ...options });
    this.emulator.scan((await opened.events.pairing()).value);
    await opened.events.caughtUp();
    return opened;
  }
  async reopened({ session, credentials, channelId }: Opened, options: Options = {}): Promise<Opened> {
    await session.close();
    return this.open({ credentials, channelId, ...options });
  }
}

let messages = 0;
export const aMessage = (to: Person, text: string, about: Partial<Outgoing> = {}): Outgoing => {
  messages += 1;
  const scheme = chatOf(to).endsWith('@lid') ? 'wa_lid' : 'wa_phone';
  return {
    externalId: `OURS${messages}`,
    to: [{ scheme, value: scheme === 'wa_lid' ? to.lid : to.phone }],
    text,
    media: null,
    quotes: null,
    ...about,
  };
};
