import { baileysEngine } from '#adapters/channels/baileys/baileys.engine';
import type {
  EngineManifest,
  EngineSession,
  EngineSurroundings,
  MarksRead,
  OpenSession,
  SessionEvents,
  Types,
} from '#adapters/channels/whatsapp/engine';
import type { SendOutcome } from '#application/ports/transport';
import type {
  ConnectionNews,
  EngineFigures,
  EngineInbound,
  EngineMedia,
  EngineOwnMessage,
  EngineReceipt,
  Outgoing,
  Pairing,
} from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';
import type { MemoryCredentials } from '#test/support/memory-credentials';
import { until } from '#test/support/until';

type NewsOf<Kind extends ConnectionNews['kind']> = Extract<ConnectionNews, { kind: Kind }>;

/** Everything one session of the engine told, in the order it told it. */
export class RecordedEvents implements SessionEvents {
  readonly news: ConnectionNews[] = [];
  readonly heard: EngineInbound[] = [];
  readonly own: EngineOwnMessage[] = [];
  readonly told: EngineReceipt[] = [];
  readonly files: EngineMedia[] = [];
  readonly pairs: (readonly [CustomerIdentity, CustomerIdentity])[] = [];
  readonly writing: CustomerIdentity[] = [];
  counted: EngineFigures | null = null;
  /** In place of being stored: throws, or never comes back. */
  onInbound: (messages: readonly EngineInbound[]) => Promise<void> = async () => undefined;
  onMedia: () => Promise<void> = async () => undefined;
  onNews: (news: ConnectionNews) => void = () => undefined;

  async connection(news: ConnectionNews): Promise<void> {
    this.news.push(news);
    this.onNews(news);
  }
  async inbound(messages: readonly EngineInbound[]): Promise<void> {
    await this.onInbound(messages);
    this.heard.push(...messages);
  }
  async ownMessages(messages: readonly EngineOwnMessage[]): Promise<void> {
    this.own.push(...messages);
  }
  async receipts(receipts: readonly EngineReceipt[]): Promise<void> {
    this.told.push(...receipts);
  }
  async media(media: EngineMedia): Promise<void> {
    await this.onMedia();
    this.files.push(media);
  }
  async samePerson(identities: readonly [CustomerIdentity, CustomerIdentity]): Promise<void> {
    this.pairs.push(identities);
  }
  typing(who: CustomerIdentity): void {
    this.writing.push(who);
  }
  figures(figures: EngineFigures): void {
    this.counted = figures;
  }

  newsOf<Kind extends ConnectionNews['kind']>(kind: Kind): readonly NewsOf<Kind>[] {
    return this.news.filter((one): one is NewsOf<Kind> => one.kind === kind);
  }
  texts(): readonly string[] {
    return this.heard.map(({ message: { content } }) => (content.type === 'text' ? content.text : content.type));
  }
  find(externalId: string): EngineInbound | undefined {
    return this.heard.findLast(({ message }) => message.externalId === externalId);
  }
  statusesOf(externalId: string): readonly string[] {
    return this.told.filter((receipt) => receipt.externalId === externalId).map(({ status }) => status);
  }
}

export type RecordedOptions = {
  readonly credentials: MemoryCredentials;
  readonly surroundings: EngineSurroundings;
  readonly pairing?: Pairing | null;
  readonly channelId?: string;
  readonly events?: RecordedEvents;
  readonly engine?: EngineManifest;
};

let channels = 0;

/** One session of the engine, as the host sees it. */
export class RecordedSession {
  readonly events: RecordedEvents;
  readonly credentials: MemoryCredentials;
  readonly logged: string[] = [];
  readonly #session: EngineSession;

  private constructor(session: EngineSession, events: RecordedEvents, options: RecordedOptions, logged: string[]) {
    this.#session = session;
    this.events = events;
    this.credentials = options.credentials;
    this.logged = logged;
  }

  static async open(options: RecordedOptions): Promise<RecordedSession> {
    channels += 1;
    const { events = new RecordedEvents(), engine = baileysEngine(), pairing = null } = options;
    const logged: string[] = [];
    const order: OpenSession = {
      tenantId: 'tenant-a',
      channelId: options.channelId ?? `channel-${channels}`,
      settings: {},
      pairing,
      credentials: options.credentials,
      events,
      surroundings: options.surroundings,
      log: (level, event, facts) => logged.push(JSON.stringify({ level, event, facts })),
    };
    return new RecordedSession(await engine.open(order), events, options, logged);
  }

  send(outgoing: Outgoing, timeoutMs = 5_000): Promise<SendOutcome> {
    return this.#session.send(outgoing, timeoutMs);
  }
  close(): Promise<void> {
    return this.#session.close();
  }
  logOut(): Promise<void> {
    return this.#session.logOut();
  }
  get able(): EngineSession & MarksRead & Types {
    return this.#session as EngineSession & MarksRead & Types;
  }
  async untilOpen(times = 1): Promise<this> {
    await until('the session is open', () => this.events.newsOf('open').length >= times);
    return this;
  }
  async untilClosed(withinMs?: number): Promise<NewsOf<'closed'>> {
    return until('the session is closed', () => this.events.newsOf('closed')[0], withinMs);
  }
  async untilHeard(externalId: string): Promise<EngineInbound> {
    return until('the message was told', () => this.events.find(externalId));
  }
  async untilCaughtUp(): Promise<void> {
    await until('all that waited has come', () => this.events.newsOf('caught_up').length > 0);
  }
}
