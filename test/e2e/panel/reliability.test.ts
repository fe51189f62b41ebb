import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, goTo, openShop, type Shop, signInAs } from './desk.js';

const faqs = [
  ['Do you open on Fridays?', 'What are your hours on weekends?', 'When do you close at night?', 'متى تفتحون؟'],
  ['Can I bring my child?', 'Are children welcome?', 'Do you have something for kids?', 'هل الأطفال مسموح بهم؟'],
  [
    'Do you sell gift cards?',
    'Can I buy a voucher for a friend?',
    'Are there gift vouchers?',
    'هل لديكم بطاقات هدايا؟',
  ],
  ['What should I wear?', 'Do I need to bring a towel?', 'Are slippers provided?', 'ماذا أرتدي؟'],
  ['Can I cancel my visit?', 'How do I move my appointment?', 'What if I come late?', 'كيف ألغي موعدي؟'],
  ['Is there a changing room?', 'Where do I leave my things?', 'Do you have lockers?', 'أين أضع أغراضي؟'],
];
const words = {
  en: { shown: 'What each threshold would mean', source: /A first look: your own examples/ },
  ar: { shown: 'ماذا تعني كل درجة', source: /نظرة أولى: أمثلتكم/ },
} as const;

describe.skipIf(!canLook)('how far the confidence can be believed', () => {
  const folder = temporaryFolder('panel-reliability');
  let product: Product;
  let browser: Browser;
  let shop: Shop;
  let path: string;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    shop = await openShop(product.url);
    for (const questions of faqs) await shop.ana.post('/api/v1/faqs', { questions, answer: { en: 'As you like it.' } });
    const { items } = await shop.ana.get<{ items: { id: string }[] }>('/api/v1/assistants');
    const assistant = String(items[0]?.id);
    const { id } = await shop.ana.post<{ id: string }>(`/api/v1/assistants/${assistant}/versions`, {});
    path = `/assistants/${assistant}/${id}`;
    browser = await openBrowser();
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched.faults).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  it.each(['en', 'ar'] as const)('is drawn and says where from (%s)', async (language) => {
    const drawn = async () =>
      (await shop.ana.get<{ curve: unknown[] }>('/api/v1/assistant/reliability')).curve.length > 0;
    await expect.poll(drawn, { timeout: 30_000 }).toBe(true);
    watched = await atSignIn(browser, product.url);
    page = watched.page;
    await signInAs(page);
    await page.evaluate(
      `localStorage.setItem('wakil-preferences', JSON.stringify({ language: '${language}', hasBeenIn: true }))`,
    );
    await goTo(page, path);
    await page.reload();
    await page.getByText(words[language].shown).waitFor();
    await page.getByText(words[language].source).waitFor();
    const charts = page.locator('figure svg[role="img"]');
    expect(await charts.count()).toBe(2);
    expect(await charts.last().locator('circle').count()).toBeGreaterThan(1);
    expect(await axeViolations(page)).toEqual([]);
    await charts.first().scrollIntoViewIfNeeded();
    await picture(page, `reliability-${language}`);
  });
});
