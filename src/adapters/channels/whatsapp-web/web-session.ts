import type { EngineSession, MarksRead, OpenSession, Types } from '#adapters/channels/whatsapp/engine';
import { InOrder } from '#adapters/channels/whatsapp/in-order';
import type { InstalledBrowser } from '#adapters/channels/whatsapp-web/browser';
import { BrowserLife } from '#adapters/channels/whatsapp-web/browser-life';
import { clientOptionsOf } from '#adapters/channels/whatsapp-web/client-options';
import * as ends from '#adapters/channels/whatsapp-web/close-reason';
import type { LinkMarker } from '#adapters/channels/whatsapp-web/link-marker';
import type { Account } from '#adapters/channels/whatsapp-web/page';
import { PagePulse } from '#adapters/channels/whatsapp-web/page-pulse';
import { PairingClock } from '#adapters/channels/whatsapp-web/pairing-clock';
import { profileAuth } from '#adapters/channels/whatsapp-web/profile-auth';
import type { ProfileFolder } from '#adapters/channels/whatsapp-web/profile-folder';
import { type SessionParts, sessionParts } from '#adapters/channels/whatsapp-web/session-parts';
import { WebClient } from '#adapters/channels/whatsapp-web/web-client';
import { within } from '#adapters/channels/whatsapp-web/within';
import type { SendOutcome } from '#application/ports/transport';
import type { ConnectionNews, Outgoing } from '#application/ports/whatsapp-engines';
import type { CustomerIdentity } from '#domain/conversation/customer';

/** From the start of the browser until WhatsApp's program says whether it is linked, and from then until it is ready. */
const startsWithinMs = 90_000;
const syncsWithinMs = 180_000;
/** The page connects again by itself; longer than this and the owner should see it. */
const reconnectsWithinMs = 60_000;
const logOutMs = 8_000;
const courtesyMs = 5_000;

export type WebSessionOptions = {
  readonly order: OpenSession;
  readonly browser: InstalledBrowser;
  readonly folder: ProfileFolder;
  readonly marker: LinkMarker;
};

/** One browser of one number. It connects once: when it is over, a new session is another object. */
export class WebSession implements EngineSession, MarksRead, Types {
  readonly #options: WebSessionOptions;
  readonly #client: WebClient;
  readonly #inOrder = new InOrder((cause) => this.#end(ends.notStored, cause));
  readonly #parts: SessionParts;
  readonly #browser: BrowserLife;
  readonly #pairing = new PairingClock(() => void this.#codesRanOut());
  readonly #pulse: PagePulse;
  readonly over: Promise<void>;
  #isOver: () => void = () => undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #account: Account = { number: '', lid: null, name: null };
  #isOpen = false;
  #isEnding = false;
  /** Somebody here asked for the end, so nobody needs to be told. */
  #isAsked = false;
  #isNewLink = false;

