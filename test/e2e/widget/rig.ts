import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { FaultProxy } from '#test/emulators/fault-proxy/fault-proxy';
import { openBrowser } from '#test/support/browser';
import type { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { setUpPlatform } from '#test/support/world';
import { type Business, openBusiness } from '../business.js';
import { HostSite, hostPage } from './host-site.js';

type Versioned = { readonly version: number };
type Conversation = { readonly id: string; readonly status: string };
export type Spoken = {
  readonly seq: number;
  readonly direction: 'in' | 'out';
  readonly content: { readonly text: string };
};

/** Of the settings, all that is said at once. */
const readOnly = ['slug', 'snippet', 'cspLine', 'seen'];

/** The built product behind a proxy that can fail, a business on it, the business's own site, and a browser. */
export class Rig {
  readonly product: Product;
  readonly proxy: FaultProxy;
  readonly host: HostSite;
  readonly browser: Browser;
  readonly noor: Business;
  readonly platform: HttpClient;
  readonly #remove: () => void;
  #context: BrowserContext | null = null;
  #visits = 0;

  private constructor(
    parts: Pick<Rig, 'product' | 'proxy' | 'host' | 'browser' | 'noor' | 'platform'>,
    remove: () => void,
  ) {
    this.product = parts.product;
    this.proxy = parts.proxy;
    this.host = parts.host;
    this.browser = parts.browser;
    this.noor = parts.noor;
    this.platform = parts.platform;
    this.#remove = remove;
  }

  static async start(name: string): Promise<Rig> {
    const folder = temporaryFolder(`widget-${name}`);
    // The proxy says from which address a visitor comes: the limit for one is not what is looked at.
    const product = await startProduct({ dataDir: folder.path, environment: { WAKIL_TRUST_PROXY: 'true' } });
    const proxy = await new FaultProxy(product.url).start();
    const host = await new HostSite().start();
    host.pages.set('/', hostPage(proxy.url));
    const platform = await setUpPlatform(product);
    const noor = await openBusiness(product.url);
    const rig = new Rig({ product, proxy, host, platform, noor, browser: await openBrowser() }, folder.remove);
    await rig.configure({ domains: ['localhost'] });
    return rig;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.proxy.stop();
    await this.host.stop();
    await this.product.kill('SIGTERM');
    this.#remove();
  }

  /** Changes what the business has set about its chat. */
  async configure(change: object): Promise<void> {
    const path = '/api/v1/widget-settings';
    const settings = await this.noor.admin.get<Record<string, unknown>>(path);
    const kept = Object.entries(settings).filter(([name]) => !readOnly.includes(name));
    await this.noor.admin.put(path, { ...Object.fromEntries(kept), ...change });
  }

  async assistant(change: object): Promise<void> {
    const { version } = await this.noor.admin.get<Versioned>('/api/v1/settings');
    await this.noor.admin.put('/api/v1/settings', { version, assistant: change });
  }

  /** Another visitor, who comes from an address of their own; the proxy is in order again. */
  async visitor(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    await this.#context?.close();
    this.#visits += 1;
    this.proxy.reset(`10.1.${this.#visits}.1`);
    this.#context = await this.browser.newContext(options);
    this.#context.setDefaultTimeout(15_000);
    return this.#context;
  }

  /** A page of the business's site in a browser that has never been there. */
  async visit(path = '/', options?: BrowserContextOptions): Promise<Page> {
    const page = await (await this.visitor(options)).newPage();
    await page.goto(this.host.url + path);
    return page;
  }

  /** The conversation somebody said something in last. */
  async conversation(): Promise<Conversation> {
    const path = '/api/v1/conversations?limit=1';
    const { items } = await this.noor.admin.get<{ items: { conversation: Conversation }[] }>(path);
    if (items[0] === undefined) throw new Error('nobody has said anything yet');
    return items[0].conversation;
  }

  /** What the server has of the visitor's own words in it, in its order. */
  async heard(): Promise<readonly string[]> {
    const { id } = await this.conversation();
    const messages = await this.noor.admin.all<Spoken>(`/api/v1/conversations/${id}/messages`);
    return messages
      .filter(({ direction }) => direction === 'in')
      .sort((a, b) => a.seq - b.seq)
      .map(({ content }) => content.text);
  }

  /** A person of the business writes into the conversation; the assistant falls silent in it. */
  async reply(text: string): Promise<void> {
    const { id } = await this.conversation();
    await this.noor.admin.post(`/api/v1/conversations/${id}/messages`, { text });
  }
}

/** Opens the chat. */
export const open = async (page: Page): Promise<void> => {
  await page.locator('wakil-chat .l').click();
  await page.getByRole('textbox').waitFor();
};

export const write = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Write a message' }).fill(text);
  await page.keyboard.press('Enter');
};

/** Writes and waits for what is answered to it. */
export const say = async (page: Page, text: string): Promise<void> => {
  await write(page, text);
  await page.locator('.m.visitor', { hasText: text }).last().locator('~ .m:not(.visitor)').first().waitFor();
};

/** The visitor's own words on the page. */
export const bubbles = (page: Page): Promise<readonly string[]> => page.locator('.visitor .b').allTextContents();

export const draft = (page: Page): Promise<string> => page.getByRole('textbox').inputValue();
