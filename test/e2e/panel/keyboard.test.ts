import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, openShop, order, owner, password, type Shop } from './desk.js';

/** What has the focus, and whether a person who sees can tell: a ring, or a border or ground that changes with the focus. */
const focusState = `(() => {
  let at = document.activeElement;
  if (at === null || at === document.body) return { name: 'nothing', isVisible: false };
  const name = (at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 60) + ' <' + at.outerHTML.slice(0, 80) + '>';
  // A radio of a row of choices is not drawn itself: the ring lies around its label.
  const drawn = at.matches('input[type=radio]') ? at.nextElementSibling : at;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  const hasRing = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
  const box = drawn.getBoundingClientRect();
  const isOnScreen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return { name, isVisible: (hasRing || at.matches('h1, main, [role=option], [role=dialog]')) && isOnScreen };
})()`;

type Focus = { readonly name: string; readonly isVisible: boolean };

describe.skipIf(!canLook)('the panel without a mouse', () => {
  const folder = temporaryFolder('panel-keyboard');
  let product: Product;
  let browser: Browser;
  let shop: Shop;
  let watched: WatchedPage;
  let page: Page;
  const unseen: string[] = [];

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    shop = await openShop(product.url);
    browser = await openBrowser();
    watched = await atSignIn(browser, product.url);
    page = watched.page;
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  const focused = (): Promise<Focus> => page.evaluate<Focus>(focusState);
  /** What slides or fades in has a moment to do so. */
  const look = async (): Promise<void> => {
    const isSeen = async () => {
      const { isVisible, name } = await focused();
      return isVisible || name === 'nothing';
    };
    await expect
      .poll(isSeen, { timeout: 5_000, interval: 50 })
      .toBe(true)
      .catch(async () => {
        unseen.push((await focused()).name);
      });
  };
  const hasFocus = (what: Locator): Promise<boolean> =>
    what.evaluate((element) => element === element.ownerDocument.activeElement).catch(() => false);

  /** Tab by Tab, as a person would; each stop has to show where the focus is. */
  const tabTo = async (what: Locator, key = 'Tab', atMost = 60): Promise<void> => {
    await what.waitFor();
    for (let step = 0; step < atMost && !(await hasFocus(what)); step += 1) {
      await page.keyboard.press(key);
      await look();
    }
    expect(await hasFocus(what)).toBe(true);
  };
  const press = (...keys: readonly string[]): Promise<void> =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

  it('signs in, answers a customer, approves an order and finds its way, and always shows where the focus is', async () => {
    // Signed in: the first field has the focus already.
    await tabTo(page.locator('input[type=email]'));
    await page.keyboard.type(owner.email);
    await tabTo(page.locator('input[type=password]'));
    await page.keyboard.type(password);
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: /Ana/ }).waitFor();

    // The first stop leads past the menu.
    await press('Tab');
    await look();
    expect((await page.evaluate<Focus>(focusState)).name).toMatch(/^Skip to content/);
    await press('Enter');

    // An order comes in while she is here: badge, and the title of the tab.
    await order(shop, 'omar');
    await page.getByRole('link', { name: /Orders.*1/ }).waitFor();
    await expect.poll(() => page.title()).toMatch(/^\(\d+\) /);

    // The palette leads to the inbox.
    await press('Control+k');
    await page.getByRole('dialog').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'keyboard-palette');
    await page.keyboard.type('Inbox');
    // What does not fit is gone: before that, the arrow would choose from the whole list.
    await page.getByRole('dialog').getByText('Orders', { exact: true }).waitFor({ state: 'detached' });
    // The list chooses anew whenever it has changed; Enter takes what is marked, and nothing where nothing is yet.
    const marked = page.getByRole('dialog').locator('[data-selected]');
    const next = async (): Promise<string> => {
      await press('ArrowDown');
      return (await marked.count()) === 0 ? '' : ((await marked.first().textContent()) ?? '');
    };
    await expect.poll(next).toContain('Inbox');
    await press('Enter');
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();

    // Filters open, and close with Escape.
    await tabTo(page.getByRole('button', { name: /^Filters/ }));
    await press('Enter');
    await page.getByLabel('Unread only').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'keyboard-filters');
    await press('Escape');

    // The conversation: take over, answer, hand back.
    await press('Alt+j');
    await page.waitForURL(/\/inbox\/cnv_/);
    await page.getByRole('button', { name: 'Take over' }).waitFor();
    await press('Alt+t');
    await page.getByRole('button', { name: 'Give back to the assistant' }).waitFor();
    await press('Alt+l');
    await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA');
    await page.keyboard.type('Hello Omar, this is Ana.');
    await press('Control+Enter');
    await page.getByRole('log').or(page.locator('section')).getByText('Hello Omar, this is Ana.').first().waitFor();
    await picture(page, 'keyboard-answered');
    await press('Alt+t');
    await page.getByRole('button', { name: 'Take over' }).waitFor();
    await press('Escape');

    // The help lists the keys of this screen.
    await page.evaluate('document.activeElement?.blur?.()');
    await press('Shift+?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'keyboard-help');
    await press('Escape');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'hidden' });

    // To the orders, and approve.
    await press('g', 'o');
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
    await tabTo(page.getByRole('button', { name: /^Approve request/ }).first());
    await press('Enter');
    const send = page.getByRole('button', { name: 'Approve', exact: true }).last();
    await page
      .getByText(/has been approved/)
      .first()
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'keyboard-approve');
    await tabTo(send);
    await press('Enter');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    // It can be taken back for ten seconds; who goes on to other work sends it at once.
    await press('g', 'i');
    await expect
      .poll(async () => (await shop.ana.get<{ items: { status: string }[] }>('/api/v1/orders')).items[0]?.status, {
        timeout: 12_000,
      })
      .toBe('approved');
    expect({ unseen, faults: watched.faults }).toEqual({ unseen: [], faults: [] });
  });
});