  constructor(options: WebSessionOptions) {
    this.#options = options;
    const { order, browser, folder } = options;
    this.over = new Promise((resolve) => {
      this.#isOver = resolve;
    });
    this.#browser = new BrowserLife({
      crashed: () => this.#end(ends.pageCrashed),
      gone: () => this.#end(ends.browserGone),
    });
    const authStrategy = profileAuth({ launched: () => this.#launched(), unlinked: () => this.#unlinked() });
    const isRoot = process.getuid?.() === 0;
    const { surroundings, pairing } = order;
    this.#client = new WebClient(
      clientOptionsOf({ browser, profile: folder.path, surroundings, pairing, isRoot, authStrategy }),
      {
        page: (cause) => this.#end(ends.closeOfFault(cause), cause),
        code: (cause) => this.#end(ends.noCode, cause),
      },
    );
    this.#parts = sessionParts({ order, client: this.#client, inOrder: this.#inOrder, own: () => this.#own() });
    this.#pulse = new PagePulse(() => this.#parts.page.state(), {
      beat: (state) => this.#felt(state),
      stopped: () => this.#end(ends.pageStopped),
    });
  }

  /** Begins; what comes of it is told. */
  start(): void {
    this.#listen();
    this.#watch(startsWithinMs, ends.tooLate);
    void this.#initialize();
  }

  async send(outgoing: Outgoing, timeoutMs: number): Promise<SendOutcome> {
    if (!this.#isOpen) return { kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 5_000 };
    return this.#parts.sender.send(outgoing, timeoutMs);
  }

  /** The page knows only whole chats. */
  async markRead(to: readonly CustomerIdentity[], externalIds: readonly string[]): Promise<void> {
    if (externalIds.length > 0) await this.#courtesy(to, async (chatId) => void (await this.#client.sendSeen(chatId)));
  }

  async showTyping(to: readonly CustomerIdentity[], isTyping: boolean): Promise<void> {
    await this.#courtesy(to, (chatId) => this.#parts.page.showTyping(chatId, isTyping));
  }

  async close(): Promise<void> {
    this.#isAsked = true;
    this.#end(ends.browserGone);
    await this.over;
  }

  async logOut(): Promise<void> {
    this.#isAsked = true;
    // Also before it is open: a number that belongs to somebody else is let go as soon as it is known.
    if (this.#client.pupPage) await within(logOutMs, this.#client.logout()).catch(() => undefined);
    this.#end(ends.notLinked);
    await this.over;
    await this.#forget();
  }

  async #courtesy(to: readonly CustomerIdentity[], act: (chatId: string) => Promise<void>): Promise<void> {
    const chatId = this.#parts.people.chatOf(to);
    if (this.#isOpen && chatId !== null) await within(courtesyMs, act(chatId)).catch(() => undefined);
  }

  async #initialize(): Promise<void> {
    try {
      await this.#client.initialize();
    } catch (cause) {
      this.#end(ends.closeOfFault(cause), cause);
    } finally {
      this.#browser.settled();
    }
  }

  #listen(): void {
    const client = this.#client;
    client.on('qr', (qr) => this.#showCode(this.#pairing.qr(qr)));
    client.on('code', (code: string) => this.#showCode(this.#pairing.code(code)));
    client.on('authenticated', () => void this.#linked());
    client.on('ready', () => void this.#ready());
    client.on('change_state', (state) => this.#stateChanged(state));
    client.on('disconnected', (reason) => this.#end(ends.closeOfDisconnect(String(reason))));
    this.#parts.hearing.listen();
  }

  #launched(): void {
    const { pupBrowser, pupPage } = this.#client;
    if (pupBrowser !== undefined && pupPage !== undefined) this.#browser.began(pupBrowser, pupPage);
  }

  /** The page asks for a phone. With a link of before, the phone has ended it. */
  #unlinked(): { readonly mayPair: boolean } {
    const { marker, order } = this.#options;
    const mayPair = !marker.isSet && order.pairing !== null;
    if (!mayPair) this.#end(ends.closeOfDisconnect('UNPAIRED'));
    return { mayPair };
  }

  #showCode(news: ConnectionNews | null): void {
    // The codes run out by themselves.
    clearTimeout(this.#watchdog);
    if (news !== null && !this.#isEnding) this.#news(news);
  }

  /** Nobody scanned, or somebody did and the page is busy with what the phone sends. */
  async #codesRanOut(): Promise<void> {
    const state = await within(courtesyMs, this.#parts.page.state()).catch(() => '');
    if (state === 'UNPAIRED' || state === 'UNPAIRED_IDLE' || state === '') this.#end(ends.notScanned);
    else this.#watch(syncsWithinMs, ends.tooLate);
  }

  /** Stored before it is told: a crash in between leaves a link that is known. */
  async #linked(): Promise<void> {
    const { marker, order } = this.#options;
    this.#pairing.stop();
    this.#watch(syncsWithinMs, ends.tooLate);
    if (marker.isSet) return;
    this.#isNewLink = true;
    await this.#inOrder.run(async () => {
      await marker.set();
      this.#account = await this.#parts.page.account();
      await order.events.connection({ kind: 'linked', ...this.#account });
    });
  }

  async #ready(): Promise<void> {
    if (this.#isEnding) return;
    const { page, hearing } = this.#parts;
    try {
      this.#account = await page.account();
      this.#opened();
      await hearing.unread(await page.unread(), this.#isNewLink);
      this.#news({ kind: 'caught_up' });
    } catch (cause) {
      this.#end(ends.closeOfFault(cause), cause);
    }
  }

  #opened(): void {
    clearTimeout(this.#watchdog);
    if (this.#isOpen || this.#isEnding) return;
    this.#isOpen = true;
    this.#pulse.start();
    this.#news({ kind: 'open', ...this.#account });
  }

  /** The library tells the ends as `disconnected` too; here are the states in between. */
  #stateChanged(state: string): void {
    if (state === 'CONNECTED') this.#opened();
    else if (ends.closeOfState(state) === null) {
      this.#isOpen = false;
      this.#watch(reconnectsWithinMs, ends.connectionLost);
    }
  }

  /** An end whose event was missed. */
  #felt(state: string): void {
    const close = ends.closeOfState(state);
    if (close !== null) this.#end(close);
  }

  #own(): readonly CustomerIdentity[] {
    const { number, lid } = this.#account;
    const own: CustomerIdentity[] = number === '' ? [] : [{ scheme: 'wa_phone', value: number }];
    return lid === null ? own : [...own, { scheme: 'wa_lid', value: lid }];
  }

  /** What a page says of itself when it is late may be the reason. */
  #watch(afterMs: number, close: ends.Close): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      const state = within(courtesyMs, this.#parts.page.state()).catch(() => '');
      void state.then((said) => this.#end(ends.closeOfState(said) ?? close));
    }, afterMs);
  }

  #news(news: ConnectionNews): void {
    void this.#inOrder.run(() => this.#options.order.events.connection(news));
  }

  #end(close: ends.Close, cause?: unknown): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#isOpen = false;
    clearTimeout(this.#watchdog);
    this.#pairing.stop();
    this.#pulse.stop();
    const why = cause instanceof Error ? cause.name : null;
    if (!this.#isAsked) this.#options.order.log('warn', 'session.ends', { code: close.code, why });
    void this.#wind(close);
  }

  async #wind(close: ends.Close): Promise<void> {
    const { acks, media, teller, figures } = this.#parts;
    acks.close(new Error(close.reason));
    media.stop();
    figures.close();
    await this.#browser.end().catch(() => undefined);
    await teller.close();
    // As it was while it lived: whoever reads it learns that a link was lost, not that there was none.
    const isLinked = this.#options.marker.isSet;
    await this.#inOrder.runAnyway(async () => {
      if (this.#isAsked) return;
      if (ends.isUnlinked(close)) await this.#forget();
      await this.#options.order.events.connection({ kind: 'closed', ...close, isLinked });
    });
    this.#client.removeAllListeners();
    this.#isOver();
  }

  /** What is gone from the phone is of no use here. */
  async #forget(): Promise<void> {
    const { marker, folder } = this.#options;
    await folder.remove().catch(() => undefined);
    await marker.remove().catch(() => undefined);
  }
}
