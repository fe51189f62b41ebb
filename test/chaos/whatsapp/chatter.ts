import type { Random } from '#test/chaos/seeded-random';
import { pause } from '#test/chaos/whatsapp/linked-rig';
import type { WhatsAppProgram } from '#test/support/whatsapp-program';

/** One message WhatsApp took for a number of ours. */
export type Said = { readonly id: string; readonly customer: string };

/** What both rigs of linked numbers have. */
export type Numbers = {
  readonly whatsapp: WhatsAppProgram;
  readonly customers: readonly string[];
  ownerOf(customer: number): string;
};

/** Customers who write on and on, each one message after the other, whether the product is there or not. */
export class Chatter {
  readonly said: Said[] = [];
  readonly #rig: Numbers;
  readonly #random: Random;
  #going = true;
  #done: Promise<unknown> = Promise.resolve();

  constructor(rig: Numbers, random: Random) {
    this.#rig = rig;
    this.#random = random;
  }

  start(): void {
    this.#done = Promise.all(this.#rig.customers.map((customer, index) => this.#write(customer, index)));
  }

  async stop(): Promise<void> {
    this.#going = false;
    await this.#done;
  }

  async #write(customer: string, index: number): Promise<void> {
    const { whatsapp } = this.#rig;
    for (let count = 1; this.#going; count += 1) {
      await pause(300 + this.#random.below(5_000));
      const id = await whatsapp.say(customer, this.#rig.ownerOf(index), `how much is the deep massage? (${count})`);
      this.said.push({ id, customer });
    }
  }
}
