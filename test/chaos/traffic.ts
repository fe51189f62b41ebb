import type { Random } from '#test/chaos/seeded-random';
import type { GraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import { itemAt, items } from '#test/support/catalogue-items';

/** One message the product said 200 to. */
export type Acked = {
  readonly id: string;
  readonly customer: string;
  readonly phoneNumberId: string;
  readonly ackedAt: number;
};

export type TrafficPlan = {
  readonly emulator: GraphApiEmulator;
  readonly phoneNumberIds: readonly string[];
  readonly customers: number;
  readonly random: Random;
};

/**
 * Customers who write on and on, each one message after the other, some of them delivered several times. A message the product
 * did not acknowledge is delivered again until it is, as Meta does.
 */
export class Traffic {
  readonly acked: Acked[] = [];
  /** Answers that name what this customer never asked for. Counted here, without asking the product. */
  wrongCustomer = 0;
  readonly #asked = new Map<string, Set<string>>();
  readonly #plan: TrafficPlan;
  readonly #newcomers: Promise<void>[] = [];
  #going = true;
  #done: Promise<unknown> = Promise.resolve();

  constructor(plan: TrafficPlan) {
    this.#plan = plan;
    plan.emulator.onSend(({ phoneNumberId, to, text }) => {
      const asked = this.#asked.get(`${phoneNumberId}/${to}`);
      const told = items.filter(({ name }) => text.includes(name));
      this.wrongCustomer += told.filter(({ name }) => asked?.has(name) !== true).length;
    });
  }

  start(): void {
    this.#done = Promise.all(Array.from({ length: this.#plan.customers }, (_, index) => this.#write(index)));
  }

  /** Nobody writes any more; resolves when everything that was written is acknowledged. */
  async stop(): Promise<void> {
    this.#going = false;
    await Promise.all([this.#done, ...this.#newcomers]);
  }

  /** Somebody who never wrote before does so now. Returns his number. */
  newcomer(): string {
    const { phoneNumberIds } = this.#plan;
    const phoneNumberId = phoneNumberIds[this.#newcomers.length % phoneNumberIds.length] as string;
    const customer = `9716${String(10_000_000 + this.#newcomers.length)}`;
    const { name } = itemAt(this.#newcomers.length);
    this.#asked.set(`${phoneNumberId}/${customer}`, new Set([name]));
    this.#newcomers.push(this.#deliver({ phoneNumberId, from: customer, text: `How much is the ${name}?` }, 1));
    return customer;
  }

  async #write(index: number): Promise<void> {
    const { phoneNumberIds, random } = this.#plan;
    const phoneNumberId = phoneNumberIds[index % phoneNumberIds.length] as string;
    const customer = `9715${String(10_000_000 + index)}`;
    const asked = new Set<string>();
    this.#asked.set(`${phoneNumberId}/${customer}`, asked);
    // Of a few things only, so that what others ask for is told apart.
    for (let count = 0; this.#going; count += 1) {
      const { name } = itemAt(index + (count % 3));
      asked.add(name);
      const text = `How much is the ${name}?`;
      const times = random.below(4) === 0 ? 5 : 1;
      await this.#deliver({ phoneNumberId, from: customer, text }, times);
      await new Promise((resolve) => setTimeout(resolve, random.below(40)));
    }
  }

  async #deliver(written: { phoneNumberId: string; from: string; text: string }, times: number): Promise<void> {
    const { id, delivered } = this.#plan.emulator.customerWrites(written, { times });
    const { status } = await delivered;
    const { from: customer, phoneNumberId } = written;
    if (status === 200) this.acked.push({ id, customer, phoneNumberId, ackedAt: Date.now() });
  }
}
