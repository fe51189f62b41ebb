import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, goTo, openShop, owner, password, type Shop, signInAs } from './desk.js';

/** Every screen of knowledge, studio, functions and providers: full, empty and failing, in each language, light and dark. */

const root = { email: 'root@wakil.example', password, name: 'Root' };
const guide = `# Parking

Parking is available behind the building. It is small.

# Towels

Towels and slippers are provided at the reception. A relaxing massage is AED 99.`;

type Look = {
  readonly language: 'en' | 'ar';
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
};
const looks: readonly Look[] = [
  { language: 'en', colorScheme: 'light', width: 1_440, height: 1_600 },
  { language: 'ar', colorScheme: 'dark', width: 1_440, height: 1_600 },
  { language: 'en', colorScheme: 'dark', width: 768, height: 1_600 },
  { language: 'ar', colorScheme: 'light', width: 360, height: 1_800 },
];
type Item = { readonly id: string };
type Items<T = Item> = { readonly items: readonly T[] };
type Run = Item & { readonly status: string };

const retry = { en: 'Try again', ar: 'حاول مرة أخرى' } as const;

const nameOf = (path: string): string =>
  path
    .split(/[/?=]/)
    .filter((part) => part !== '')
    .map((part) => (part.includes('_') ? 'one' : part))
    .join('-');

/** Nothing is on its way: no skeleton, nothing that still fades in to its colours. */
const isStill = `document.querySelectorAll('.mantine-Skeleton-root[data-visible], [aria-busy=true]').length === 0 &&
  document.getAnimations().every(({ playState, effect }) =>
    playState !== 'running' || effect?.getTiming().iterations === Infinity)`;

