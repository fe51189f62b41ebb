import type {
  Language,
  NewMessage,
  StatusChange,
  WidgetChoice,
  WidgetConfig,
  WidgetFile,
  WidgetMessage,
} from '../contract.js';
import { en, type Strings } from '../i18n/en.js';
import { Api } from './api.js';
import type { Live } from './live.js';
import { unread } from './messages.js';
import { Outbox, type OutboxItem, type SendOutcome } from './outbox.js';
import { outboxStore } from './outbox-store.js';
import { randomId } from './random-id.js';
import { consentKey, SessionKeeper } from './session-keeper.js';
import { openStore, type Store } from './storage.js';
import type { Tabs } from './tabs.js';

export type ChatOptions = {
  readonly base: string;
  readonly company: string;
  readonly language: Language | undefined;
  readonly config: WidgetConfig | null;
  readonly paint: () => void;
};

/** What only this tab knows, and what is shown. */
type View = {
  isOpen: boolean;
  isReached: boolean;
  /** One true sentence with a next step; gone with the next act. */
  sentence: string;
  panel: '' | 'emoji' | 'more';
  formId: string | null;
  file: File | null;
};

/** `{n}` is the one thing a sentence is filled with. */
export const fill = (sentence: string, n: string | number): string => sentence.replace('{n}', String(n));

const typingEveryMs = 3_000;
const typingGoneMs = 8_000;
const humanChoiceId = 'human';

/** All a visitor can do, and all there is to show. Views read it and call it; it knows no element. */
export class Chat {
  readonly store: Store;
  readonly api: Api;
  readonly sessions: SessionKeeper;
  readonly outbox: Outbox;
  readonly options: ChatOptions;
  readonly view: View = {
    isOpen: false,
    isReached: true,
    sentence: '',
    panel: '',
    formId: null,
    file: null,
  };
  config: WidgetConfig | null;
  t: Strings = en;
  /** Plays when somebody answers; the sound part puts itself here. */
  chime: () => void = () => undefined;
  readonly #tabs: Promise<Tabs>;
  #live: Promise<Live> | null = null;
  #isLeading = false;
  #typedAt = 0;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #isPainting = false;

  constructor(options: ChatOptions) {
    this.options = options;
    this.config = options.config;
    this.api = new Api(options.base);
    this.store = openStore(`wakil:${options.company}:`);
    this.sessions = new SessionKeeper({
      api: this.api,
      store: this.store,
      company: options.company,
      language: () => this.language,
      begin: async (deps, visit) => (await this.#talk()).beginSession(deps, visit),
      alone: (work) => this.#tabs.then((tabs) => tabs.alone(work)),
      changed: (news) => this.#changed(news),
    });
    this.outbox = new Outbox({
      store: outboxStore(this.store),
      send: (item) => this.#send(item),
      wait: (ms) => this.#wait(ms),
      random: Math.random,
      newKey: randomId,
      changed: () => this.share(),
    });
    this.#tabs = this.#join();
    addEventListener('online', this.#online);
    document.addEventListener('visibilitychange', this.#online);
  }

  async #join(): Promise<Tabs> {
    const { joinTabs } = await this.#talk();
    return joinTabs(`wakil:${this.options.base}${this.options.company}`, this.store.durable, {
      onLead: () => this.#lead(true),
      onFollow: () => this.#lead(false),
      onChange: () => this.#follow(),
    });
  }

  /** What keeps up with the server comes with the first session. */
  async #listen(): Promise<Live> {
    const { Live } = await this.#talk();
    return new Live({
      open: (signal) =>
        this.api.open(this.sessions.path('events/'), {
          signal,
          token: this.sessions.visit?.token,
          lastEventId: this.messages.at(-1)?.seq ?? 0,
        }),
      poll: () => this.sessions.pull(),
      heard: (event) => this.sessions.hear(event),
      reached: (isReached) => this.#reach(isReached),
      lost: () => this.sessions.forget(),
    });
  }

  async #send(item: OutboxItem): Promise<SendOutcome> {
    const { sender } = await this.#talk();
    return sender({
      api: this.api,
      sessions: this.sessions,
      language: () => this.config?.language,
      reached: (isReached) => this.#reach(isReached),
      renewed: (sentence) => this.say(sentence),
      outdated: () => void this.configure(),
    })(item);
  }

