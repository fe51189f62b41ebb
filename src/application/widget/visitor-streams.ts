import type { Clock } from '#application/ports/clock';
import type { LiveBus, LiveNotice } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Switches } from '#application/tenancy/switches';
import { isNewsAfter, overlap, settledUpTo, visibleAmong } from '#application/widget/visible-messages';
import type { VisitState, VisitStates } from '#application/widget/visit-state';
import type { Visitor } from '#application/widget/visitor';
import type { VisitorMessage, VisitorViews } from '#application/widget/visitor-views';
import type { Visit, Visits } from '#application/widget/visits';
import type { Message } from '#domain/conversation/message';
import type { ConversationId, TenantId, WidgetSessionId } from '#domain/shared/ids';

/** A browser that listens. `false`: it cannot keep up and is let go; it will resume. */
export type VisitorListener = {
  message(message: VisitorMessage): boolean;
  state(state: VisitState): boolean;
  /** A person is writing; good for some seconds. */
  typing(): boolean;
  /** It missed too much: it has to read everything again. `seq`: where it stands then. */
  reset(seq: number): boolean;
  end(): void;
};

type Dependencies = {
  readonly store: Store;
  readonly bus: LiveBus;
  readonly clock: Clock;
  readonly switches: Switches;
  readonly telemetry: Telemetry;
  readonly visits: Visits;
  readonly views: VisitorViews;
  readonly states: VisitStates;
};

/** More than this is read again rather than sent event by event. */
const mostReplayed = 200;
const mostPerSession = 10;
const retryMs = 1_000;
const lookedAtOnce = 16;

/** One open stream: a few words each, because there are thousands. */
type Stream = {
  readonly visitor: Visitor;
  readonly listener: VisitorListener;
  conversationId: ConversationId | null;
  /** Everything up to here was sent or never will be. */
  floor: number;
  /** What was sent above it. */
  beyond: ReadonlySet<number> | null;
  isFresh: boolean;
  said: string;
};

type Standing = { readonly visit: Visit; readonly state: VisitState };

const keyOf = (tenantId: TenantId, conversationId: ConversationId): string => `${tenantId}:${conversationId}`;

const lookKeyOf = ({ visitor, conversationId }: Stream): string =>
  conversationId === null ? visitor.sessionId : keyOf(visitor.tenantId, conversationId);

const addTo = <K>(map: Map<K, Set<Stream>>, key: K, stream: Stream): void => {
  const streams = map.get(key);
  if (streams === undefined) map.set(key, new Set([stream]));
  else streams.add(stream);
};

const removeFrom = <K>(map: Map<K, Set<Stream>>, key: K, stream: Stream): void => {
  const streams = map.get(key);
  streams?.delete(stream);
  if (streams?.size === 0) map.delete(key);
};

/**
 * Tells visitors' browsers what happens in their conversations. One subscription serves all of them: a notice finds its streams
 * by conversation, and the store is asked once per conversation, and again only when more has happened meanwhile.
 */
export class VisitorStreams {
  readonly #deps: Dependencies;
  readonly #byConversation = new Map<string, Set<Stream>>();
  readonly #bySession = new Map<WidgetSessionId, Set<Stream>>();
  /** Conversations (or, before there is one, sessions) being looked at; `true`: once more when that is done. */
  readonly #looking = new Map<string, boolean>();
  #round: 'none' | 'under_way' | 'again' = 'none';
  #unsubscribe: (() => void) | null = null;
  #isClosed = false;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  get size(): number {
    let count = 0;
    for (const streams of this.#bySession.values()) count += streams.size;
    return count;
  }