describe.skipIf(!canLook)('what an assistant is trusted by, on the panel', () => {
  const folder = temporaryFolder('panel-trust');
  let product: Product;
  let browser: Browser;
  let emulator: AiEmulator;
  let shop: Shop;
  let tenantScreens: string[];

  /** Asked again until it is so: the set-up is no test, in which `expect.poll` would do. */
  const until = (holds: () => Promise<boolean>): Promise<void> =>
    vi.waitFor(async () => expect(await holds()).toBe(true), { timeout: 60_000, interval: 100 });
  const ended = (assistantId: string, run: Run): Promise<void> =>
    until(async () => (await shop.ana.get<Run>(`/api/v1/assistants/${assistantId}/runs/${run.id}`)).status === 'done');
  const talk = async (session_id: string, message: string): Promise<string> =>
    (await shop.chat.post<{ conversation_id: string }>('/api/v1/chat', { session_id, message })).conversation_id;

  const teach = async (): Promise<string> => {
    const response = await fetch(`${product.url}/api/v1/knowledge/documents?name=${encodeURIComponent('Guide.md')}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.token}`, 'content-type': 'application/octet-stream' },
      body: guide,
    });
    const { id } = (await response.json()) as Item;
    type Document = { readonly versions: readonly { readonly state: string }[] };
    await until(async () => {
      const { versions } = await shop.ana.get<Document>(`/api/v1/knowledge/documents/${id}`);
      return versions[0]?.state !== 'waiting';
    });
    return id;
  };

  const correct = async (): Promise<void> => {
    const conversation = await talk('wrong', 'How much is the relaxing massage?');
    const { items } = await shop.ana.get<Items>(`/api/v1/conversations/${conversation}/turns`);
    const answer = { en: 'AED 250, and tea is included.', ar: '٢٥٠ درهمًا مع الشاي.' };
    await shop.ana.post('/api/v1/knowledge/corrections', { turnId: items[0]?.id, answer });
  };

  /** A version that fails some of its exam, and its replay by another model. */
  const examine = async (): Promise<[string, string]> => {
    const [assistant] = (await shop.ana.get<Items>('/api/v1/assistants')).items;
    const base = `/api/v1/assistants/${assistant?.id}`;
    const draft = await shop.ana.post<Item>(`${base}/versions`);
    await shop.ana.put(`${base}/versions/${draft.id}`, {
      version: 1,
      note: 'Surer than before',
      config: { confidenceThreshold: 0.97 },
    });
    await ended(assistant?.id ?? '', await shop.ana.post<Run>(`${base}/versions/${draft.id}/exam`));
    const answeredBy = { connection: 'openai-main', model: 'some-model' };
    await ended(
      assistant?.id ?? '',
      await shop.ana.post<Run>(`${base}/versions/${draft.id}/replay`, { days: 7, answeredBy }),
    );
    return [assistant?.id ?? '', draft.id];
  };

  const addFunction = async (): Promise<void> => {
    const one = await shop.ana.post<Item>('/api/v1/functions', {
      name: 'Where is my parcel',
      description: 'Tells where a parcel is.',
      examples: ['where is my parcel'],
      method: 'GET',
      url: 'https://parcels.invalid/status',
      secretHeader: 'authorization',
      timeoutMs: 2_000,
      parameters: { properties: { number: { type: 'string', description: 'On the parcel' } }, required: ['number'] },
      fields: [{ name: 'eta', path: 'parcel.eta', type: 'date' }],
      template: { en: 'We expect your parcel on {eta}.' },
    });
    await shop.ana.post(`/api/v1/functions/${one.id}/try`, { arguments: { number: '12' } });
  };

  const openProviders = async (): Promise<void> => {
    const signedIn = await new HttpClient(product.url).post<{ accessToken: string }>('/api/auth/setup', {
      token: product.setupToken,
      ...root,
      tokenIn: 'body',
    });
    const super_ = new HttpClient(product.url, { token: signedIn.accessToken });
    const settings = { baseUrl: emulator.baseUrlOf('openai') };
    const ai = '/api/v1/platform/ai';
    await super_.put(`${ai}/connections/openai-main`, { vendor: 'openai', settings, apiKey: 'sk-test-0123456789' });
    const { limits, version } = await super_.get<{ limits: object; version: number }>(ai);
    const price = { connection: 'openai-main', model: 'some-model', inputMicros: 150_000, outputMicros: 600_000 };
    await super_.put(`${ai}/policy`, {
      chain: [],
      prices: [price],
      limits,
      embedder: null,
      transcriber: null,
      version,
    });
  };

  beforeAll(async () => {
    emulator = await AiEmulator.start();
    product = await startProduct({ dataDir: folder.path });
    await openProviders();
    shop = await openShop(product.url);
    await talk('one', 'Do you repair laptops?');
    await talk('two', 'can you repair my laptop');
    const documentId = await teach();
    await correct();
    const [assistantId, versionId] = await examine();
    await addFunction();
    tenantScreens = [
      ...['/knowledge', '/knowledge?tab=gaps', '/knowledge?tab=conflicts', '/knowledge?tab=corrections'],
      `/knowledge/documents/${documentId}`,
      ...['/assistants', `/assistants/${assistantId}`, `/assistants/${assistantId}/${versionId}`],
      ...['/functions', '/playground', '/settings?tab=assistant'],
    ];
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    await emulator.stop();
    folder.remove();
  });

  const open = async ({ language, colorScheme, width, height }: Look, email: string): Promise<WatchedPage> => {
    const watched = await atSignIn(browser, product.url, { colorScheme, viewport: { width, height } });
    await watched.page.evaluate(
      `localStorage.setItem('wakil-preferences', JSON.stringify({ language: '${language}', hasBeenIn: true }));
       localStorage.setItem('wakil-color-scheme', '${colorScheme}');`,
    );
    await watched.page.reload();
    await signInAs(watched.page, email);
    return watched;
  };

  const settled = async (page: Page): Promise<void> => {
    await page.locator('h1').first().waitFor();
    await expect.poll(() => page.evaluate(isStill), { timeout: 10_000 }).toBe(true);
  };

  const faultsOf = async (page: Page): Promise<string[]> => {
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    return [...(overflow > 0 ? [`${overflow} px too wide`] : []), ...(await axeViolations(page))];
  };

  const lookAt = async (
    page: Page,
    look: Look,
    paths: readonly string[],
    state: 'full' | 'failing',
  ): Promise<string[]> => {
    const wrong: string[] = [];
    for (const path of paths) {
      await goTo(page, path);
      await settled(page);
      // A failed reading is tried again before it is said.
      if (state === 'failing') await page.getByRole('button', { name: retry[look.language] }).first().waitFor();
      wrong.push(...(await faultsOf(page)).map((line) => `${path}: ${line}`));
      await picture(page, `trust-${nameOf(path)}-${state}-${look.language}-${look.colorScheme}-${look.width}`);
    }
    return wrong;
  };

  it.each(looks)('is whole and accessible: $language $colorScheme $width', async (look) => {
    const watched = await open(look, owner.email);
    expect(await lookAt(watched.page, look, tenantScreens, 'full')).toEqual([]);
    await watched.page.context().close();
    const platform = await open(look, root.email);
    expect(await lookAt(platform.page, look, ['/platform/ai'], 'full')).toEqual([]);
    await platform.page.context().close();
    expect([...watched.faults, ...platform.faults]).toEqual([]);
  });

  // At once: on each screen a second try is waited for.
  it.concurrent.each([looks[0] as Look, looks[3] as Look])(
    'says what is wrong when the server fails: $language $width',
    async (look) => {
      const { page } = await open(look, owner.email);
      await page.route(/\/api\/v1\/(?:knowledge|assistant|functions|playground)/, (route) =>
        route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'store.unavailable', status: 503, title: 'x', detail: 'x', correlationId: 'x' }),
        }),
      );
      const asking = tenantScreens.filter((path) => !/playground|settings/.test(path));
      expect(await lookAt(page, look, asking, 'failing')).toEqual([]);
      await page.context().close();
    },
  );
});
