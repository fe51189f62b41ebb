import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { type GraphApiEmulator, startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { EmulatorOptions } from '#test/emulators/graph-api/types';
import type { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import {
  type Business,
  cloudApiEnvironment,
  openBusiness,
  setUpPlatform,
  signIn,
  webhookOf,
} from '#test/support/world';

/** Short, so that a doubtful message is settled while we watch; longer than the emulator needs to report what it took. */
export const reconcileMs = 3_000;
const killer = new URL('./kill-at-step.mjs', import.meta.url).pathname;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export type RigOptions = {
  readonly emulator?: EmulatorOptions;
  /** Somewhere else than a folder of its own, such as a small disk. */
  readonly dataDir?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** The built product on one port and one data folder, again and again, in front of an emulated provider that stays up. */
export class Rig {
  readonly emulator: GraphApiEmulator;
  readonly #port: number;
  readonly #folder: { path: string; remove: () => void };
  readonly #environment: Readonly<Record<string, string>>;
  product: Product;
  platform: HttpClient;
  readonly businesses: Business[] = [];

  private constructor(
    emulator: GraphApiEmulator,
    port: number,
    folder: { path: string; remove: () => void },
    environment: Readonly<Record<string, string>>,
    product: Product,
    platform: HttpClient,
  ) {
    this.emulator = emulator;
    this.#port = port;
    this.#folder = folder;
    this.#environment = environment;
    this.product = product;
    this.platform = platform;
  }

  static async start({ emulator: options = {}, dataDir, environment = {} }: RigOptions = {}): Promise<Rig> {
    const emulator = await startGraphApiEmulator({
      statuses: [
        { status: 'sent', afterMs: 10 },
        { status: 'delivered', afterMs: 30, times: 2 },
      ],
      retry: { baseMs: 100, factor: 1.5, maxMs: 400, attempts: 1_000 },
      ...options,
    });
    const folder = dataDir === undefined ? temporaryFolder('chaos') : { path: dataDir, remove: () => undefined };
    const port = await freePort();
    const all = { ...cloudApiEnvironment(emulator), WAKIL_RECONCILE_MS: String(reconcileMs), ...environment };
    const product = await startProduct({ dataDir: folder.path, environment: all, port });
    emulator.setWebhook(webhookOf(product.url));
    return new Rig(emulator, port, folder, all, product, await setUpPlatform(product));
  }

  async open(name: string, settleMs = 0): Promise<Business> {
    const phoneNumberId = `1000${this.businesses.length + 1}`;
    const business = await openBusiness(this.product, this.platform, this.emulator, { name, phoneNumberId, settleMs });
    this.businesses.push(business);
    return business;
  }

  /** Starts it again after it ended. `killAt`: it will kill itself at the n-th time it reaches a step. */
  async restart(killAt?: { step: string; nth: number }): Promise<void> {
    const environment =
      killAt === undefined ? this.#environment : { ...this.#environment, CHAOS_KILL: `${killAt.step}:${killAt.nth}` };
    const preload = killAt === undefined ? [] : [killer];
    this.product = await startProduct({ dataDir: this.#folder.path, environment, preload, port: this.#port });
  }

  admin({ email }: Business): Promise<HttpClient> {
    return signIn(this.product.url, email);
  }

  async close(): Promise<void> {
    await this.product.kill('SIGTERM');
    await this.emulator.close();
    this.#folder.remove();
  }
}
