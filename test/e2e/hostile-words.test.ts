import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canLook, openBrowser, openPage, picture, type WatchedPage } from '#test/support/browser';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { xssCorpus } from '#test/support/xss-corpus';
import { type Business, openBusiness, password, say } from './business.js';

/** Short enough for a name, on one line: what a customer may be called. */
const names = xssCorpus.filter((text) => text.length <= 120 && !/\p{C}/u.test(text)).slice(0, 60);
const evilName = names.find((text) => text.includes('<img')) ?? '';

const typed = names.slice(0, 5);

/** A browser keeps a hundred messages of a conversation, answers among them: what all are seen of comes in portions. */
const portion = 40;
const rounds = Array.from({ length: Math.ceil(xssCorpus.length / portion) }, (_, round) => ({
  round: round + 1,
  texts: xssCorpus.slice(round * portion, (round + 1) * portion),
}));

/** Runs before the page's own programs: whoever calls `alert` is seen, dialog or not. */
const snare = `window.alert = () => { window.__xss = true; };`;

/** Elements that only a payload can have made, in the page and in every open shadow root. */
const made = `(() => {
  const roots = [document];
  for (const root of roots)
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  const all = roots.flatMap((root) => [...root.querySelectorAll('*')]);
  const isOdd = (element) =>
    ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MARQUEE', 'KEYGEN', 'ISINDEX', 'X', 'CUSTOM-ELEMENT', 'VIDEO', 'AUDIO', 'MATH']
      .includes(element.tagName.toUpperCase()) ||
    element.matches('meta[http-equiv=refresh], script[src*=evil], #document, #config, svg script, svg animate, img[src=x]') ||
    [...element.attributes].some(({ name, value }) =>
      /^on/i.test(name) ||
      (/^(href|src|action|formaction|data|background|xlink:href)$/i.test(name) && /^\\s*(javascript|vbscript|data:text)/i.test(value)));
  return all.filter(isOdd).map(({ outerHTML }) => outerHTML.slice(0, 200));
})()`;

const waiting = '.mantine-Skeleton-root[data-visible], [aria-busy=true]';

const scriptCount = (page: Page): Promise<number> => page.locator('script').count();

/** What came of the payloads on the page: nothing, when all is well. */
const harmOn = async ({ page, faults, asked }: WatchedPage, home: string): Promise<string[]> => [
  ...((await page.evaluate('window.__xss === undefined')) ? [] : ['a payload ran']),
  ...(await page.evaluate<string[]>(made)).map((html) => `made ${html}`),
  ...asked.filter((url) => /^https?:/.test(url) && !url.startsWith(home)).map((url) => `asked ${url}`),
  ...faults,
];

/** As a browser lays text out: what cannot be seen, and how much space there is, aside. */
const seen = (text: string): string => text.replaceAll(/[\p{C}\p{Z}\s\ufffd]+/gu, '');

const missingFrom = (shown: string, payloads: readonly string[]): string[] => {
  const all = seen(shown);
  return payloads.filter((payload) => !all.includes(seen(payload)));
};

