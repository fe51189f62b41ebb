import { readFileSync } from 'node:fs';
import { LogWatch } from '#test/chaos/whatsapp/log-watch';
import type { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { WhatsAppProgram } from '#test/support/whatsapp-program';
import { signIn } from '#test/support/world';
import { openBusiness } from '../../e2e/business.js';

type Session = { readonly state: string; readonly pairing: { readonly value: string } | null };

export type LinkedRigOptions = {
  readonly numbers: number;
  readonly customers: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly preload?: readonly string[];
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @throws {Error} what was waited for did not come within `withinMs`. */
export const until = async (what: string, look: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> => {
  const from = performance.now();
  while (!(await look())) {
    if (performance.now() - from > withinMs) throw new Error(`waited ${withinMs} ms for: ${what}`);
    await pause(10);
  }
};

export const phoneAt = (prefix: string, index: number): string => `${prefix}${String(index).padStart(4, '0')}`;

/** The built product with linked numbers, again and again on one data folder, before an emulated WhatsApp that stays up. */
export class LinkedRig {
  readonly whatsapp: WhatsAppProgram;
  readonly watch = new LogWatch();
  readonly owners: readonly string[];
  readonly customers: readonly string[];
  readonly #options: LinkedRigOptions;
  readonly #folder = temporaryFolder('linked');
  #product: Product | null = null;
  #email = '';

  private constructor(whatsapp: WhatsAppProgram, options: LinkedRigOptions) {
    this.whatsapp = whatsapp;
    this.#options = options;
    this.owners = Array.from({ length: options.numbers }, (_, index) => phoneAt('7701000', index));
    this.customers = Array.from({ length: options.customers }, (_, index) => phoneAt('7705000', index));
  }

  static async start(options: LinkedRigOptions): Promise<LinkedRig> {
    const rig = new LinkedRig(await WhatsAppProgram.start(), options);
    await rig.restart();
    const { admin, email } = await openBusiness(rig.product.url);
    rig.#email = email;
    for (const customer of rig.customers) await rig.whatsapp.addCustomer(customer);
    for (const owner of rig.owners) await rig.#link(owner, admin);
    await until('all numbers are open', () => rig.watch.openedSince(0) === options.numbers);
    return rig;
  }

  get product(): Product {
    if (this.#product === null) throw new Error('the product is not started');
    return this.#product;
  }

  /** Whom a customer writes to. */
  ownerOf(customer: number): string {
    return this.owners[customer % this.owners.length] as string;
  }

  async restart(): Promise<void> {
    const { environment = {}, preload = [] } = this.#options;
    this.#product = await startProduct({
      dataDir: this.#folder.path,
      preload,
      onLine: this.watch.read,
      environment: {
        ...this.whatsapp.environment,
        WAKIL_RECONCILE_MS: '2000',
        WAKIL_LOG_LEVEL: 'debug',
        ...environment,
      },
    });
  }

  /** Milliseconds from `moment` until every number was open again. */
  async untilReopened(moment: number): Promise<number> {
    await until('all numbers are open again', () => this.watch.openedSince(moment) === this.owners.length);
    return Math.round(performance.now() - moment);
  }

  admin(): Promise<HttpClient> {
    return signIn(this.product.url, this.#email);
  }

  engineRssMb(): number {
    const status = readFileSync(`/proc/${this.watch.engine?.pid}/status`, 'utf8');
    return (Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1_024) / 1e6;
  }

  async close(): Promise<void> {
    await this.product.kill('SIGTERM');
    await this.whatsapp.stop();
    this.#folder.remove();
  }

  async #link(owner: string, admin: HttpClient): Promise<void> {
    await this.whatsapp.addOwner(owner);
    const { id } = await admin.post<{ id: string }>('/api/v1/channels', { kind: 'whatsapp', name: 'A number' });
    const path = `/api/v1/channels/${id}/session`;
    await admin.post(`${path}/link`, { how: 'qr' });
    await until('a code', async () => (await admin.get<Session>(path)).pairing !== null);
    const qr = (await admin.get<Session>(path)).pairing?.value ?? '';
    this.watch.forbid(qr);
    await this.whatsapp.scan(owner, qr);
  }
}
