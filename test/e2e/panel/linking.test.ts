import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '#test/emulators/whatsapp/people/customer';
import type { OwnerPhone } from '#test/emulators/whatsapp/people/owner-phone';
import { WhatsAppEmulator } from '#test/emulators/whatsapp/whatsapp-emulator';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, openShop, signInAs } from './desk.js';

const looks = [
  { name: 'desk', width: 1_440, height: 900 },
  { name: 'tablet', width: 768, height: 1_024 },
  { name: 'phone', width: 360, height: 740 },
] as const;

/** A tenant's WhatsApp as its owner sees it: the built product, a real browser, the unmodified library, an emulated WhatsApp. */
describe.skipIf(!canLook)('linking a number on the panel', () => {
  const folder = temporaryFolder('panel-linking');
  let whatsapp: WhatsAppEmulator;
  let product: Product;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let owner: OwnerPhone;
  let amal: Customer;

  beforeAll(async () => {
    whatsapp = await WhatsAppEmulator.start();
    owner = whatsapp.addOwner('77010000001', 'Noor Spa');
    amal = whatsapp.addCustomer('77050000001', 'Amal');
    product = await startProduct({
      dataDir: folder.path,
      environment: { WAKIL_WHATSAPP_URL: whatsapp.url, WAKIL_WHATSAPP_ROOT_KEY: whatsapp.rootKey.toString('base64') },
    });
    await openShop(product.url);
    browser = await openBrowser();
    watched = await atSignIn(browser, product.url);
    page = watched.page;
    await signInAs(page);
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    await whatsapp.close();
    folder.remove();
  });

  /** In every size; the page stands as it did before. */
  const lookAt = async (name: string): Promise<void> => {
    for (const look of looks) {
      await page.setViewportSize(look);
      await picture(page, `linking-${name}-${look.name}`);
    }
    await page.setViewportSize(looks[0]);
    expect(await axeViolations(page)).toEqual([]);
  };

  it('adds a number and shows a code to scan', async () => {
    await page.goto(`${product.url}/app/channels?add=true`);
    await page.getByRole('radio', { name: 'WhatsApp', exact: true }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Our WhatsApp');
    await picture(page, 'linking-add');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('heading', { level: 1, name: 'Our WhatsApp' }).waitFor();
    await page.getByText('Not linked').waitFor();
    await lookAt('unlinked');
    await page.getByRole('button', { name: 'Show the QR code' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await page.getByText(/Good for \d+ s more/).waitFor();
    await lookAt('code');
  });

  it('is connected as soon as the phone has scanned it, without a reload', async () => {
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const code = await page.evaluate<string>(`fetch('/api/v1/channels/${id}/session').then(() => '')`).catch(() => '');
    expect(code).toBe('');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.url });
    await page.getByRole('button', { name: 'Copy for the virtual phone' }).click();
    owner.scan(await page.evaluate<string>('navigator.clipboard.readText()'));
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.getByText(`+${owner.phone}`).waitFor();
    await page.getByRole('heading', { name: 'Risk for the number' }).waitFor();
    await lookAt('connected');
  });

  it('answers on it, and the inbox shows the talk', async () => {
    await amal.say(owner, 'How much is a relaxing massage?');
    await expect.poll(() => amal.inbox.length, { timeout: 15_000 }).toBeGreaterThan(0);
    await page.goto(`${product.url}/app/inbox`);
    await page.getByText('Amal').first().click();
    await page.getByText('How much is a relaxing massage?').last().waitFor();
    await lookAt('inbox');
    await page.goBack();
  });

  it('says what happened when the phone unlinks it, and offers a new code', async () => {
    await page.goto(`${product.url}/app/channels`);
    await page.getByRole('link', { name: 'State and link' }).click();
    await page.getByText('Connected', { exact: true }).waitFor();
    owner.unlink();
    await page.getByText('Logged out').waitFor();
    await page
      .getByText(/link the phone again/i)
      .first()
      .waitFor();
    await lookAt('logged-out');
    await page.getByText('Type a code', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Number of the phone' }).fill('+7 701 000 00 01');
    await page.getByRole('button', { name: 'Get a code' }).click();
    const shown = page.getByLabel(/^Pairing code/);
    await shown.waitFor();
    await lookAt('pairing-code');
    await owner.enterPairingCode(((await shown.textContent()) ?? '').replaceAll(/\s/g, ''));
    await page.getByText('Connected', { exact: true }).waitFor();
  });

  it('reads the same in Arabic, on a phone, in the dark', async () => {
    await page.evaluate(
      `localStorage.setItem('wakil-preferences', JSON.stringify({ language: 'ar', scheme: 'dark', hasBeenIn: true }))`,
    );
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    await page.getByText('متصل', { exact: true }).waitFor();
    await lookAt('arabic');
    expect(watched.faults).toEqual([]);
  });
});
