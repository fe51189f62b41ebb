import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, canLook, openBrowser, openPage, picture, type WatchedPage } from '#test/support/browser';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { say } from './business.js';

const password = 'a quiet harbour in the evening';
const owner = { email: 'ana@noor.example', password, name: 'Ana' };
const root = { email: 'root@wakil.example', password, name: 'Root' };

type Look = {
  readonly name: string;
  readonly language: 'en' | 'ar';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
};
const desk: Look = { name: 'desk-light-en', language: 'en', scheme: 'light', width: 1_440, height: 900 };
const phone: Look = { name: 'phone-dark-ar', language: 'ar', scheme: 'dark', width: 360, height: 740 };
const tablet = { width: 768, height: 1_024 };

/** What the screens have to show. */
type Shown = { readonly conversationId: string; readonly tenantId: string };
type SignedUp = { readonly accessToken: string; readonly tenant: { readonly id: string } };

const openNoor = async (url: string): Promise<Shown> => {
  const account = { ...owner, businessName: 'Noor Spa', currency: 'AED', timeZone: 'Asia/Dubai', tokenIn: 'body' };
  const { accessToken: token, tenant } = await new HttpClient(url).post<SignedUp>('/api/auth/sign-up', account);
  const ana = new HttpClient(url, { token });
  await ana.post('/api/v1/onboarding/sample-catalogue', { kind: 'spa' });
  const { version } = await ana.get<{ version: number }>('/api/v1/settings');
  await ana.put('/api/v1/settings', { version, assistant: { settleMs: 0 } });
  const { key } = await ana.post<{ key: string }>('/api/v1/api-keys', { name: 'shop', scopes: ['chat.send'] });
  const shop = new HttpClient(url, { apiKey: key });
  await say(shop, 'ines', 'بكم المساج السويدي؟');
  const { conversation_id } = await say(shop, 'omar', 'I want to book 2 relaxing massages');
  for (const text of ['My name is Omar', '0501234567', 'tomorrow at 5 pm', 'yes']) await say(shop, 'omar', text);
  expect((await ana.get<{ items: unknown[] }>('/api/v1/orders?status=pending')).items).toHaveLength(1);
  await fillForm(url, ana);
  return { conversationId: conversation_id, tenantId: tenant.id };
};

type Form = { readonly id: string; readonly fields: readonly { readonly key: string; readonly type: string }[] };
const answers: Readonly<Record<string, string>> = {
  email: 'sara@home.example',
  phone: '+971501234567',
  checkbox: 'yes',
};

/** A visitor leaves a lead, so that its screen has one to show. */
const fillForm = async (url: string, ana: HttpClient): Promise<void> => {
  const [form] = (await ana.get<{ items: Form[] }>('/api/v1/forms')).items;
  if (form === undefined) return;
  const visitor = new HttpClient(url);
  type Session = { session_id: string; token: string };
  const session = await visitor.post<Session>('/api/widget/session/create/', { company: 'noor-spa', consent: true });
  const values = Object.fromEntries(form.fields.map(({ key, type }) => [key, answers[type] ?? 'Sara']));
  await new HttpClient(url, { token: session.token }).post(
    `/api/widget/session/${session.session_id}/forms/${form.id}/`,
    { values },
  );
};

const businessScreens = ({ conversationId }: Shown) => [
  '/',
  '/inbox',
  `/inbox/${conversationId}`,
  '/orders',
  '/catalogue',
  '/knowledge',
  '/flows',
  '/forms',
  '/leads',
  '/widget',
  '/assistants',
  '/playground',
  '/settings',
  '/channels',
  '/team',
  '/api-keys',
  '/functions',
  '/audit',
  '/account',
];
const platformScreens = ({ tenantId }: Shown) => [
  '/platform/tenants',
  `/platform/tenants/${tenantId}`,
  '/platform/kill-switches',
  '/platform/audit',
  '/platform/ai',
];

/** `/inbox/conversation_123` is `inbox-one` on a picture and in a report. */
const nameOf = (path: string): string => {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((part) => (part.includes('_') ? 'one' : part)).join('-') || 'home';
};

