import type { GraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { RecordedSend } from '#test/emulators/graph-api/types';
import { type Item, items } from '#test/support/catalogue-items';

/** One question, as the customer who wrote it knows it. */
export type Question = {
  readonly customer: string;
  readonly phoneNumberId: string;
  readonly item: Item;
  readonly writtenAt: number;
  /** When the product said 200; `null`: not yet. */
  ackedAt: number | null;
  /** When answers to it arrived. */
  readonly answeredAt: number[];
};

export type Counted = {
  readonly acked: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly wrongCustomer: number;
  readonly problems: readonly string[];
};

const namedIn = (text: string): readonly Item[] =>
  items.filter(({ name, priceText }) => text.includes(name) && text.includes(priceText));

/**
 * What customers wrote and what reached them, and nothing else: it asks the product nothing. A customer asks for one thing after the
 * other, each another one than the last few, so that an answer tells by its words which question it is to.
 */
export class Ledger {
  readonly questions: Question[] = [];
  readonly #ofCustomer = new Map<string, Question[]>();
  readonly #waiting = new Set<() => void>();
  /** By our message's id. */
  readonly #sends = new Map<string, RecordedSend[]>();
  readonly #emulator: Pick<GraphApiEmulator, 'heardAt'>;
  readonly #problems: string[] = [];
  #wrongCustomer = 0;
  #outOfOrder = 0;
  readonly #stop: () => void;

  constructor(emulator: Pick<GraphApiEmulator, 'onSend' | 'heardAt'>) {
    this.#emulator = emulator;
    this.#stop = emulator.onSend((send) => this.#arrived(send));
  }

  asked(customer: string, phoneNumberId: string, item: Item): Question {
    const question = { customer, phoneNumberId, item, writtenAt: Date.now(), ackedAt: null, answeredAt: [] };
    this.questions.push(question);
    this.#ofCustomer.set(keyOf(phoneNumberId, customer), [...this.#of(phoneNumberId, customer), question]);
    return question;
  }

  /** `false`: no answer came within `ms`. */
  async answered(question: Question, ms: number): Promise<boolean> {
    await this.until(() => question.answeredAt.length > 0, ms);
    return question.answeredAt.length > 0;
  }

  /** Looked at whenever somebody is answered; `false`: it did not come to that within `ms`. */
  until(holds: () => boolean, ms: number): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (result: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(result);
      };
      const look = (): void => {
        if (holds()) end(true);
      };
      const timer = setTimeout(() => end(holds()), ms);
      this.#waiting.add(look);
    });
  }

  /** Acknowledged and without an answer. */
  get open(): readonly Question[] {
    return this.questions.filter(({ ackedAt, answeredAt }) => ackedAt !== null && answeredAt.length === 0);
  }

  /** What is wrong so far. */
  count(): Counted {
    const acked = this.questions.filter(({ ackedAt }) => ackedAt !== null);
    const again = acked.reduce((sum, { answeredAt }) => sum + Math.max(0, answeredAt.length - 1), 0);
    const twice = [...this.#sends.values()].filter(({ length }) => length > 1);
    const repeated = twice.reduce((sum, { length }) => sum + length - 1, 0);
    const doubled = Math.max(again, repeated);
    const lost = this.open;
    return {
      acked: acked.length,
      lost: lost.length,
      doubled,
      outOfOrder: this.#outOfOrder,
      wrongCustomer: this.#wrongCustomer,
      problems: [
        ...lost.slice(0, 5).map(({ customer, item }) => `lost: ${customer} was never told of ${item.name}`),
        ...(doubled > 0 ? [`doubled: ${again} answers again, ${repeated} messages sent again`] : []),
        ...twice.slice(0, 5).map((sends) => this.#storyOf(sends)),
        ...this.#problems.slice(0, 10),
      ],
    };
  }

  end(): void {
    this.#stop();
  }

  /** Whether it was sent again before the product had taken the provider's word of it, or in spite of it. */
  #storyOf([first, second]: readonly RecordedSend[]): string {
    if (first === undefined || second === undefined) return '';
    const heardAt = this.#emulator.heardAt(first.wamid);
    const word = heardAt === null ? 'never' : `after ${heardAt - first.at} ms`;
    return `sent again: ${first.opaqueId} after ${second.at - first.at} ms; the provider's word of the first was taken ${word}`;
  }

  #of(phoneNumberId: string, customer: string): readonly Question[] {
    return this.#ofCustomer.get(keyOf(phoneNumberId, customer)) ?? [];
  }

  #arrived(send: RecordedSend): void {
    const { phoneNumberId, to, text, opaqueId, at } = send;
    if (opaqueId !== null) this.#sends.set(opaqueId, [...(this.#sends.get(opaqueId) ?? []), send]);
    const questions = this.#of(phoneNumberId, to);
    for (const item of namedIn(text)) {
      // The newest question for it that waits, else the newest for it at all: an answer given twice.
      const ofItem = questions.filter((question) => question.item === item);
      const meant = ofItem.findLast(({ answeredAt }) => answeredAt.length === 0) ?? ofItem.at(-1);
      if (meant === undefined) this.#wrong(to, item);
      else this.#answer(questions, meant, at);
    }
    for (const look of [...this.#waiting]) look();
  }

  #wrong(to: string, { name }: Item): void {
    this.#wrongCustomer += 1;
    this.#problems.push(`wrong customer: ${to} was told of ${name} and never asked`);
  }

  #answer(questions: readonly Question[], meant: Question, at: number): void {
    const later = questions.slice(questions.indexOf(meant) + 1).filter(({ answeredAt }) => answeredAt.length > 0);
    if (later.length > 0 && meant.answeredAt.length === 0) {
      this.#outOfOrder += 1;
      this.#problems.push(`out of order: ${meant.customer} was told of ${meant.item.name} after what came later`);
    }
    meant.answeredAt.push(at);
  }
}

const keyOf = (phoneNumberId: string, customer: string): string => `${phoneNumberId}/${customer}`;
