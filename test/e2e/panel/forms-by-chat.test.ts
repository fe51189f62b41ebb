import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, canLook, openBrowser, picture } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, goTo, openShop, type Shop, signInAs } from './desk.js';

type Form = { readonly id: string };
const looks = [
  { name: 'desk-light-en', language: 'en', colorScheme: 'light', viewport: { width: 1_440, height: 900 } },
  { name: 'desk-dark-ar', language: 'ar', colorScheme: 'dark', viewport: { width: 1_440, height: 900 } },
  { name: 'phone-light-ar', language: 'ar', colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { name: 'phone-dark-en', language: 'en', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;

/** From the switch on a form to the lead that a chat made, and what a person finds of a form that was left half filled in. */
describe.skipIf(!canLook)('a form asked for in the chat', () => {
  const folder = temporaryFolder('panel-forms');
  let product: Product;
  let browser: Browser;
  let shop: Shop;
  let page: Page;
  let form: Form;
  let left: string;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    shop = await openShop(product.url);
    form = (await shop.ana.get<{ items: [Form] }>('/api/v1/forms')).items[0];
    browser = await openBrowser();
    ({ page } = await atSignIn(browser, product.url));
    await signInAs(page);
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  const say = (session_id: string, message: string) =>
    shop.chat.post<{ reply: string | null; conversation_id: string }>('/api/v1/chat', { session_id, message });

  it('is let by a switch', async () => {
    await goTo(page, `/forms/${form.id}`);
    await page.getByRole('switch', { name: 'May be asked in chat' }).click({ force: true });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The form is saved.').waitFor();
    expect(await shop.ana.get(`/api/v1/forms/${form.id}`)).toMatchObject({ asksInChat: true });
  });

  it('makes a lead of a conversation', async () => {
    await say('sara', 'menu');
    expect((await say('sara', 'Call me back')).reply).toContain('Your name');
    await say('sara', 'Sara Khan, +971 50 123 4567');
    await say('sara', 'skip');
    await say('sara', 'A massage for two on our anniversary');
    await say('sara', 'yes');
    await goTo(page, '/leads');
    await page.getByText('Sara Khan').first().waitFor();
    await page.getByText('Chat · API').first().waitFor();
  });

  it('leaves what was collected to the person who is called', async () => {
    await say('omar', 'menu');
    await say('omar', 'Call me back');
    await say('omar', 'Omar');
    left = (await say('omar', 'human')).conversation_id;
    await goTo(page, `/inbox/${left}`);
    await page.getByText('Asked for in the chat').waitFor();
    await page.getByText(/Still open: Phone number/).waitFor();
  });

  it.each(looks)('can be read: $name', async ({ name, language, ...options }) => {
    const seen = await atSignIn(browser, product.url, options);
    await seen.page.evaluate(
      `localStorage.setItem('wakil-preferences', JSON.stringify({ language: '${language}', hasBeenIn: true, scheme: 'auto' }))`,
    );
    await seen.page.reload();
    await signInAs(seen.page);
    await goTo(seen.page, `/forms/${form.id}`);
    const toggle = seen.page.getByText(language === 'en' ? 'May be asked in chat' : 'يمكن السؤال عنه في المحادثة');
    await toggle.scrollIntoViewIfNeeded();
    expect(await axeViolations(seen.page)).toEqual([]);
    await picture(seen.page, `forms-${name}`);
    await goTo(seen.page, '/leads');
    await seen.page.getByText('Sara Khan').first().waitFor();
    await picture(seen.page, `leads-${name}`);
    await goTo(seen.page, `/inbox/${left}`);
    if (options.viewport.width > 1_000)
      await seen.page.getByText(language === 'en' ? 'Asked for in the chat' : 'سُئل عنه في المحادثة').waitFor();
    expect(await axeViolations(seen.page)).toEqual([]);
    await picture(seen.page, `inbox-${name}`);
    await goTo(seen.page, '/functions');
    await seen.page
      .getByRole('button', { name: language === 'en' ? 'New function' : 'وظيفة جديدة' })
      .first()
      .click();
    const values = seen.page.getByText(language === 'en' ? 'What is read of the answer' : 'ما يُقرأ من الإجابة');
    await values.scrollIntoViewIfNeeded();
    expect(await axeViolations(seen.page)).toEqual([]);
    await picture(seen.page, `functions-${name}`);
    await seen.page.context().close();
  });
});
