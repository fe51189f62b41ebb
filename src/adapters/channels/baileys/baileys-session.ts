import type { AuthenticationCreds, BaileysEventMap, ConnectionState, WAMessage } from '@whiskeysockets/baileys';
import { accountNews } from '#adapters/channels/baileys/account-news';
import { isWarning, refusalOf } from '#adapters/channels/baileys/ack-outcome';
import { codeOf, reasonOf, SocketEnd } from '#adapters/channels/baileys/close-reason';
import { encodeCredential } from '#adapters/channels/baileys/credential-codec';
import { CredentialWriter } from '#adapters/channels/baileys/credential-writer';
import { limitFrames, type RawSocket } from '#adapters/channels/baileys/frame-limit';
import { Inbox } from '#adapters/channels/baileys/inbox';
import { identityOf, messageKey, stanzaKey } from '#adapters/channels/baileys/jids';
import type { BaileysLimits } from '#adapters/channels/baileys/limits';
import { NumberCheck } from '#adapters/channels/baileys/number-check';
import { OfflineWait } from '#adapters/channels/baileys/offline-wait';
import { PairingNews } from '#adapters/channels/baileys/pairing-news';
import { replayed } from '#adapters/channels/baileys/replay';
import { Sender } from '#adapters/channels/baileys/sender';
import { type SessionParts, sessionParts } from '#adapters/channels/baileys/session-parts';
import { isLinked } from '#adapters/channels/baileys/stored-account';
import { receiptOf } from '#adapters/channels/baileys/to-receipt';
import { unlinkDevice } from '#adapters/channels/baileys/unlink-device';
import type { EngineSession, MarksRead, OpenSession, Types } from '#adapters/channels/whatsapp/engine';
import { InOrder } from '#adapters/channels/whatsapp/in-order';
import { Recent } from '#adapters/channels/whatsapp/recent';
import type { SendOutcome } from '#application/ports/transport';
import type { ConnectionNews, EngineReceipt, Outgoing } from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';

/** A server that does not answer a goodbye is left without one. */
const goodbyeMs = 2_000;
const logOutMs = 3_000;

type Node = { readonly attrs: Record<string, string>; readonly content?: unknown };

export type BaileysSessionOptions = {
  readonly order: OpenSession;
  readonly creds: AuthenticationCreds;
  readonly limits: BaileysLimits;
};