  /** The part that talks to the server: asked for until it comes, for a part that does not arrive is an outage like any other. */
  async #talk() {
    for (;;)
      try {
        const { talk } = await import('./talk.js');
        return talk;
      } catch {
        this.#reach(false);
        await this.#wait(2_000);
      }
  }

  get language(): Language | undefined {
    return this.store.get<Language>('l') ?? this.options.language;
  }

  get messages(): readonly WidgetMessage[] {
    return this.sessions.visit?.messages ?? [];
  }

  get state() {
    return this.sessions.visit?.state ?? null;
  }

  /** Latin digits in both languages, as in the prices. */
  get locale(): string {
    return this.config?.language === 'ar' ? 'ar-AE' : 'en';
  }

  /** Written and not yet among the server's messages. */
  get pending(): readonly OutboxItem[] {
    const known = new Set(this.messages.map(({ client_key }) => client_key));
    return this.outbox.items.filter(({ key }) => !known.has(key));
  }

  get unread(): number {
    return unread(this.messages, this.state?.read_seq ?? 0);
  }

  get draft(): string {
    return this.store.get<string>('d') ?? '';
  }

  get isConsentDue(): boolean {
    return this.config?.privacy.require_consent === true && this.store.get(consentKey) !== true;
  }

  /** The form that has to be filled in before the first message. */
  get preChatForm(): string | null {
    const { pre_chat_form: id = null } = this.config ?? {};
    return id === null || this.messages.length > 0 || this.store.get<string>('p') === id ? null : id;
  }

  get isRatingDue(): boolean {
    return this.state?.rating === 'asked' && this.store.get('r') !== this.sessions.visit?.id;
  }

  /** Asks how the business wants it, in the visitor's language. */
  async configure(): Promise<void> {
    const { language } = this;
    const query = language === undefined ? '' : `?language=${language}`;
    try {
      const path = `company/${this.options.company}/config/${query}`;
      this.config = await this.api.json<WidgetConfig>(path);
      this.view.isReached = true;
    } catch {
      this.say(this.t.unreachable);
    }
    await this.translate();
  }

  async translate(): Promise<void> {
    const isArabic = (this.config?.language ?? this.language) === 'ar';
    this.t = isArabic ? (await import('../i18n/ar.js').catch(() => ({ ar: en }))).ar : en;
    this.paint();
  }

  set(change: Partial<View>): void {
    Object.assign(this.view, change);
    this.paint();
  }

  say(sentence: string): void {
    this.set({ sentence });
  }

  /** Once per turn of the event loop, however much has changed. */
  paint(): void {
    if (this.#isPainting) return;
    this.#isPainting = true;
    queueMicrotask(() => {
      this.#isPainting = false;
      this.options.paint();
    });
  }

  keepDraft(text: string): void {
    this.store.set('d', text);
    this.paint();
    if (!this.sessions.isActive || text === '' || Date.now() - this.#typedAt < typingEveryMs) return;
    this.#typedAt = Date.now();
    void this.putStatus({ typing: true });
  }

  sendDraft(): void {
    const text = this.draft.trim();
    if (text === '') return;
    this.store.set('d', '');
    this.send({ message: text });
  }

  choose({ id, label, form_id }: Pick<WidgetChoice, 'id' | 'label' | 'form_id'>): void {
    if (form_id === null) this.send({ choice: { id, label } });
    else this.set({ formId: form_id });
  }

  callPerson(): void {
    if (this.isConsentDue) this.say(this.t.consent);
    else this.choose({ id: humanChoiceId, label: this.t.human, form_id: null });
  }

  send(body: NewMessage, file: WidgetFile | null = null): void {
    this.set({ sentence: '', panel: '', formId: null });
    this.outbox.add(body, file);
  }

  /** Everything on the screen has been read. */
  markRead(): void {
    const { last_seq = 0, read_seq = 0 } = this.state ?? {};
    const seq = Math.max(last_seq, this.messages.at(-1)?.seq ?? 0);
    if (this.state === null || seq <= read_seq || document.hidden) return;
    this.sessions.apply({ ...this.state, read_seq: seq });
    void this.putStatus({ read_seq: seq });
  }

  /** Small news for the server; when it does not arrive, nothing is lost. */
  async putStatus(change: StatusChange): Promise<boolean> {
    const call = { method: 'PUT', body: change, token: this.sessions.visit?.token };
    return this.api.json(this.sessions.path('status/'), call).then(
      () => true,
      () => false,
    );
  }

  leave(): void {
    removeEventListener('online', this.#online);
    document.removeEventListener('visibilitychange', this.#online);
    void this.#tabs.then((tabs) => tabs.leave());
    this.#isLeading = false;
    this.#tune();
    this.outbox.deactivate();
  }

  readonly #online = (): void => {
    void this.#live?.then((live) => live.kick());
    this.#tune();
    if (navigator.onLine) this.outbox.retry();
    this.#wake();
    this.paint();
  };

  #wake: () => void = () => undefined;

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, ms);
    });
  }

  #reach(isReached: boolean): void {
    if (this.view.isReached === isReached) return;
    this.set({ isReached });
    if (!isReached) return;
    this.#wake();
    this.outbox.retry();
  }

  #lead(isLeading: boolean): void {
    this.#isLeading = isLeading;
    if (isLeading) this.outbox.activate();
    else this.outbox.deactivate();
    this.#tune();
  }

  /** Listens while there is a session to listen to. */
  #tune(): void {
    const isWanted = (): boolean => this.#isLeading && this.sessions.isActive;
    if (this.#live === null && !isWanted()) return;
    this.#live ??= this.#listen();
    void this.#live.then((live) => (isWanted() ? live.start() : live.stop()));
  }

  #follow(): void {
    const known = this.messages.at(-1)?.seq ?? 0;
    this.sessions.reload();
    this.#announce(this.messages.filter(({ seq }) => seq > known));
    this.#tune();
    this.paint();
    void this.outbox.run();
  }

  #announce(news: readonly WidgetMessage[]): void {
    if (news.some(({ from }) => from === 'assistant' || from === 'human')) this.chime();
  }

  #changed(news: readonly WidgetMessage[]): void {
    this.outbox.settle(new Set(news.flatMap(({ client_key }) => client_key ?? [])));
    this.#announce(news);
    this.#expireTyping();
    this.#tune();
    this.share();
  }

  /** Whoever stops writing does not always say so. */
  #expireTyping(): void {
    clearTimeout(this.#typingTimer);
    if (this.state?.typing == null) return;
    this.#typingTimer = setTimeout(() => {
      if (this.state !== null) this.sessions.apply({ ...this.state, typing: null });
    }, typingGoneMs);
  }

  /** For this tab's eyes and the others'. */
  share(): void {
    void this.#tabs.then((tabs) => tabs.tell());
    this.paint();
  }
}