  /** The returned function ends it. @param after the last number the browser has. */
  open(visitor: Visitor, conversationId: ConversationId | null, after: number, listener: VisitorListener): () => void {
    const stream: Stream = {
      visitor,
      listener,
      conversationId,
      floor: after,
      beyond: null,
      isFresh: true,
      said: '',
    };
    this.#unsubscribe ??= this.#deps.bus.subscribe((notice) => this.#hear(notice));
    addTo(this.#bySession, visitor.sessionId, stream);
    if (conversationId !== null) addTo(this.#byConversation, keyOf(visitor.tenantId, conversationId), stream);
    if (this.#isClosed) this.#end(stream);
    else this.#wake(stream);
    for (const oldest of this.#bySession.get(visitor.sessionId) ?? []) {
      if ((this.#bySession.get(visitor.sessionId)?.size ?? 0) <= mostPerSession) break;
      this.#end(oldest);
    }
    return () => this.#end(stream);
  }

  /** A visit's messages are in this conversation from now on. */
  attached(tenantId: TenantId, sessionId: WidgetSessionId, conversationId: ConversationId): void {
    for (const stream of this.#bySession.get(sessionId) ?? []) {
      if (stream.conversationId === conversationId) continue;
      if (stream.conversationId !== null) this.#leaveConversation(stream);
      stream.conversationId = conversationId;
      addTo(this.#byConversation, keyOf(tenantId, conversationId), stream);
      this.#wake(stream);
    }
  }

  /** Ends every stream, and every one that still comes: the process stops, another one will answer. */
  close(): void {
    this.#isClosed = true;
    this.#unsubscribe?.();
    for (const stream of this.#all()) this.#end(stream);
  }

  #all(): Stream[] {
    return [...this.#bySession.values()].flatMap((streams) => [...streams]);
  }

  #hear(notice: LiveNotice): void {
    switch (notice.kind) {
      case 'messages':
      case 'conversation':
        this.#wakeOneOf(this.#byConversation.get(keyOf(notice.tenantId, notice.conversationId)));
        return;
      case 'typing':
        this.#tellTyping(notice.who, this.#byConversation.get(keyOf(notice.tenantId, notice.conversationId)));
        return;
      case 'switches':
        this.#wakeTenant(notice.tenantId);
        return;
      case 'visit':
        this.#wakeSession(notice.sessionId);
        return;
      case 'missed':
        void this.#lookAtAll();
        return;
      case 'order':
      case 'lead':
      case 'presence':
      case 'channel_session':
      case 'model_health':
      case 'channel_wish':
      case 'held_delivery':
      case 'settings':
    }
  }

  /** Before there is a conversation it is looked at by its session. */
  #wakeSession(sessionId: WidgetSessionId): void {
    for (const stream of this.#bySession.get(sessionId) ?? []) this.#wake(stream);
  }

  /** A handful in a day: a tenant was suspended, or its assistant stopped. */
  #wakeTenant(tenantId: TenantId | null): void {
    for (const stream of this.#all()) if (stream.visitor.tenantId === tenantId) this.#wake(stream);
  }

  #tellTyping(who: 'customer' | 'human', streams: ReadonlySet<Stream> | undefined): void {
    if (who === 'human') for (const stream of [...(streams ?? [])]) this.#keep(stream, stream.listener.typing());
  }

  /** Its first number there is 1 again: what the browser has is of another one. */
  #leaveConversation(stream: Stream): void {
    if (stream.conversationId === null) return;
    removeFrom(this.#byConversation, keyOf(stream.visitor.tenantId, stream.conversationId), stream);
    Object.assign(stream, { floor: 0, beyond: null, said: '' });
    this.#keep(stream, stream.listener.reset(0));
  }

  #end(stream: Stream): void {
    const { visitor, conversationId } = stream;
    if (this.#bySession.get(visitor.sessionId)?.has(stream) !== true) return;
    removeFrom(this.#bySession, visitor.sessionId, stream);
    if (conversationId !== null) removeFrom(this.#byConversation, keyOf(visitor.tenantId, conversationId), stream);
    stream.listener.end();
  }

  #keep(stream: Stream, isHeard: boolean): void {
    if (!isHeard) this.#end(stream);
  }

  #wake(stream: Stream): void {
    void this.#lookSoon(lookKeyOf(stream));
  }

  #lookSoon(key: string): Promise<void> {
    if (!this.#looking.has(key)) return this.#look(key);
    this.#looking.set(key, true);
    return Promise.resolve();
  }

  /** Some at a time: there are thousands, and none of them is known to have missed anything. */
  async #lookAtAll(): Promise<void> {
    if (this.#round !== 'none') {
      this.#round = 'again';
      return;
    }
    do {
      this.#round = 'under_way';
      const keys = [...new Set(this.#all().map(lookKeyOf))];
      while (keys.length > 0 && !this.#isClosed)
        await Promise.all(keys.splice(0, lookedAtOnce).map((key) => this.#lookSoon(key)));
    } while (this.#isAskedAgain());
    this.#round = 'none';
  }

  #isAskedAgain(): boolean {
    return this.#round === 'again';
  }

  /** All of them are told together. */
  #wakeOneOf(streams: Iterable<Stream> | undefined): void {
    const [stream] = streams ?? [];
    if (stream !== undefined) this.#wake(stream);
  }

  async #look(key: string): Promise<void> {
    do {
      this.#looking.set(key, false);
      try {
        await this.#tell(this.#byConversation.get(key) ?? this.#bySession.get(key as WidgetSessionId));
      } catch (error) {
        this.#deps.telemetry.error('widget.stream_failed', error, {});
        this.#deps.clock.after(retryMs, () => this.#again(key));
      }
    } while (this.#looking.get(key) === true);
    this.#looking.delete(key);
  }

  #again(key: string): void {
    const streams = this.#byConversation.get(key) ?? this.#bySession.get(key as WidgetSessionId);
    this.#wakeOneOf(streams);
  }

  /**
   * What is new for the streams of one conversation, or of one visit that has none yet. Where the visits stand is read before
   * the messages: what is told of a state has been told of its messages.
   */
  async #tell(streams: ReadonlySet<Stream> | undefined): Promise<void> {
    const listening = [...(streams ?? [])];
    const standing = await Promise.all(listening.map((stream) => this.#standing(stream)));
    const messages = await this.#since(listening);
    for (const [index, stream] of listening.entries()) {
      const stand = standing[index] ?? null;
      if (stand === null) this.#end(stream);
      else await this.#tellOne(stream, stand, messages);
    }
  }

  /** `null`: there is no such visit any more. */
  async #standing({ visitor }: Stream): Promise<Standing | null> {
    const { store, visits, states } = this.#deps;
    const session = await store.tenant(visitor.tenantId).widget.findSession(visitor.sessionId);
    if (session === null) return null;
    const visit = await visits.settled(session);
    return { visit, state: await states.of(visit) };
  }

  async #since(listening: readonly Stream[]): Promise<readonly Message[]> {
    const [first] = listening;
    if (first?.conversationId == null) return [];
    const from = Math.min(...listening.map(({ floor, isFresh }) => (isFresh ? Math.max(0, floor - overlap) : floor)));
    const { messages } = this.#deps.store.tenant(first.visitor.tenantId);
    return messages.since(first.conversationId, from, mostReplayed + overlap + 1);
  }

  async #tellOne(stream: Stream, { visit, state }: Standing, messages: readonly Message[]): Promise<void> {
    const { tenantId, id, conversationId } = visit.session.state;
    // A message made or changed it in another process, or before the stream was open: told anew, with its messages.
    if (conversationId !== null && conversationId !== stream.conversationId)
      return this.attached(tenantId, id, conversationId);
    await this.#tellMessages(stream, visit, messages);
    this.#tellState(stream, state);
    const tenant = await this.#deps.switches.tenant(stream.visitor.tenantId);
    if (state.status !== 'active' || tenant?.isActive !== true) this.#end(stream);
  }

  async #tellMessages(stream: Stream, { session }: Visit, messages: readonly Message[]): Promise<void> {
    const { floor, beyond, isFresh } = stream;
    const known = (message: Message): boolean =>
      isFresh ? !isNewsAfter(floor, message, messages) : message.seq <= floor || beyond?.has(message.seq) === true;
    const news = visibleAmong(messages).filter((message) => !known(message));
    stream.isFresh = false;
    stream.floor = Math.max(floor, settledUpTo(messages, floor));
    if (news.length > mostReplayed) return this.#reset(stream, messages);
    const sent = [...(beyond ?? []), ...news.map(({ seq }) => seq)].filter((seq) => seq > stream.floor);
    stream.beyond = sent.length === 0 ? null : new Set(sent);
    for (const view of await this.#deps.views.of(session, news)) this.#keep(stream, stream.listener.message(view));
  }

  /** The browser reads everything again, and hears what comes after that. */
  #reset(stream: Stream, messages: readonly Message[]): void {
    const last = messages.at(-1)?.seq ?? 0;
    stream.floor = last;
    stream.beyond = null;
    this.#keep(stream, stream.listener.reset(last));
  }

  #tellState(stream: Stream, state: VisitState): void {
    const said = JSON.stringify(state);
    if (said === stream.said) return;
    stream.said = said;
    this.#keep(stream, stream.listener.state(state));
  }
}
