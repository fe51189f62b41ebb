import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canLook, openBrowser, picture, type WatchedPage, watch } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';

/** What a newcomer may need at most, from the first screen to the approved order. */
const mostClicks = 25;
const mostMs = 300_000;

const password = 'a quiet harbour in the evening';

describe.skipIf(!canLook)('the first five minutes of a business', () => {
  const folder = temporaryFolder('journey');
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let clicks = 0;

  const click = async (what: Locator): Promise<void> => {
    clicks += 1;
    await what.click();
  };

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, timezoneId: 'Asia/Dubai' });
    context.setDefaultTimeout(12_000);
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  const signUp = async (page: Page): Promise<void> => {
    await page.goto(`${product.url}/`);
    // A server nobody has used begins with the sign-up.
    await page.getByLabel('Name of the business').fill('Noor Spa');
    await page.getByLabel('Your name').fill('Ana');
    await page.getByLabel('E-mail').fill('ana@noor.example');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await picture(page, 'journey-1-sign-up');
    await click(page.getByRole('button', { name: 'Open my business' }));
    await page.getByRole('heading', { name: /Ana/ }).waitFor();
  };

  const takeSampleCatalogue = async (page: Page): Promise<void> => {
    await click(page.getByRole('button', { name: /Say what you sell/ }));
    await click(page.getByRole('button', { name: /sample/i }));
    await page
      .getByText(/are in your catalogue|services/)
      .first()
      .waitFor();
    await picture(page, 'journey-2-first-steps');
  };

  /** What a customer says to each question of the assistant's; the first that fits. */
  const answers: readonly (readonly [question: RegExp, answer: string])[] = [
    [/Shall I send this request/i, 'yes'],
    [/name/i, 'My name is Omar'],
    [/phone|number/i, '+971 50 123 4567'],
    [/when|date|day/i, 'tomorrow at 5 pm'],
    [/address/i, '12 Marina Walk'],
  ];

  /** Says something in the widget and waits for what comes back: the text of the newest answer. */
  const say = async (shop: Page, text: string): Promise<string> => {
    const box = shop.getByRole('textbox', { name: 'Write a message' });
    await box.fill(text);
    await box.press('Enter');
    const mine = shop.getByRole('log').locator('.m.visitor').filter({ hasText: text }).last();
    const after = mine.locator('xpath=following::*[contains(@class, "m ") and not(contains(@class, "visitor"))]');
    await after.last().waitFor({ timeout: 20_000 });
    return (await after.last().textContent()) ?? '';
  };

  const order = async (shop: Page): Promise<void> => {
    const launcher = shop.locator('wakil-chat button').first();
    await launcher.waitFor();
    await click(launcher);
    await shop.getByRole('textbox', { name: 'Write a message' }).waitFor();
    await picture(shop, 'journey-3-widget');
    let said = await say(shop, 'I want to order 2 deep tissue massages');
    for (let turn = 0; turn < 8 && !/has been sent to the team/.test(said); turn += 1) {
      const answer = answers.find(([question]) => question.test(said))?.[1];
      if (answer === undefined) throw new Error(`the assistant asked for something else: ${said}`);
      said = await say(shop, answer);
    }
    expect(said).toMatch(/has been sent to the team/);
    await picture(shop, 'journey-4-ordered');
  };

  it(`takes at most ${mostClicks} clicks and five minutes, and breaks no policy`, async () => {
    const startedAt = performance.now();
    const panel = watch(await context.newPage());
    await signUp(panel.page);
    await takeSampleCatalogue(panel.page);
    const shopOpens = context.waitForEvent('page');
    await click(panel.page.getByRole('link', { name: 'See it as a customer' }));
    const shop: WatchedPage = watch(await shopOpens);
    await order(shop.page);

    // It is there by itself: the badge first, then the request with a button.
    await panel.page.bringToFront();
    await panel.page.getByRole('link', { name: /Orders.*1/ }).waitFor();
    await click(panel.page.getByRole('link', { name: /Orders.*1/ }));
    await picture(panel.page, 'journey-5-order-arrived');
    await click(panel.page.getByRole('button', { name: /^Approve request/ }).first());
    await panel.page
      .getByText(/has been approved/)
      .first()
      .waitFor();
    await picture(panel.page, 'journey-6-preview');
    await click(panel.page.getByRole('button', { name: 'Approve', exact: true }).last());

    await shop.page.bringToFront();
    await shop.page
      .getByRole('log')
      .getByText(/has been approved/)
      .waitFor({ timeout: 20_000 });
    await picture(shop.page, 'journey-7-approved');
    expect(clicks).toBeLessThanOrEqual(mostClicks);
    expect(performance.now() - startedAt).toBeLessThan(mostMs);
    expect({ panel: panel.faults, shop: shop.faults }).toEqual({ panel: [], shop: [] });
  });
});