/** Nothing is on its way: no skeleton, nothing that still fades in to its colours. */
const isStill = `document.querySelectorAll('.mantine-Skeleton-root[data-visible], [aria-busy=true]').length === 0 &&
  document.getAnimations().every(({ playState, effect }) =>
    playState !== 'running' || effect?.getTiming().iterations === Infinity)`;

const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.evaluate('document.fonts.ready.then(() => true)');
  // Not `waitForFunction`: it polls with an eval, which the page's policy refuses.
  await expect.poll(() => page.evaluate(isStill), { timeout: 10_000 }).toBe(true);
};

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What is wrong with the screen that shows, a line each. */
const faultsOf = async ({ page, faults }: WatchedPage, seen: number): Promise<string[]> => {
  const titles = await page.locator('h1').count();
  const overflow = await overflowOf(page);
  return [
    ...(titles === 1 ? [] : [`${titles} h1`]),
    ...(overflow <= 0 ? [] : [`${overflow} px too wide`]),
    ...(await axeViolations(page)),
    ...faults.slice(seen),
  ];
};

describe.skipIf(!canLook)('every screen of the panel', () => {
  const folder = temporaryFolder('panel-screens');
  let product: Product;
  let browser: Browser;
  let shown: Shown;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    await new HttpClient(product.url).post('/api/auth/setup', { token: product.setupToken, ...root, tokenIn: 'body' });
    shown = await openNoor(product.url);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  /** Signed in through the form, in a browser that remembers the look. */
  const signIn = async (look: Look, { email }: { email: string }): Promise<WatchedPage> => {
    const { width, height, scheme, language } = look;
    const options: BrowserContextOptions = { viewport: { width, height }, reducedMotion: 'reduce' };
    const watched = await openPage(browser, { ...options, colorScheme: scheme, timezoneId: 'Asia/Dubai' });
    const { page } = watched;
    page.setDefaultTimeout(10_000);
    const preferences = JSON.stringify(JSON.stringify({ language, hasBeenIn: true }));
    await page.addInitScript(`localStorage.setItem('wakil-preferences', ${preferences});
      localStorage.setItem('wakil-color-scheme', '${scheme}');`);
    await page.goto(`${product.url}/app/sign-in`);
    await page.locator('input[type=email]').fill(email);
    await page.locator('input[type=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.locator('[data-screen-title]').first().waitFor();
    return watched;
  };

  const look = async (watched: WatchedPage, { name, width, height }: Look, path: string): Promise<string[]> => {
    const { page } = watched;
    const seen = watched.faults.length;
    await page.goto(`${product.url}/app${path}`);
    await settled(page);
    const wrong = await faultsOf(watched, seen);
    await picture(page, `panel-${nameOf(path)}-${name}`);
    await page.setViewportSize(tablet);
    const overflow = await overflowOf(page);
    if (overflow > 0) wrong.push(`${overflow} px too wide at ${tablet.width}`);
    await picture(page, `panel-${nameOf(path)}-${name}-at-${tablet.width}`);
    await page.setViewportSize({ width, height });
    return wrong.map((line) => `${nameOf(path)}: ${line}`);
  };

  const lookAtAll = async (of: Look, person: { email: string }, paths: readonly string[]): Promise<string[]> => {
    const watched = await signIn(of, person);
    const wrong: string[] = [];
    // A screen that does not come up is a line like the others: one run tells about all of them.
    for (const path of paths)
      wrong.push(
        ...(await look(watched, of, path).catch((error: Error) => [`${nameOf(path)}: ${error.message.slice(0, 300)}`])),
      );
    const direction = await watched.page.evaluate('document.documentElement.dir');
    await watched.page.context().close();
    return direction === (of.language === 'ar' ? 'rtl' : 'ltr') ? wrong : [...wrong, `reads ${direction}`];
  };

  it.each([desk, phone])('of a business has one title, fits and is accessible: $name', async (of) => {
    expect(await lookAtAll(of, owner, businessScreens(shown))).toEqual([]);
  });

  it.each([desk, phone])('of the platform has one title, fits and is accessible: $name', async (of) => {
    expect(await lookAtAll(of, root, platformScreens(shown))).toEqual([]);
  });
});
