import type { WAMessage } from '@whiskeysockets/baileys';
import type { Addresses } from '#adapters/channels/baileys/addresses';
import type { Inbox } from '#adapters/channels/baileys/inbox';
import { messageKey } from '#adapters/channels/baileys/jids';
import type { MediaFetches } from '#adapters/channels/baileys/media-fetches';
import type { SentMessages } from '#adapters/channels/baileys/sent-messages';
import { type Heard, heardOf } from '#adapters/channels/baileys/to-inbound';
import type { SessionEvents } from '#adapters/channels/whatsapp/engine';
import type { Figures } from '#adapters/channels/whatsapp/figures';
import type { InOrder } from '#adapters/channels/whatsapp/in-order';
import { Recent } from '#adapters/channels/whatsapp/recent';
import type { EngineInbound } from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';

type Arrival = EngineInbound['arrival'];
type Waiting = { readonly message: WAMessage; readonly arrival: Arrival };
type Told = Heard & { readonly key: string; readonly arrival: Arrival };

const mostAtOnce = 100;
const mostRemembered = 2_000;

export type TellerOptions = {
  readonly events: Pick<SessionEvents, 'inbound' | 'ownMessages' | 'media'>;
  readonly inOrder: InOrder;
  readonly inbox: Inbox;
  readonly media: MediaFetches;
  readonly sent: SentMessages;
  readonly addresses: Addresses;
  readonly figures: Figures;
  /** The account's own identities. */
  readonly own: () => readonly CustomerIdentity[];
};

const isUndecrypted = ({ message }: Heard): boolean => message.content.type === 'undecrypted';

/** Tells the host of messages, in the order they came, many at a time when many wait; then forgets our copy of them. */
export class Teller {
  readonly #options: TellerOptions;
  readonly #waiting: Waiting[] = [];
  /** What was told already, `true` with its content. */
  readonly #told = new Recent<boolean>(mostRemembered);
  readonly #fetching = new Set<Promise<void>>();

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  tell(messages: readonly WAMessage[], arrival: Arrival): void {
    const isFirst = this.#waiting.length === 0;
    this.#waiting.push(...messages.map((message) => ({ message, arrival })));
    if (isFirst && this.#waiting.length > 0) void this.#options.inOrder.run(() => this.#tellAll());
  }

  /** Nothing more is fetched; what is under way is over. */
  async close(): Promise<void> {
    this.#options.media.stop();
    await Promise.all(this.#fetching);
  }

  async #tellAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#tellSome(this.#waiting.splice(0, mostAtOnce));
  }

  async #tellSome(waiting: readonly Waiting[]): Promise<void> {
    const { inbox } = this.#options;
    const told: Told[] = [];
    const nothing: string[] = [];
    for (const { message, arrival } of waiting) {
      const heard = await this.#hear(message);
      if (heard === null) nothing.push(messageKey(message.key));
      else told.push({ ...heard, key: messageKey(message.key), arrival });
    }
    for (const run of runsOf(told)) await this.#say(run);
    for (const one of told) this.#stored(one);
    inbox.settle([
      ...nothing,
      ...told.filter(({ media, arrival }) => media === null || arrival === 'history').map(({ key }) => key),
    ]);
  }

  #say(run: readonly Told[]): Promise<void> {
    const { events } = this.#options;
    const own = run.flatMap((one) => (one.to === null ? [] : [{ ...news(one), to: one.to }]));
    return own.length > 0 ? events.ownMessages(own) : events.inbound(run.map(news));
  }

  async #hear(message: WAMessage): Promise<Heard | null> {
    const { inbox, sent, own, addresses, figures } = this.#options;
    const key = messageKey(message.key);
    // Another of our own sends, come back; or one that was told already.
    if (message.key.fromMe && sent.has(message.key.id ?? '')) return null;
    const known = this.#told.get(key);
    if (known === true) return null;
    const attributes = inbox.attributesOf(key);
    const alsoKnownAs = (identity: CustomerIdentity) => addresses.alsoKnownAs(identity);
    const heard = await heardOf(message, { own: own(), attributes, alsoKnownAs, now: new Date() });
    if (heard === null) return null;
    if (isUndecrypted(heard)) figures.decryptFailure();
    if (known === false && isUndecrypted(heard)) return null;
    if (heard.to === null) addresses.heardFrom(heard.message.identities, message.key.remoteJid ?? '');
    return heard;
  }

  #stored(told: Told): void {
    const { key, media, arrival, message } = told;
    this.#told.set(key, !isUndecrypted(told));
    if (arrival !== 'history') this.#options.figures.inbound();
    if (media === null || arrival === 'history') return;
    const fetching = this.#fetch(key, message.externalId, media);
    this.#fetching.add(fetching);
    void fetching.finally(() => this.#fetching.delete(fetching));
  }

  async #fetch(key: string, externalId: string, source: NonNullable<Heard['media']>): Promise<void> {
    const { media, inOrder, events, inbox } = this.#options;
    const fetched = await media.fetch(externalId, source);
    // The session ended: the message stays in the inbox, and the next one fetches.
    if (fetched === null) return;
    await inOrder.run(async () => {
      await events.media(fetched);
      inbox.settle([key]);
    });
  }
}

/** Runs of the same sort, so that both sides of a chat keep their order. */
const runsOf = (told: readonly Told[]): readonly Told[][] => {
  const runs: Told[][] = [];
  for (const one of told) {
    const run = runs.at(-1);
    if (run !== undefined && (run[0]?.to === null) === (one.to === null)) run.push(one);
    else runs.push([one]);
  }
  return runs;
};

/** Of history only what was said: its files are as old as it is. */
const news = ({ message, arrival, media }: Told): EngineInbound => {
  const { content } = message;
  if (arrival !== 'history') return { message, arrival, hasMedia: media !== null };
  if (content.type !== 'media') return { message, arrival, hasMedia: false };
  const { state: _state, ...file } = content.file;
  return { message: { ...message, content: { ...content, file } }, arrival, hasMedia: false };
};
