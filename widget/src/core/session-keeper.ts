import type { Language, WidgetMessage, WidgetState } from '../contract.js';
import type { Api } from './api.js';
import { lastSeq, merge } from './messages.js';
import type { SseEvent } from './sse.js';
import type { Store } from './storage.js';

/** What a browser remembers of a visit. The server is the truth; this is what is shown until it answers. */
export type Visit = {
  readonly id: string;
  readonly token: string;
  readonly state: WidgetState;
  readonly messages: readonly WidgetMessage[];
};

type MessagePage = {
  readonly messages: readonly WidgetMessage[];
  readonly has_more: boolean;
  readonly state: WidgetState;
};

export type SessionDependencies = {
  readonly api: Api;
  readonly store: Store;
  readonly company: string;
  readonly language: () => Language | undefined;
  /** @throws {ApiFailure} */
  readonly begin: (deps: SessionDependencies, earlier: Visit | null) => Promise<Visit>;
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Messages or state are others than before; which messages are new to this browser. */
  readonly changed: (news: readonly WidgetMessage[]) => void;
};

const recordKey = 's';
/** Set with the visitor's tap; goes with each new session. */
export const consentKey = 'c';

/** The visitor's session and what was said in it. */
export class SessionKeeper {
  readonly #deps: SessionDependencies;
  visit: Visit | null = null;

  constructor(deps: SessionDependencies) {
    this.#deps = deps;
    this.reload();
  }

  /** Another tab has written. */
  reload(): void {
    this.visit = this.#deps.store.get<Visit>(recordKey);
  }

  get isActive(): boolean {
    return this.visit?.state.status === 'active';
  }

  path(rest: string): string {
    return `session/${this.visit?.id ?? ''}/${rest}`;
  }

  /** The session to talk in; begins one when there is none that is active. @throws {ApiFailure} */
  async ensure(): Promise<Visit> {
    return this.#deps.alone(() => {
      this.reload();
      return this.#begin();
    });
  }

  /** The server does not know it any more: the next words begin another one, for the same visitor. */
  forget(): void {
    if (this.visit !== null) this.apply({ ...this.visit.state, status: 'closed' });
  }

  async #begin(): Promise<Visit> {
    const { visit, isActive } = this;
    if (visit !== null && isActive) return visit;
    const fresh = await this.#deps.begin(this.#deps, visit);
    this.#keep(fresh);
    await this.pull().catch(() => undefined);
    this.#deps.changed([]);
    return this.visit ?? fresh;
  }

  /** Reads what is new. @throws {ApiFailure} */
  async pull(): Promise<void> {
    for (let hasMore = this.visit !== null; hasMore; ) {
      const { messages = [] } = this.visit ?? {};
      const path = this.path(`messages/?after=${lastSeq(messages)}`);
      const page = await this.#deps.api.json<MessagePage>(path, { token: this.visit?.token });
      this.apply(page.state, page.messages);
      hasMore = page.has_more && page.messages.length > 0;
    }
  }

  apply(state: WidgetState | undefined, incoming: readonly WidgetMessage[] = []): void {
    const { visit } = this;
    if (visit === null) return;
    const known = lastSeq(visit.messages);
    const messages = merge(visit.messages, incoming);
    // What was read stays read, whichever answer comes last.
    const read_seq = Math.max(visit.state.read_seq, state?.read_seq ?? 0);
    const hasAnswer = incoming.some(({ from }) => from !== 'visitor');
    const typing = hasAnswer && state === undefined ? null : (state ?? visit.state).typing;
    this.#keep({ ...visit, messages, state: { ...visit.state, ...state, read_seq, typing } });
    this.#deps.changed(incoming.filter(({ seq }) => seq > known));
  }

  /** One event of the stream. */
  hear({ event, data }: SseEvent): void {
    const body: unknown = JSON.parse(data);
    if (event === 'reset') this.#reread();
    else if (event === 'message') this.#hearMessage(body as WidgetMessage);
    else if (event === 'state') this.apply(body as WidgetState);
    else if (event === 'typing' && this.visit !== null)
      this.apply({ ...this.visit.state, typing: (body as Partial<WidgetState>).typing ?? null });
  }

  #hearMessage(message: WidgetMessage): void {
    this.#deps.api.observeClock(message.created_at);
    this.apply(undefined, [message]);
  }

  #reread(): void {
    if (this.visit === null) return;
    this.#keep({ ...this.visit, messages: [] });
    this.pull().catch(() => undefined);
  }

  #keep(visit: Visit): void {
    this.visit = visit;
    this.#deps.store.set(recordKey, visit);
  }
}
