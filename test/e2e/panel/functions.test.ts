import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, goTo, openShop, type Shop, signInAs } from './desk.js';

const url = 'https://parcels.invalid/status';

/** An admin registers a service, tries it, switches it on, reads its log and takes it away. */
describe.skipIf(!canLook)('functions in the panel', () => {
  const folder = temporaryFolder('panel-functions');
  let product: Product;
  let browser: Browser;
  let shop: Shop;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    shop = await openShop(product.url);
    browser = await openBrowser();
    watched = await atSignIn(browser, product.url);
    page = watched.page;
    await signInAs(page);
    await goTo(page, '/functions');
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  const look = async (name: string): Promise<void> => {
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `functions-${name}`);
  };
  const act = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Actions: Where is my parcel' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const close = async (): Promise<void> => {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  it('says what they are while there is none', async () => {
    await page.getByText('No functions yet').waitFor();
    await look('none');
  });

  it('refuses an address in our own network, and says where the fault is', async () => {
    await page.getByRole('button', { name: 'New function' }).first().click();
    await page.getByLabel('Name').fill('Where is my parcel');
    await page.getByLabel('When to ask it').fill('Tells where a parcel is.');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://169.254.169.254/latest/');
    await page.getByLabel('Secret', { exact: true }).fill('Bearer very-secret');
    await page.getByRole('textbox', { name: 'What is said' }).fill('We expect your parcel on {eta}.');
    await page.getByRole('textbox', { name: 'What it is, for the assistant' }).fill('The number on the parcel');
    await look('form');
    await page.getByRole('button', { name: 'Save the function' }).click();
    await page.getByText('the address must be on the public internet').waitFor();
    await page.getByRole('textbox', { name: 'Address' }).scrollIntoViewIfNeeded();
    await look('refused');
  });

  it('registers it, switched off', async () => {
    await page.getByRole('textbox', { name: 'Address' }).fill(url);
    await page.getByRole('button', { name: 'Save the function' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Off', { exact: true }).waitFor();
    const { items } = await shop.ana.get<{ items: object[] }>('/api/v1/functions');
    expect(items).toMatchObject([
      {
        url,
        hasSecret: true,
        status: 'off',
        template: { en: 'We expect your parcel on {eta}.' },
        parameters: {
          properties: { number: { type: 'string', maxLength: 20, description: 'The number on the parcel' } },
          required: ['number'],
        },
      },
    ]);
    await look('list');
  });

  it('never shows the secret again', async () => {
    await act('Edit');
    await page.getByText('There is one. Leave this empty to keep it.').waitFor();
    expect(await page.content()).not.toContain('very-secret');
    await close();
  });

  it('asks it, and says what a customer would get when it is not there', async () => {
    await act('Try it');
    await page.getByLabel('Argument “number”').fill('123456');
    await page.getByRole('button', { name: 'Ask now' }).click();
    await page.getByText('A customer would be passed to a person.').waitFor();
    await look('tried');
    await close();
  });

  it('shows the log of that', async () => {
    await act('Calls');
    await page.getByRole('dialog').getByText('No computer of that name was found.').waitFor();
    await page.getByRole('dialog').getByText('number: 123456').waitFor();
    await look('calls');
    await close();
  });

  it('switches it on', async () => {
    await act('Switch on');
    await page.getByText('On', { exact: true }).waitFor();
    const { items } = await shop.ana.get<{ items: object[] }>('/api/v1/functions');
    expect(items).toMatchObject([{ status: 'active', hasSecret: true }]);
  });

  it('takes it away', async () => {
    await act('Remove');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No functions yet').waitFor();
    expect(watched.faults.filter((line) => !line.startsWith('400 '))).toEqual([]);
  });
});
