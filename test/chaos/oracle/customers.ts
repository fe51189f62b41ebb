import { Ledger, type Question } from '#test/chaos/oracle/ledger';
import type { Random } from '#test/chaos/seeded-random';
import type { GraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import { itemAt } from '#test/support/catalogue-items';

export type Crowd = {
  readonly emulator: GraphApiEmulator;
  readonly phoneNumberIds: readonly string[];
  readonly customers: number;
  readonly random: Random;
  /** How long a customer rests between an answer and the next question, at most. */
  readonly restMs: number;
  /** What customers' numbers begin with: two crowds of one scenario differ in it. */
  readonly prefix?: string;
  /** Another crowd's, where one product answers both: who is told what another asked for is found then. Without it: its own. */
  readonly ledger?: Ledger;
};

/** A customer who is not answered by then asks something else. */
const patienceMs = 120_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Customers who ask, wait for the answer, and ask the next thing. A message the product did not acknowledge is delivered again until
 * it is, as Meta does; some are delivered five times at once.
 */
export class Customers {
  readonly ledger: Ledger;
  readonly #crowd: Crowd;
  #going = true;
  #leave: () => void = () => undefined;
  readonly #left: Promise<void>;
  #done: Promise<unknown> = Promise.resolve();

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
    this.ledger = crowd.ledger ?? new Ledger(crowd.emulator);
    this.#left = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  start(): void {
    this.#done = Promise.all(Array.from({ length: this.#crowd.customers }, (_, index) => this.#live(index)));
  }

  /** Nobody asks any more. Resolves when everything is answered, or `withinMs` is over. */
  async stop(withinMs = 120_000): Promise<void> {
    this.#going = false;
    this.#leave();
    await this.#done;
    const { ledger } = this;
    await ledger.until(() => ledger.questions.every(({ answeredAt }) => answeredAt.length > 0), withinMs);
    // An answer that is given twice comes after the first one.
    await pause(500);
  }

  /** Every customer asks one thing at once. Resolves when all are acknowledged. */
  async askOnce(round: number): Promise<readonly Question[]> {
    return Promise.all(
      Array.from({ length: this.#crowd.customers }, async (_, index) => {
        const question = this.#write(index, round);
        await question.delivered;
        return question.question;
      }),
    );
  }

  async #live(index: number): Promise<void> {
    const { random, restMs } = this.#crowd;
    await this.#rest(random.below(restMs));
    for (let count = 0; this.#going; count += 1) {
      const { question, delivered } = this.#write(index, count);
      await delivered;
      await Promise.race([this.ledger.answered(question, patienceMs), this.#left]);
      await this.#rest(random.below(restMs));
    }
  }

  #rest(ms: number): Promise<void> {
    return Promise.race([pause(ms), this.#left]);
  }

  #write(index: number, count: number): { readonly question: Question; readonly delivered: Promise<void> } {
    const { emulator, phoneNumberIds, random, prefix = '9715' } = this.#crowd;
    const phoneNumberId = phoneNumberIds[index % phoneNumberIds.length] as string;
    const customer = `${prefix}${String(10_000_000 + index)}`;
    const item = itemAt(index + count);
    const question = this.ledger.asked(customer, phoneNumberId, item);
    const times = random.below(4) === 0 ? 5 : 1;
    const text = `How much is the ${item.name}?`;
    const { delivered } = emulator.customerWrites({ phoneNumberId, from: customer, text }, { times });
    const acked = delivered.then(({ status }) => {
      if (status === 200) question.ackedAt = Date.now();
    });
    return { question, delivered: acked };
  }
}
