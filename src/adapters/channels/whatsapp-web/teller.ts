import type { SessionEvents } from '#adapters/channels/whatsapp/engine';
import type { Figures } from '#adapters/channels/whatsapp/figures';
import type { InOrder } from '#adapters/channels/whatsapp/in-order';
import { Recent } from '#adapters/channels/whatsapp/recent';
import type { Download, MediaFetches } from '#adapters/channels/whatsapp-web/media-fetches';
import type { People } from '#adapters/channels/whatsapp-web/people';
import { type Heard, heardOf, type Said } from '#adapters/channels/whatsapp-web/to-inbound';
import type { EngineInbound } from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';

type Arrival = EngineInbound['arrival'];
export type ToTell = { readonly said: Said; readonly arrival: Arrival; readonly download: Download | null };

const mostRemembered = 2_000;

export type TellerOptions = {
  readonly events: Pick<SessionEvents, 'inbound' | 'ownMessages' | 'media'>;
  readonly inOrder: InOrder;
  readonly media: MediaFetches;
  readonly people: People;
  readonly figures: Figures;
  /** The account's own identities. */
  readonly own: () => readonly CustomerIdentity[];
};

const nameOf = ({ externalId, key }: Said): string => `${externalId}|${key.chat}`;

const isUndecrypted = ({ content }: Said): boolean => content.type === 'undecrypted';

/** Tells the host of messages, in the order they came, and then fetches their files. */
export class Teller {
  readonly #options: TellerOptions;
  /** What was told already, `true` with its content. */
  readonly #told = new Recent<boolean>(mostRemembered);
  readonly #serialized = new Recent<string>(mostRemembered);
  readonly #fetching = new Set<Promise<void>>();

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  tell(one: ToTell): Promise<void> {
    return this.#options.inOrder.run(() => this.#tell(one));
  }

  /** What the page's program calls a message we heard. */
  serializedOf(externalId: string): string | null {
    return this.#serialized.get(externalId) ?? null;
  }

  /** What is being fetched is over. */
  async close(): Promise<void> {
    await Promise.all(this.#fetching);
  }

  async #tell({ said, arrival, download }: ToTell): Promise<void> {
    const { own, people, events } = this.#options;
    if (this.#isOld(said)) return;
    const heard = await heardOf(said, { own: own(), alsoKnownAs: (identity) => people.alsoKnownAs(identity) });
    if (heard === null) return;
    const isFetched = heard.file !== null && arrival !== 'history' && download !== null;
    const news: EngineInbound = { message: messageOf(heard, arrival), arrival, hasMedia: isFetched };
    if (heard.to === null) await events.inbound([news]);
    else await events.ownMessages([{ ...news, to: heard.to }]);
    this.#stored(said, heard, arrival);
    if (isFetched) this.#fetchLater(heard, download);
  }

  /** Told with its content, or as unreadable and still that. */
  #isOld(said: Said): boolean {
    const known = this.#told.get(nameOf(said));
    return known === true || (known === false && isUndecrypted(said));
  }

  #stored(said: Said, heard: Heard, arrival: Arrival): void {
    const { people, figures } = this.#options;
    this.#told.set(nameOf(said), !isUndecrypted(said));
    this.#serialized.set(said.externalId, said.key.serialized);
    people.met(heard.to ?? heard.message.identities, said.key.chat);
    if (isUndecrypted(said)) figures.decryptFailure();
    if (heard.to === null && arrival !== 'history') figures.inbound();
  }

  #fetchLater(heard: Heard, download: Download): void {
    const fetching = this.#fetch(heard, download);
    this.#fetching.add(fetching);
    void fetching.finally(() => this.#fetching.delete(fetching));
  }

  async #fetch({ file }: Heard, download: Download): Promise<void> {
    const { media, inOrder, events } = this.#options;
    if (file === null) return;
    const fetched = await media.fetch(file, download);
    if (fetched !== null) await inOrder.run(() => events.media(fetched));
  }
}

/** Of history only what was said: its files are as old as it is. */
const messageOf = ({ message }: Heard, arrival: Arrival): EngineInbound['message'] => {
  const { content } = message;
  if (arrival !== 'history' || content.type !== 'media') return message;
  const { state: _state, ...file } = content.file;
  return { ...message, content: { ...content, file } };
};