/** One socket of one number. It connects once: when it is over, a new session is another object. */
export class BaileysSession implements EngineSession, MarksRead, Types {
  readonly #order: OpenSession;
  readonly #creds: AuthenticationCreds;
  readonly #connectWithinMs: number;
  readonly #inOrder = new InOrder((cause) =>
    this.#end(new SocketEnd(500, 'what was heard could not be stored'), cause),
  );
  readonly #writer: CredentialWriter;
  readonly #inbox: Inbox;
  readonly #parts: SessionParts;
  readonly #sender: Sender;
  readonly #raw: RawSocket;
  readonly #pairing: PairingNews | null;
  readonly #offline = new OfflineWait(() => this.#news({ kind: 'caught_up' }));
  readonly #subscribed = new Recent<true>(500);
  readonly #over: Promise<void>;
  #isOver: () => void = () => undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #isOpen = false;
  /** Somebody here asked for the end, so nobody needs to be told. */
  #isAsked = false;
  #isUnreadable = false;
  #timeLockUntil: number | null = null;

  private constructor({ order, creds, limits }: BaileysSessionOptions, writer: CredentialWriter, inbox: Inbox) {
    this.#order = order;
    this.#connectWithinMs = limits.connectWithinMs;
    this.#creds = creds;
    this.#writer = writer;
    this.#inbox = inbox;
    this.#over = new Promise((resolve) => {
      this.#isOver = resolve;
    });
    const onUnreadable = (cause: unknown): void => this.#unreadable(cause);
    this.#parts = sessionParts({ order, creds, writer, inbox, inOrder: this.#inOrder, onUnreadable });
    const { socket } = this.#parts;
    this.#raw = (socket.ws as unknown as { readonly socket: RawSocket }).socket;
    limitFrames(this.#raw, limits.framesPerSecond);
    this.#sender = new Sender({
      ...this.#parts,
      numbers: new NumberCheck(socket.onWhatsApp),
      timeLockUntil: () => this.#timeLock(),
      onWarning: (code) => this.#news({ kind: 'warning', code }),
    });
    const { pairing, surroundings } = order;
    this.#pairing = pairing === null ? null : new PairingNews(pairing, socket.requestPairingCode, surroundings.codeMs);
  }

  /** @throws {UnreadableCredentials} */
  static async open(options: BaileysSessionOptions): Promise<BaileysSession> {
    const { order, creds } = options;
    const later: { session?: BaileysSession } = {};
    const writer = new CredentialWriter(order.credentials, (cause) => {
      if (later.session !== undefined) later.session.#notSaved(cause);
    });
    const inbox = new Inbox(writer);
    const leftovers = await inbox.load(order.credentials);
    const session = new BaileysSession(options, writer, inbox);
    later.session = session;
    session.#listen();
    const messages = leftovers.map((entry) => replayed(entry, creds)).filter((message) => message !== null);
    session.#parts.teller.tell(messages, 'offline');
    return session;
  }

  /** Resolves when the socket is gone and everything was told. */
  get over(): Promise<void> {
    return this.#over;
  }

  async send(outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome> {
    if (!this.#isOpen) return { kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 5_000 };
    return this.#sender.send(outgoing, timeoutMs);
  }

  async markRead(to: readonly CustomerIdentity[], externalIds: readonly string[]): Promise<void> {
    const jid = this.#parts.addresses.of(to);
    if (!this.#isOpen || jid === null || externalIds.length === 0) return;
    const keys = externalIds.map((id) => ({ remoteJid: jid, id, fromMe: false }));
    await this.#parts.socket.readMessages(keys).catch(() => undefined);
  }

  async showTyping(to: readonly CustomerIdentity[], isTyping: boolean): Promise<void> {
    const { addresses, socket } = this.#parts;
    const jid = addresses.of(to);
    if (!this.#isOpen || jid === null) return;
    const isNew = this.#subscribed.get(jid) === undefined;
    this.#subscribed.set(jid, true);
    try {
      // Who is written to is also heard typing.
      if (isNew) await socket.presenceSubscribe(jid);
      await socket.sendPresenceUpdate(isTyping ? 'composing' : 'paused', jid);
    } catch {
      // Best effort: the connection may be gone.
    }
  }

  async close(): Promise<void> {
    this.#isAsked = true;
    this.#end(undefined);
    await this.#over;
  }

  async logOut(): Promise<void> {
    this.#isAsked = true;
    await unlinkDevice(this.#parts.socket, logOutMs).catch(() => undefined);
    await this.close();
  }

  #listen(): void {
    const { socket, stanzas } = this.#parts;
    // Before the library's own listener: it opens the message with what we note here.
    socket.ws.prependListener('CB:message', (stanza: Node) => {
      stanzas.heard(stanza);
      // The library opens what waited one by one, and what comes now at once: behind the others it keeps its place.
      if (this.#offline.isComing) stanza.attrs['offline'] ??= '0';
      if (stanza.attrs['offline'] !== undefined) this.#offline.coming(stanzaKey(stanza.attrs));
    });
    socket.ws.on('CB:ack,class:message', ({ attrs }: Node) => this.#acked(attrs));
    // The library listens to this itself, which keeps the error from it, and then does nothing.
    socket.ws.on('unexpected-response', (request: { destroy(): void }, response: { readonly statusCode?: number }) => {
      this.#end(
        new SocketEnd(response.statusCode ?? 503, `HTTP ${response.statusCode ?? 503} instead of a connection`),
      );
      request.destroy();
    });
    socket.ev.process((batch) => this.#heard(batch));
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#watchdog);
    const late = (): void => this.#end(new SocketEnd(408, 'no connection in time'));
    this.#watchdog = setTimeout(late, this.#connectWithinMs);
  }

  #heard(batch: Partial<BaileysEventMap>): void {
    if (batch['creds.update'] && isLinked(this.#creds)) this.#saveCreds();
    this.#heardMessages(batch);
    const pair = batch['lid-mapping.update'];
    if (pair) this.#samePerson(identityOf(pair.pn), identityOf(pair.lid));
    if (batch['presence.update']) this.#presence(batch['presence.update']);
    if (batch['message-capping.update']) this.#news({ kind: 'warning', code: 'new_chats_capped' });
    if (batch['connection.update']) this.#connection(batch['connection.update']);
  }

  #heardMessages(batch: Partial<BaileysEventMap>): void {
    const history = batch['messaging-history.set'];
    if (history) this.#history(history.messages);
    const upsert = batch['messages.upsert'];
    if (upsert) this.#messages(upsert.messages, upsert.type === 'append' ? 'offline' : 'live');
    if (batch['messages.update']) this.#updates(batch['messages.update']);
  }

  #saveCreds(): void {
    const value = encodeCredential(this.#creds);
    this.#writer.write([{ type: 'creds', id: 'creds', value }]).catch(() => undefined);
  }

  /** The library may fold a new message into a batch of old ones; what is in the inbox came just now. */
  #history(messages: readonly WAMessage[]): void {
    const isNew = ({ key }: WAMessage): boolean => this.#inbox.holds(messageKey(key));
    const oldestFirst = messages.filter((message) => !isNew(message)).reverse();
    this.#parts.teller.tell(oldestFirst, 'history');
    this.#messages(messages.filter(isNew), 'offline');
  }

  #messages(messages: readonly WAMessage[], arrival: 'live' | 'offline'): void {
    const { teller, sent } = this.#parts;
    teller.tell(messages, arrival);
    this.#offline.told(messages.map(({ key }) => messageKey(key)));
    // The library may fold what became of a message of ours into the message itself.
    const ours = messages.filter(({ key }) => key.fromMe && sent.has(key.id ?? ''));
    if (ours.length > 0) this.#updates(ours.map(({ key, status }) => ({ key, update: { status: status ?? null } })));
  }

  /** A refusal is not told from here: the ack says it, and knows whether somebody still waits for it. */
  #updates(updates: BaileysEventMap['messages.update']): void {
    const now = new Date();
    const receipts = updates.map((update) => receiptOf(update, now));
    this.#receipts(receipts.filter((receipt) => receipt !== null && receipt.status !== 'failed') as EngineReceipt[]);
  }

  #receipts(receipts: readonly EngineReceipt[]): void {
    if (receipts.length > 0) void this.#inOrder.run(() => this.#order.events.receipts(receipts));
  }

  #acked({ id = '', error }: Node['attrs']): void {
    const { acks, sent, figures } = this.#parts;
    if (acks.heard(id, { error: error ?? null }) || !sent.has(id)) return;
    // Whoever sent it does not wait any more: what was unknown is known now.
    figures.ack();
    if (error !== undefined && isWarning(error)) this.#news({ kind: 'warning', code: error });
    const reason = error === undefined ? null : refusalOf(error);
    this.#receipts([{ externalId: id, status: error === undefined ? 'sent' : 'failed', reason, at: new Date() }]);
  }

  #samePerson(one: CustomerIdentity | null, other: CustomerIdentity | null): void {
    if (one === null || other === null) return;
    void this.#inOrder.run(() => this.#order.events.samePerson([one, other]));
  }

  #presence({ id, presences }: BaileysEventMap['presence.update']): void {
    const who = identityOf(id);
    const isWriting = Object.values(presences).some(
      ({ lastKnownPresence: state }) => state === 'composing' || state === 'recording',
    );
    if (who !== null && isWriting) this.#order.events.typing(who);
  }

  #news(news: ConnectionNews): void {
    void this.#inOrder.run(() => this.#order.events.connection(news));
  }

  #connection({
    qr,
    isNewLogin,
    connection,
    receivedPendingNotifications,
    reachoutTimeLock,
    ...rest
  }: Partial<ConnectionState>): void {
    if (qr) void this.#pair(qr);
    if (isNewLogin) this.#linked();
    if (connection === 'open') this.#opened();
    if (receivedPendingNotifications) this.#offline.announced();
    if (reachoutTimeLock) this.#timeLocked(reachoutTimeLock);
    if (connection === 'close') void this.#closed(rest.lastDisconnect?.error);
  }

  async #pair(qr: string): Promise<void> {
    // Its codes run out by themselves.
    clearTimeout(this.#watchdog);
    try {
      const news = (await this.#pairing?.of(qr)) ?? null;
      if (news !== null) this.#news(news);
    } catch (cause) {
      this.#end(new SocketEnd(408, 'no pairing code could be had'), cause);
    }
  }

  #linked(): void {
    this.#watch();
    void this.#inOrder.run(async () => {
      await this.#writer.flush();
      await this.#order.events.connection(accountNews('linked', this.#creds));
    });
  }

  #opened(): void {
    clearTimeout(this.#watchdog);
    this.#isOpen = true;
    this.#news(accountNews('open', this.#creds));
  }

  #timeLocked({ isActive, timeEnforcementEnds }: NonNullable<ConnectionState['reachoutTimeLock']>): void {
    this.#timeLockUntil = isActive ? (timeEnforcementEnds?.getTime() ?? Date.now() + 60_000) : null;
    if (isActive) this.#news({ kind: 'warning', code: 'reach_out_time_lock' });
  }

  #timeLock(): number | null {
    return this.#timeLockUntil !== null && this.#timeLockUntil > Date.now() ? this.#timeLockUntil : null;
  }

  #notSaved(cause: unknown): void {
    this.#end(new SocketEnd(500, 'credentials could not be saved'), cause);
  }

  #unreadable(cause: unknown): void {
    this.#isUnreadable = true;
    this.#end(new SocketEnd(500, 'credentials cannot be read'), cause);
  }

  #end(error: SocketEnd | undefined, cause?: unknown): void {
    this.#isOpen = false;
    if (error !== undefined)
      this.#order.log('warn', 'session.ends', { code: error.output.statusCode, why: nameOf(cause) });
    setTimeout(() => this.#raw.terminate(), goodbyeMs).unref();
    void this.#parts.socket.end(error);
  }

  async #closed(error: unknown): Promise<void> {
    const { acks, figures, teller } = this.#parts;
    this.#isOpen = false;
    clearTimeout(this.#watchdog);
    this.#offline.close();
    acks.close(error);
    figures.close();
    await teller.close();
    await this.#inOrder.runAnyway(async () => {
      this.#inbox.close();
      await this.#writer.flush().catch(() => undefined);
      if (!this.#isAsked) await this.#order.events.connection(this.#lastNews(error));
    });
    this.#isOver();
  }

  #lastNews(error: unknown): ConnectionNews {
    if (this.#isUnreadable) return { kind: 'unreadable_credentials' };
    return { kind: 'closed', code: codeOf(error), reason: reasonOf(error), isLinked: isLinked(this.#creds) };
  }
}

const nameOf = (cause: unknown): string | null => (cause instanceof Error ? cause.name : null);
