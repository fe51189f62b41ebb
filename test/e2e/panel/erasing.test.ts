import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, goTo, openShop, order, password, type Shop, signInAs } from './desk.js';

const looks = [
  { name: 'desk-light-en', language: 'en', colorScheme: 'light', viewport: { width: 1_440, height: 900 } },
  { name: 'desk-dark-ar', language: 'ar', colorScheme: 'dark', viewport: { width: 1_440, height: 900 } },
  { name: 'phone-light-ar', language: 'ar', colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { name: 'phone-dark-en', language: 'en', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;

const words = {
  en: { card: 'Customer card', menu: 'Actions for this customer', open: 'Erase this customer…' },
  ar: { card: 'بطاقة العميل', menu: 'إجراءات هذا العميل', open: 'محو بيانات هذا العميل…' },
};

type Card = { readonly version: number; readonly orders: readonly string[] };

/** An admin erases who asked for it, and nobody of the team finds a word of them again. */
describe.skipIf(!canLook)('erasing a customer in the panel', () => {
  const folder = temporaryFolder('panel-erasing');
  let product: Product;
  let browser: Browser;
  let shop: Shop;
  let watched: WatchedPage;
  let page: Page;
  let conversation: string;
  let customer: string;
  let orderId: string;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    shop = await openShop(product.url);
    await shop.chat.post('/api/v1/chat', { session_id: 'sara', message: 'Do you have parking?' });
    conversation = await order(shop, 'omar');
    const read = await shop.ana.get<{ customer: { id: string; version: number } }>(
      `/api/v1/conversations/${conversation}`,
    );
    customer = read.customer.id;
    await shop.ana.patch(`/api/v1/customers/${customer}`, { version: read.customer.version, name: 'Omar  Haddad' });
    const person = { email: 'ali@noor.example', name: 'Ali', role: 'agent', initialPassword: password };
    await shop.ana.post('/api/v1/team/members', person);
    const card = await shop.ana.get<Card>(`/api/v1/customers/${customer}`);
    orderId = card.orders[0] ?? '';
    browser = await openBrowser();
    watched = await atSignIn(browser, product.url);
    page = watched.page;
    await signInAs(page);
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  const asked = () => page.getByRole('dialog', { name: /^Erase/ });
  const confirm = () => asked().getByRole('button', { name: 'Erase for good' });
  const status = async (path: string): Promise<number> =>
    (await fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${shop.token}` } })).status;

  it('is not offered to somebody whose role does not allow it', async () => {
    const seen = await atSignIn(browser, product.url);
    await signInAs(seen.page, 'ali@noor.example');
    await goTo(seen.page, `/inbox/${conversation}`);
    const card = seen.page.getByRole('complementary', { name: words.en.card });
    await card.getByLabel('Remark').waitFor();
    expect(await card.getByRole('button', { name: words.en.menu }).count()).toBe(0);
    await seen.page.context().close();
  });

  it.each(looks)('says what goes and what stays: $name', async ({ name, language, ...options }) => {
    const seen = await atSignIn(browser, product.url, options);
    await seen.page.evaluate(
      `localStorage.setItem('wakil-preferences', JSON.stringify({ language: '${language}', hasBeenIn: true, scheme: 'auto' }))`,
    );
    await seen.page.reload();
    await signInAs(seen.page);
    await goTo(seen.page, `/inbox/${conversation}`);
    const { card, menu, open } = words[language];
    if (options.viewport.width < 1_000) await seen.page.getByRole('button', { name: card, exact: true }).click();
    await seen.page.getByRole('button', { name: menu }).click();
    await seen.page.getByRole('menuitem', { name: open }).waitFor();
    await picture(seen.page, `erasing-menu-${name}`);
    await seen.page.getByRole('menuitem', { name: open }).click();
    await seen.page.getByRole('dialog').getByRole('textbox').waitFor();
    expect(await axeViolations(seen.page)).toEqual([]);
    await picture(seen.page, `erasing-${name}`);
    await seen.page.context().close();
  });

  it('waits until the name is typed, and is left by a step back', async () => {
    await goTo(page, `/inbox/${conversation}`);
    await page.getByRole('textbox', { name: 'Your answer' }).fill('Dear Omar, half a draft');
    await page.getByRole('button', { name: words.en.menu }).click();
    await page.getByRole('menuitem', { name: words.en.open }).click();
    await asked().getByRole('textbox').fill('Omar');
    expect(await confirm().isDisabled()).toBe(true);
    await asked().getByRole('button', { name: 'Cancel' }).click();
    await asked().waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement?.ariaLabel')).toBe(words.en.menu);
    expect(await status(`/api/v1/customers/${customer}`)).toBe(200);
  });

  it('erases, and shows the list without them', async () => {
    await page.getByRole('link', { name: /Omar Haddad/ }).waitFor();
    await page.getByRole('button', { name: words.en.menu }).click();
    await page.getByRole('menuitem', { name: words.en.open }).click();
    await asked().getByRole('textbox').fill('Omar Haddad');
    await confirm().click();
    await page.getByText('The customer is erased.').waitFor();
    await page.waitForURL(/\/inbox(\?|$)/);
    await page.getByRole('link', { name: /Unnamed customer/ }).waitFor();
    expect(await page.content()).not.toMatch(/Omar|relaxing massages/);
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'erasing-done');
    for (const path of [`customers/${customer}`, `conversations/${conversation}`, `orders/${orderId}`])
      expect(await status(`/api/v1/${path}`), path).toBe(404);
  });

  it('leaves no word of them in this browser, on no screen and in no search', async () => {
    expect(await page.evaluate('JSON.stringify({ ...localStorage })')).not.toContain('Omar');
    await page.getByRole('searchbox', { name: 'Search in messages and names' }).fill('relaxing');
    await page.getByText('Nothing found').waitFor();
    for (const path of ['/orders', '/leads', `/inbox/${conversation}`]) {
      await goTo(page, path);
      await page.locator('[data-screen-title], [data-label]').first().waitFor();
      expect(await page.content(), path).not.toMatch(/Omar|relaxing massages/);
    }
    await page.getByText('This conversation does not exist').waitFor();
    const { items } = await shop.ana.get<{ items: object[] }>('/api/v1/audit');
    expect(items[0]).toMatchObject({ action: 'customer.erased', target: customer });
    expect(JSON.stringify(items)).not.toContain('Omar');
    expect(watched.faults).toEqual([]);
  });
});
