import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { BrokenVendor } from '#test/emulators/ai/broken-vendor';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, openShop, password, type Shop, signInAs } from './desk.js';

const root = { email: 'root@wakil.example', password, name: 'Root' };
const looks = [
  { name: 'desk', width: 1_440, height: 900 },
  { name: 'phone', width: 360, height: 740 },
] as const;

/** The super admin connects a vendor, in a browser, and a business's next answer comes from it. */
describe.skipIf(!canLook)('AI providers on the panel', () => {
  const folder = temporaryFolder('panel-ai');
  let product: Product;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let shop: Shop;
  let emulator: AiEmulator;
  let broken: BrokenVendor;
  /** Each a talk of its own. */
  let talks = 0;

  beforeAll(async () => {
    emulator = await AiEmulator.start();
    broken = await BrokenVendor.start();
    product = await startProduct({ dataDir: folder.path });
    await new HttpClient(product.url).post('/api/auth/setup', { token: product.setupToken, ...root, tokenIn: 'body' });
    shop = await openShop(product.url);
    browser = await openBrowser();
    watched = await atSignIn(browser, product.url);
    page = watched.page;
    await signInAs(page, root.email);
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    await emulator.stop();
    await broken.stop();
    folder.remove();
  });

  const lookAt = async (name: string): Promise<void> => {
    for (const look of looks) {
      await page.setViewportSize(look);
      const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      await expect.poll(() => page.evaluate(tooWide)).toBeLessThanOrEqual(0);
      await picture(page, `ai-${name}-${look.name}`);
    }
    await page.setViewportSize(looks[0]);
    expect(await axeViolations(page)).toEqual([]);
  };
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const save = () => page.getByRole('dialog').getByRole('button', { name: 'Save' });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const asked = async (): Promise<string> => {
    talks += 1;
    const question = { session_id: `omar-${talks}`, message: 'How much is the relaxing massage?' };
    return (await shop.chat.post<{ readonly reply?: string }>('/api/v1/chat', question)).reply ?? '';
  };

  it('begins with the engine alone, and says so', async () => {
    await page.goto(`${product.url}/app/platform/ai`);
    await page.getByText('the embedded engine answers alone, without a key').waitFor();
    await lookAt('empty');
  });

  it('takes an account, and shows nothing of its key but the end', async () => {
    await button('Add an account').click();
    await page.getByRole('textbox', { name: 'Key' }).fill('sk-test-0123456789-abcd');
    await field('Address').fill(emulator.baseUrlOf('openai'));
    await lookAt('account');
    await save().click();
    await page.getByText('key ends in abcd').waitFor();
    expect(await page.content()).not.toContain('sk-test-0123456789');
  });

  it('tests a model before it is used, and says truthfully what happened', async () => {
    await button('Add a model').click();
    await page.getByRole('textbox', { name: 'Model', exact: true }).first().fill('some-model');
    await field('Input, USD').fill('0.15');
    await field('Output, USD').fill('0.6');
    await button('Test: some-model').click();
    await page.getByText('It works', { exact: true }).waitFor();
    await lookAt('tested');
  });

  it('puts it into the chain, and the next answer of a business comes from it', async () => {
    const before = emulator.journal.length;
    await asked();
    expect(emulator.journal.length).toBe(before);
    await page.getByRole('combobox', { name: 'Add to the chain' }).click();
    await page.getByRole('option', { name: 'openai · some-model' }).click();
    await page.locator('button[type=submit]', { hasText: 'Save' }).last().click();
    await page.getByText('Saved: it counts from the next message on.').waitFor();
    expect(await asked()).toMatch(/AED/);
    expect(emulator.journal.length).toBe(before + 1);
    await lookAt('chain');
  });

  it('says what a refused key means, and what to do', async () => {
    broken.fault = 'wrong_key';
    await button('Add an account').click();
    await page.getByRole('combobox', { name: 'Vendor' }).click();
    await page.getByRole('option', { name: 'Anthropic (Claude)' }).click();
    await page.getByRole('textbox', { name: 'Key' }).fill('sk-ant-0123456789-wxyz');
    await field('Address').fill(broken.baseUrlOf('anthropic'));
    await save().click();
    await page.getByText('key ends in wxyz').waitFor();
    await button('Add a model').click();
    await page.getByRole('combobox', { name: 'Account' }).last().click();
    await page.getByRole('option', { name: 'anthropic', exact: true }).click();
    await page.getByRole('textbox', { name: 'Model', exact: true }).nth(1).fill('other-model');
    await button('Test: other-model').click();
    await page.getByText('The vendor refused the key.').first().waitFor();
    await lookAt('refused');
    await button('Remove: other-model').click();
  });

  it('gives one business its own, on the page of that business, in Arabic as well', async () => {
    await page.evaluate(
      `localStorage.setItem('wakil-preferences', JSON.stringify({ language: 'ar', hasBeenIn: true }))`,
    );
    await page.goto(`${product.url}/app/platform/ai`);
    await page.getByText('مزودو الذكاء الاصطناعي').first().waitFor();
    await page.getByText('openai · some-model').first().waitFor();
    await lookAt('arabic');
    await page.goto(`${product.url}/app/platform/tenants/${shop.tenantId}`);
    await page.getByText('المحرك المدمج فقط: لا يُرسل شيء إلى مزود').click();
    await lookAt('tenant-arabic');
    await page.locator('button[type=submit]').click();
    await page.getByText('حُفظ: يسري من الرسالة التالية.').waitFor();
    const before = emulator.journal.length;
    expect(await asked()).toMatch(/AED/);
    expect(emulator.journal.length).toBe(before);
    expect(watched.faults).toEqual([]);
  });
});
