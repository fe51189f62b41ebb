import type { SessionRef } from '#application/ports/channel-session-store';
import type { SendOutcome } from '#application/ports/transport';
import type {
  ConnectionNews,
  EngineListener,
  OpenOrder,
  Outgoing,
  WhatsAppEngines,
} from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';

const keyOf = ({ tenantId, channelId }: SessionRef): string => `${tenantId}/${channelId}`;

/** Engines that do what a test says, and remember what they were told. */
export class ScriptedEngines implements WhatsAppEngines {
  readonly opened: { readonly ref: SessionRef; readonly order: OpenOrder }[] = [];
  readonly closed: SessionRef[] = [];
  readonly loggedOut: SessionRef[] = [];
  readonly sent: Outgoing[] = [];
  readonly courtesies: string[] = [];
  /** What the next sends answer; `accepted` when there is nothing here. */
  readonly outcomes: SendOutcome[] = [];
  readonly #sockets = new Map<string, OpenOrder>();
  #listener: EngineListener | null = null;
  stopped = false;

  listen(listener: EngineListener): void {
    this.#listener = listener;
  }
  start(): Promise<void> {
    return Promise.resolve();
  }

  get ears(): EngineListener {
    if (this.#listener === null) throw new Error('nobody listens');
    return this.#listener;
  }

  async open(ref: SessionRef, order: OpenOrder): Promise<void> {
    if (this.#sockets.has(keyOf(ref))) return;
    this.#sockets.set(keyOf(ref), order);
    this.opened.push({ ref, order });
  }
  async close(ref: SessionRef): Promise<void> {
    this.#sockets.delete(keyOf(ref));
    this.closed.push(ref);
  }
  async logOut(ref: SessionRef): Promise<void> {
    this.#sockets.delete(keyOf(ref));
    this.loggedOut.push(ref);
  }
  async send(_ref: SessionRef, outgoing: Outgoing): Promise<SendOutcome> {
    this.sent.push(outgoing);
    return this.outcomes.shift() ?? { kind: 'accepted', externalId: outgoing.externalId };
  }
  async markRead(_ref: SessionRef, _to: readonly CustomerIdentity[], ids: readonly string[]): Promise<void> {
    this.courtesies.push(`read ${ids.join(' ')}`);
  }
  async showTyping(_ref: SessionRef, _to: readonly CustomerIdentity[], isTyping: boolean): Promise<void> {
    this.courtesies.push(isTyping ? 'typing' : 'still');
  }
  async stop(): Promise<void> {
    this.stopped = true;
    this.#sockets.clear();
  }

  isOpen(ref: SessionRef): boolean {
    return this.#sockets.has(keyOf(ref));
  }
  orderOf(ref: SessionRef): OpenOrder | undefined {
    return this.#sockets.get(keyOf(ref));
  }

  /** The engine says something of its socket; a socket that closed is gone. */
  async say(ref: SessionRef, news: ConnectionNews): Promise<void> {
    if (news.kind === 'closed') this.#sockets.delete(keyOf(ref));
    await this.ears.connection(ref, news);
  }

  /** The process dies and takes these along. */
  die(refs: readonly SessionRef[]): void {
    for (const ref of refs) this.#sockets.delete(keyOf(ref));
    this.ears.lost(refs);
  }
}
