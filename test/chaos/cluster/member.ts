import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from '#test/support/product';

/** What a process does to itself, at that very moment. */
export type Order =
  | { readonly signal: 'SIGKILL' | 'SIGSTOP'; readonly step: string; readonly nth: number }
  | { readonly shiftMs: number };

export type Begin = (member: Member, order: Order | null) => Promise<Product>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One process of a house, again and again on the same ports. Only what it started itself is ever signalled. */
export class Member {
  readonly roles: string;
  readonly port: number;
  readonly healthPort: number;
  readonly #ordersFolder: string;
  readonly #begin: Begin;
  #product: Product | null = null;
  #lives = false;

  constructor(roles: string, ports: readonly [number, number], ordersFolder: string, begin: Begin) {
    this.roles = roles;
    [this.port, this.healthPort] = ports;
    this.#ordersFolder = ordersFolder;
    this.#begin = begin;
  }

  get product(): Product {
    if (this.#product === null) throw new Error(`the process of ${this.roles} was never started`);
    return this.#product;
  }

  get lives(): boolean {
    return this.#lives;
  }

  is(role: string): boolean {
    return this.roles.split(',').includes(role);
  }

  /** @throws {Error} it ended before it was ready. */
  async start(order: Order | null = null): Promise<void> {
    const product = await this.#begin(this, order);
    this.#product = product;
    this.#lives = true;
    void product.ended.then(() => {
      if (this.#product === product) this.#lives = false;
    });
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    return this.product.kill(signal);
  }

  /** SIGSTOP and SIGCONT. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    if (this.#lives) process.kill(this.product.pid, signal);
  }

  obey(order: Order): void {
    writeFileSync(join(this.#ordersFolder, String(this.product.pid)), JSON.stringify(order));
    process.kill(this.product.pid, 'SIGUSR2');
  }

  /** `false`: it did not come to that within `ms`. */
  async untilStopped(ms: number): Promise<boolean> {
    for (const until = Date.now() + ms; Date.now() < until; await pause(5)) {
      if (!this.#lives) return false;
      const stat = readFileSync(`/proc/${this.product.pid}/stat`, 'utf8');
      if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')) return true;
    }
    return false;
  }

  /** `false`: it lives on. */
  async untilEnded(ms: number): Promise<boolean> {
    const isOver = await Promise.race([this.product.ended.then(() => true), pause(ms).then(() => false)]);
    return isOver;
  }

  timesLogged(event: string): number {
    return this.product.log.filter((line) => line.includes(`"msg":"${event}"`)).length;
  }
}
