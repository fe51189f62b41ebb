import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type * as Contract from '#adapters/http/contract/widget';

export type Config = z.infer<typeof Contract.WidgetConfigDto>;
export type Message = z.infer<typeof Contract.WidgetMessageDto>;
export type State = z.infer<typeof Contract.WidgetStateDto>;
type New = z.infer<typeof Contract.NewWidgetMessage>;

const id = (prefix: string): string => `${prefix}_${randomBytes(16).toString('hex')}`;

export type Event = { readonly event: string; readonly id?: number; readonly data: unknown };

/** One session and what was said in it, as the product keeps it: numbered, and each key taken once. */
export class EmulatedConversation {
  readonly id = id('wgs');
  readonly token = randomBytes(24).toString('base64url');
  readonly messages: Message[] = [];
  readonly listeners = new Set<(event: Event) => void>();
  /** How often a key came again. */
  repeats = 0;
  readonly #keys = new Map<string, Message>();
  #state: Omit<State, 'last_seq'> = {
    status: 'active',
    mode: 'assistant',
    agent: null,
    typing: null,
    read_seq: 0,
    rating: 'none',
    open: true,
  };

  get state(): State {
    return { ...this.#state, last_seq: this.messages.length };
  }

  change(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell({ event: 'state', data: this.state });
  }

  typing(who: State['typing']): void {
    this.#state = { ...this.#state, typing: who };
    this.#tell({ event: 'typing', data: { typing: who } });
  }

  reset(): void {
    this.#tell({ event: 'reset', data: {} });
  }

  take(key: string, { message, choice, file_id }: New): Message {
    const known = this.#keys.get(key);
    if (known !== undefined) {
      this.repeats += 1;
      return known;
    }
    const file = file_id === undefined ? null : (this.files.get(file_id) ?? null);
    const taken = this.say({ from: 'visitor', text: message ?? choice?.label ?? '', client_key: key, file });
    this.#keys.set(key, taken);
    return taken;
  }

  readonly files = new Map<string, NonNullable<Message['file']>>();

  say(about: Partial<Message>): Message {
    const message: Message = {
      id: id('msg') as Message['id'],
      seq: this.messages.length + 1,
      from: 'assistant',
      author: null,
      text: '',
      file: null,
      choices: [],
      cards: [],
      client_key: null,
      created_at: new Date().toISOString(),
      ...about,
    };
    this.messages.push(message);
    this.#tell({ event: 'message', id: message.seq, data: message });
    return message;
  }

  #tell(event: Event): void {
    for (const listener of this.listeners) listener(event);
  }
}

export const aConfig = (about: Partial<Config> = {}): Config => ({
  company: { slug: 'noor', name: 'Noor Spa', logo_url: null },
  enabled: true,
  notice: null,
  language: 'en',
  languages: ['en', 'ar'],
  theme: 'classic',
  scheme: 'auto',
  primary_colour: '#0f766e',
  font: 'system',
  position: 'end',
  size: 'standard',
  title: 'Noor Spa',
  welcome: 'Welcome! Ask us anything about treatments and prices.',
  menu: null,
  forms: [],
  pre_chat_form: null,
  features: { attachments: true, emoji: true, sound: true, rating: true },
  privacy: { notice_url: null, require_consent: false },
  open: true,
  opens_at: null,
  ...about,
});
