import type { SessionEvents } from '#adapters/channels/whatsapp/engine';
import type {
  ConnectionNews,
  EngineFigures,
  EngineInbound,
  EngineMedia,
  EngineOwnMessage,
  EngineReceipt,
} from '#application/ports/whatsapp-engines';
import { until } from '#test/support/until';

type NewsOf<Kind extends ConnectionNews['kind']> = Extract<ConnectionNews, { kind: Kind }>;

/** Everything one session told, in the order it told it. */
export class RecordedEvents implements SessionEvents {
  readonly news: ConnectionNews[] = [];
  readonly heard: EngineInbound[] = [];
  readonly own: EngineOwnMessage[] = [];
  readonly told: EngineReceipt[] = [];
  readonly files: EngineMedia[] = [];
  counted: EngineFigures | null = null;
  /** In place of being stored. */
  onInbound: () => Promise<void> = async () => undefined;
  onNews: (news: ConnectionNews) => void = () => undefined;

  async connection(news: ConnectionNews): Promise<void> {
    this.news.push(news);
    this.onNews(news);
  }
  async inbound(messages: readonly EngineInbound[]): Promise<void> {
    await this.onInbound();
    this.heard.push(...messages);
  }
  async ownMessages(messages: readonly EngineOwnMessage[]): Promise<void> {
    this.own.push(...messages);
  }
  async receipts(receipts: readonly EngineReceipt[]): Promise<void> {
    this.told.push(...receipts);
  }
  async media(media: EngineMedia): Promise<void> {
    this.files.push(media);
  }
  async samePerson(): Promise<void> {}
  typing(): void {}
  figures(figures: EngineFigures): void {
    this.counted = figures;
  }

  newsOf<Kind extends ConnectionNews['kind']>(kind: Kind): readonly NewsOf<Kind>[] {
    return this.news.filter((one): one is NewsOf<Kind> => one.kind === kind);
  }
  statusesOf(externalId: string): readonly string[] {
    return this.told.filter((receipt) => receipt.externalId === externalId).map(({ status }) => status);
  }

  pairing(): Promise<NewsOf<'pairing'>> {
    return until('a code is shown', () => this.#alive().newsOf('pairing').at(-1));
  }
  caughtUp(times = 1): Promise<unknown> {
    return until('the session is open', () => this.#alive().newsOf('caught_up').length >= times);
  }
  closed(): Promise<NewsOf<'closed'>> {
    return until('the session is closed', () => this.newsOf('closed')[0]);
  }
  message(externalId: string): Promise<EngineInbound> {
    return until('the message was told', () => this.heard.findLast((one) => one.message.externalId === externalId));
  }
  file(externalId: string): Promise<EngineMedia> {
    return until('the file was told', () => this.files.find((one) => one.externalId === externalId));
  }

  /** Whoever waits for more need not wait any longer. */
  #alive(): this {
    const end = this.newsOf('closed')[0];
    if (end !== undefined) throw new Error(`closed: ${end.code} ${end.reason}`);
    return this;
  }
}
