import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { OwnerPhone } from '#test/emulators/whatsapp/people/owner-phone';
import { WhatsAppEmulator } from '#test/emulators/whatsapp/whatsapp-emulator';
import { canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { signIn } from '#test/support/world';
import { type Business, openBusiness, password } from './business.js';
import { atSignIn } from './panel/desk.js';

export type Session = {
  readonly state: string;
  readonly cause: string | null;
  readonly nextStep: string;
  readonly retryAt: string | null;
  readonly number: string | null;
  readonly pairing: { readonly how: string; readonly value: string } | null;
  readonly health: { readonly decryptFailures: number };
  readonly sending: { readonly waiting: number; readonly waitsBecause: string | null };
};

export type Stored = {
  readonly id: string;
  readonly seq: number;
  readonly direction: string;
  readonly status: string;
  readonly statusReason: string | null;
  readonly author: { readonly kind: string };
  readonly content: {
    readonly type: string;
    readonly text?: string;
    readonly media?: string;
    readonly state?: string | null;
    readonly fileId?: string | null;
    readonly providerType?: string;
  };
};

export type Talk = {
  readonly id: string;
  readonly mode: string;
  readonly escalation: { readonly reason: string } | null;
};

type Listed = { readonly conversation: Talk; readonly customer: { readonly identities: readonly { value: string }[] } };

/** How long a code lives here: six of them one after the other. */
const codeMs = 800;
export const patience = { timeout: 20_000, interval: 25 };

/** A number of a business, as its owner has it. */
export class TroubledNumber {
  readonly #business: () => Business;
  readonly #see: (where: string, ...words: readonly string[]) => Promise<void>;
  readonly id: string;
  /** What was shown to link with. */
  readonly codes: string[] = [];

  constructor(id: string, business: () => Business, see: TroubledNumber['sees']) {
    this.id = id;
    this.#business = business;
    this.#see = see;
  }

  get path(): string {
    return `/api/v1/channels/${this.id}/session`;
  }
  get session(): Promise<Session> {
    return this.#business().admin.get<Session>(this.path);
  }
  act(what: string, body: unknown = {}): Promise<Session> {
    return this.#business().admin.post<Session>(`${this.path}/${what}`, body);
  }
  reaches(state: string): Promise<void> {
    return expect.poll(async () => (await this.session).state, patience).toBe(state);
  }
  /** Asks for a code and waits until it is shown. */
  async code(body: object = { how: 'qr' }): Promise<string> {
    await this.act('link', body);
    await expect.poll(async () => (await this.session).pairing, patience).not.toBeNull();
    const value = (await this.session).pairing?.value ?? '';
    this.codes.push(value);
    return value;
  }
  async link(owner: OwnerPhone): Promise<void> {
    owner.scan(await this.code());
    await this.reaches('open');
  }
  /** What the panel says of it. */
  sees(...words: readonly string[]): Promise<void> {
    return this.#see(`/channels/${this.id}`, ...words);
  }
}

/** The built product, an emulated WhatsApp, and a browser at the panel where there is one. */
export class TroubleRig {
  readonly whatsapp: WhatsAppEmulator;
  readonly folder = temporaryFolder('linked-number-trouble');
  readonly lines: string[] = [];
  product: Product;
  noor: Business;
  #browser: Browser | null = null;
  #watched: WatchedPage | null = null;

  private constructor(whatsapp: WhatsAppEmulator, product: Product, noor: Business) {
    this.whatsapp = whatsapp;
    this.product = product;
    this.noor = noor;
  }

  static async start(): Promise<TroubleRig> {
    const whatsapp = await WhatsAppEmulator.start();
    const rig = new TroubleRig(whatsapp, null as never, null as never);
    rig.product = await rig.startProduct();
    rig.noor = await openBusiness(rig.product.url);
    if (canLook) await rig.#openPanel();
    return rig;
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.product.kill('SIGKILL');
    await this.whatsapp.close();
    this.folder.remove();
  }

  /** Ends it, does something to what is on the disk, and starts it where it was. */
  async restart(between: () => void = () => undefined): Promise<void> {
    this.lines.push(...this.product.log);
    const port = Number(new URL(this.product.url).port);
    await this.product.kill('SIGTERM');
    between();
    this.product = await this.startProduct(port);
    this.noor = { ...this.noor, admin: await signIn(this.product.url, this.noor.email) };
  }

  startProduct(port = 0): Promise<Product> {
    const environment = {
      WAKIL_WHATSAPP_URL: this.whatsapp.url,
      WAKIL_WHATSAPP_ROOT_KEY: this.whatsapp.rootKey.toString('base64'),
      WAKIL_WHATSAPP_CODE_MS: String(codeMs),
      WAKIL_RECONCILE_MS: '1500',
      WAKIL_SWEEP_MS: '100',
      WAKIL_LOG_LEVEL: 'debug',
      WAKIL_SMTP_URL: 'smtp://127.0.0.1:9',
    };
    return startProduct({ dataDir: this.folder.path, environment, port });
  }

  async number(name: string, business: () => Business = () => this.noor): Promise<TroubledNumber> {
    const { id } = await business().admin.post<{ id: string }>('/api/v1/channels', { kind: 'whatsapp', name });
    return new TroubledNumber(id, business, (where, ...words) => this.sees(where, ...words));
  }

  async talkWith(phone: string): Promise<Talk | null> {
    const all = await this.noor.admin.all<Listed>('/api/v1/conversations');
    return all.find(({ customer }) => customer.identities.some(({ value }) => value === phone))?.conversation ?? null;
  }

  /** Oldest first. */
  async messagesWith(phone: string): Promise<readonly Stored[]> {
    const talk = await this.talkWith(phone);
    if (talk === null) return [];
    const all = await this.noor.admin.all<Stored>(`/api/v1/conversations/${talk.id}/messages`);
    return [...all].sort((left, right) => left.seq - right.seq);
  }

  /** The sentences a person reads in the inbox, at the talk with this customer. */
  async seesTalk(phone: string, ...words: readonly string[]): Promise<void> {
    await this.sees(`/inbox/${(await this.talkWith(phone))?.id ?? ''}`, ...words);
  }

  async sees(where: string, ...words: readonly string[]): Promise<void> {
    if (this.#watched === null) return;
    const { page } = this.#watched;
    await page.goto(`${this.product.url}/app${where}`);
    for (const text of words) await page.getByText(text).first().waitFor({ state: 'visible' });
    await picture(page, `trouble-${expect.getState().currentTestName?.replaceAll(/\W+/g, '-').slice(0, 80) ?? 'x'}`);
    expect(this.#watched.faults).toEqual([]);
  }

  async #openPanel(): Promise<void> {
    this.#browser = await openBrowser();
    this.#watched = await atSignIn(this.#browser, this.product.url);
    await signInAt(this.#watched.page, this.noor.email);
  }
}

const signInAt = async (page: Page, email: string): Promise<void> => {
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('[data-screen-title]').first().waitFor();
};