describe.skipIf(!canLook)('what customers write to attack', () => {
  const folder = temporaryFolder('hostile-words');
  let product: Product;
  let browser: Browser;
  let noor: Business;

  beforeAll(async () => {
    // Each visit comes from an address of its own: the limit per address is not what is looked at.
    product = await startProduct({ dataDir: folder.path, environment: { WAKIL_TRUST_PROXY: 'true' } });
    noor = await openBusiness(product.url);
    // Shown on the shop's page, too.
    const service = { name: { en: names[5] }, description: { en: names[6] }, priceMinor: 100 };
    await noor.admin.post('/api/v1/services', service);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  const visitPage = async (): Promise<WatchedPage> => {
    const watched = await openPage(browser);
    watched.page.setDefaultTimeout(10_000);
    await watched.page.addInitScript(snare);
    return watched;
  };

  type Session = { readonly session_id: string; readonly token: string; readonly state: unknown };

  /** Every payload is a message of its own, sent as any program could. */
  const sendAll = async (messages: readonly string[], round: number): Promise<Session> => {
    const create = '/api/widget/session/create/';
    const session = await new HttpClient(product.url).post<Session>(create, { company: 'noor-spa', consent: true });
    const visitor = new HttpClient(product.url, { token: session.token });
    const send = `/api/widget/session/${session.session_id}/send/`;
    for (const [index, message] of messages.entries())
      await visitor.post(send, { message }, { 'x-forwarded-for': `10.${round}.${index}.1` });
    return session;
  };

  /** The visit is kept where the widget keeps its own. */
  const resume = async (page: Page, { session_id: id, token, state }: Session): Promise<void> => {
    await page.goto(`${product.url}/demo/noor-spa`);
    const visit = JSON.stringify({ id, token, state, messages: [] });
    await page.evaluate(`localStorage.setItem('wakil:noor-spa:s', ${JSON.stringify(visit)})`);
    await page.reload();
    await page.locator('wakil-chat .l').click();
    await page.getByRole('textbox', { name: 'Write a message' }).waitFor();
  };

  const typeByHand = async (page: Page, texts: readonly string[]): Promise<void> => {
    const box = page.getByRole('textbox', { name: 'Write a message' });
    for (const text of texts) {
      await box.fill(text);
      await box.press('Enter');
    }
    await expect.poll(() => box.inputValue()).toBe('');
  };

  it('would be seen where it is taken for markup', async () => {
    expect(xssCorpus.length).toBeGreaterThanOrEqual(100);
    const watched = await visitPage();
    await watched.page.goto(`about:blank`);
    await watched.page.setContent(`<main>${evilName}</main>`);
    await expect.poll(() => harmOn(watched, product.url)).toContain('a payload ran');
    expect(await watched.page.evaluate<string[]>(made)).toHaveLength(1);
    await watched.page.context().close();
  });

  it.each(rounds)('is text in the widget, whether typed there or sent around it ($round)', async ({ round, texts }) => {
    const session = await sendAll(texts, round);
    const watched = await visitPage();
    const { page } = watched;
    await page.goto(`${product.url}/demo/noor-spa`);
    await page.locator('wakil-chat .l').waitFor();
    const scripts = await scriptCount(page);
    await resume(page, session);
    const log = page.getByRole('log');
    const missing = async (payloads: readonly string[]) => missingFrom((await log.textContent()) ?? '', payloads);
    await expect.poll(() => missing(texts), { timeout: 15_000 }).toEqual([]);
    const bubbles = page.locator('wakil-chat .visitor .b');
    const before = await bubbles.count();
    await typeByHand(page, typed);
    await expect.poll(() => bubbles.count()).toBe(before + typed.length);
    expect(await missing(typed)).toEqual([]);
    await picture(page, `hostile-widget-${round}`);
    expect(await harmOn(watched, product.url)).toEqual([]);
    expect(await scriptCount(page)).toBe(scripts);
    await page.context().close();
  });

  const signIn = async (page: Page): Promise<void> => {
    await page.goto(`${product.url}/app/sign-in`);
    await page.locator('input[type=email]').fill(noor.email);
    await page.locator('input[type=password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.locator('[data-screen-title]').first().waitFor();
  };

  /** Everything a customer can put into a business's records, with payloads in it. */
  const writeEverywhere = async (): Promise<{ conversationId: string; orderId: string }> => {
    const { admin, shop } = noor;
    for (const [index, name] of names.slice(0, 12).entries())
      await shop.post('/api/v1/chat', { session_id: `named-${index}`, name, message: name });
    await say(shop, 'buyer', 'I want to order 2 deep massages');
    await say(shop, 'buyer', 'yes');
    type Order = { id: string; version: number };
    const [order] = (await admin.get<{ items: Order[] }>('/api/v1/orders?status=pending')).items;
    const details = { address: names[1], date: names[2], note: names[3] };
    await admin.patch(`/api/v1/orders/${order?.id}`, { version: order?.version, details });
    await admin.post('/api/v1/leads', {
      name: evilName,
      intent: xssCorpus
        .slice(60, 80)
        .join('\n')
        .slice(0, 2_000)
        .replaceAll(/[^\P{C}\n]/gu, ''),
    });
    return { conversationId: await attackByChat(), orderId: order?.id ?? '' };
  };

  const attackByChat = async (): Promise<string> => {
    let conversationId = '';
    for (const message of xssCorpus) conversationId = (await say(noor.shop, 'hostile', message)).conversation_id;
    return conversationId;
  };

  /** The older messages come as one scrolls up to them. */
  const readThread = async (page: Page): Promise<string> => {
    const thread = page.locator('[data-thread]');
    await thread.waitFor();
    for (let before = -1, count = 0; count !== before; ) {
      before = count;
      await thread.hover();
      await page.mouse.wheel(0, -100_000);
      await page.waitForTimeout(400);
      count = ((await thread.textContent()) ?? '').length;
    }
    return (await thread.textContent()) ?? '';
  };

  it('is text on every screen of the panel', async () => {
    const { conversationId, orderId } = await writeEverywhere();
    const watched = await visitPage();
    const { page } = watched;
    await signIn(page);
    await page.goto(`${product.url}/app/account`);
    await page.locator('h1').first().waitFor();
    const scripts = await scriptCount(page);
    await page.goto(`${product.url}/app/inbox/${conversationId}`);
    expect(missingFrom(await readThread(page), xssCorpus)).toEqual([]);
    await picture(page, 'hostile-thread');
    for (const path of ['/inbox', '/orders', `/orders?order=${orderId}`, '/leads', '/catalogue', '/audit', '/']) {
      await page.goto(`${product.url}/app${path}`);
      await page.locator('h1').first().waitFor();
      await expect.poll(() => page.locator(waiting).count()).toBe(0);
      await picture(page, `hostile-${path.split('=')[0]?.replaceAll(/\W+/g, '') || 'home'}`);
      expect([path, await harmOn(watched, product.url), await scriptCount(page)]).toEqual([path, [], scripts]);
    }
    await page.context().close();
  });
});
