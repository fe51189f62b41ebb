import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, goTo, openShop, type Shop, signInAs } from './desk.js';

type Assistant = { readonly id: string; readonly live: string };

describe.skipIf(!canLook)('the studio', () => {
  const folder = temporaryFolder('panel-studio');
  let product: Product;
  let browser: Browser;
  let shop: Shop;
  let watched: WatchedPage;
  let page: Page;
  let assistant: Assistant;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    shop = await openShop(product.url);
    browser = await openBrowser();
    const { items } = await shop.ana.get<{ items: Assistant[] }>('/api/v1/assistants');
    assistant = items[0] as Assistant;
  });
  beforeEach(async () => {
    watched = await atSignIn(browser, product.url);
    page = watched.page;
    await signInAs(page);
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

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const ask = (message: string, session: string) =>
    shop.chat.post<{ conversation_id: string; reply: string | null }>('/api/v1/chat', { session_id: session, message });

  it('takes a draft through its exam to the customers, and a person sends what it suggests', async () => {
    await ask('How much is the relaxing massage?', 'before');
    await goTo(page, '/assistants');
    await page.getByRole('heading', { name: 'Assistants' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'studio-list');
    await button('Assistant Default').click();
    await button('New draft').click();
    await page.getByText('A person sends every answer').click();
    await page.getByText('Friendly').click();
    await page.getByLabel('What is new in this version').fill('A person looks at everything first');
    await page.getByLabel('Your wording').fill('Welcome to our quiet rooms. How may we help?');
    await button('Save the draft').click();
    await page.getByText('The draft is saved.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'studio-draft');
    await button('Hold the exam').click();
    await page.getByText('Asked', { exact: true }).waitFor();
    await picture(page, 'studio-exam');
    await button('Replay').click();
    await page.getByText('Live version').first().waitFor();
    await picture(page, 'studio-replay');
    const publish = button(/^Publish/).first();
    await publish.click();
    const reason = page.getByLabel('Reason');
    if ((await reason.count()) > 0) await reason.fill('the questions that failed do not matter here');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Publish/ })
      .click();
    await page.getByText('The version is live.').waitFor();

    const { conversation_id: id, reply } = await ask('How much is the relaxing massage?', 'after');
    expect(reply).toBeNull();
    await goTo(page, `/inbox/${id}`);
    await page.getByRole('region', { name: 'Why you were called' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'studio-suggestion');
    await button('Send it').click();
    await page.getByRole('region', { name: 'Why you were called' }).waitFor({ state: 'detached' });
    const { items } = await shop.ana.get<{ items: unknown[] }>(`/api/v1/assistants/${assistant.id}/agreement`);
    expect(items).toHaveLength(1);
    await goTo(page, `/assistants/${assistant.id}`);
    await page.getByRole('switch', { name: 'By itself: Price: Relaxing massage' }).click({ force: true });
    await page.getByRole('switch', { name: 'By itself: Price: Relaxing massage', checked: true }).waitFor();
    await page.getByRole('switch', { name: 'By itself: Price', exact: true, checked: false }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'studio-assistant');
  });

  it('says in words what is wrong with a sentence', async () => {
    await goTo(page, `/assistants/${assistant.id}`);
    await button('New draft').click();
    await page.getByLabel('Your wording').fill('Everything is half price today!');
    await button('Save the draft').click();
    await page.getByText(/A sentence may not be worded like that/).waitFor();
  });

  it('is read from right to left in Arabic, on a phone', async () => {
    await page.evaluate(
      `localStorage.setItem('wakil-preferences', JSON.stringify({ language: 'ar', hasBeenIn: true }))`,
    );
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${product.url}/app/assistants/${assistant.id}/${assistant.live}`);
    await page.getByRole('heading', { name: 'اختبار ما قبل النشر' }).waitFor();
    const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(isWide).toBe(false);
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'studio-phone-ar');
  });
});
