import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#test/support/until';
import { startControlled } from '../../emulators/whatsapp/control/control.js';
import { quietLibsignal } from '../../emulators/whatsapp/signal/quiet-libsignal.js';
import type { WhatsAppEmulator } from '../../emulators/whatsapp/whatsapp-emulator.js';
import {
  BaileysClient,
  KeyTable,
  restoreSignatureChecks,
  trustRoot,
} from '../../integration/emulators/whatsapp/baileys-client.js';
import { axeViolations, canLook, openBrowser, openPage, picture } from '../../support/browser.js';

const screens = [
  { name: 'wide-light', viewport: { width: 1_440, height: 900 }, colorScheme: 'light' },
  { name: 'wide-dark', viewport: { width: 1_440, height: 900 }, colorScheme: 'dark' },
  { name: 'small-light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'small-dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
] as const;

const isAllRead = (emulator: WhatsAppEmulator, customer: string, business: string): boolean =>
  emulator
    .accountByPhone(customer)
    ?.chats.with(business)
    .every(({ fromMe, status }) => !fromMe || status === 'read') ?? false;

describe.runIf(canLook)('the virtual phone', () => {
  let browser: Browser;
  let emulator: WhatsAppEmulator;
  let undo: (() => void)[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    emulator = await startControlled();
    undo = [quietLibsignal(), restoreSignatureChecks(), trustRoot(emulator.rootKey)];
  });
  afterAll(async () => {
    for (const one of undo) one();
    await browser.close();
    await emulator.close();
  });

  const phone = (page: Page, kind: 'owner' | 'customer') => page.locator(`#${kind}`);
  const show = async (page: Page, kind: 'owner' | 'customer'): Promise<void> => {
    const tab = page.locator(`[data-tab=${kind}]`);
    if (await tab.isVisible()) await tab.click();
  };
  const make = async (page: Page, kind: 'owner' | 'customer', name: string, number: string): Promise<void> => {
    await show(page, kind);
    await phone(page, kind).getByRole('button', { name: 'New phone' }).click();
    await phone(page, kind).getByLabel('Name').fill(name);
    await phone(page, kind).getByLabel('Number').fill(number);
    await phone(page, kind).getByRole('button', { name: 'Make the phone' }).click();
  };

  it.each(screens)('links a device and talks, $name', async ({ name, ...options }) => {
    const { page, faults } = await openPage(browser, options);
    await page.goto(`${emulator.httpUrl}/phone`);
    await page.getByText('Live', { exact: true }).waitFor();
    const number = String(77_010_000_000 + screens.findIndex((screen) => screen.name === name));
    const other = String(77_050_000_000 + screens.findIndex((screen) => screen.name === name));
    await make(page, 'owner', `Noor Spa ${name}`, number);
    await phone(page, 'owner').locator('select').selectOption(number);
    await phone(page, 'owner').getByRole('button', { name: 'Settings' }).click();

    const client = new BaileysClient(emulator.url, new KeyTable());
    await phone(page, 'owner')
      .getByLabel('Text of the QR code')
      .fill(await until('a QR code', () => client.qrCodes[0]));
    await phone(page, 'owner').getByRole('button', { name: 'Scan' }).click();
    await phone(page, 'owner').getByText('Device 1 · connected').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `phone-${name}-linked`);

    await make(page, 'customer', `Omar ${name}`, other);
    await phone(page, 'customer')
      .getByRole('button', { name: `Noor Spa ${name}` })
      .click();
    await phone(page, 'customer').getByLabel('Message').fill('How much is the deep massage?');
    await phone(page, 'customer').getByLabel('Message').press('Enter');
    await until('the question', () =>
      client.upserts.some(({ message }) => client.textsOf(message.key.id ?? '').startsWith('How much')),
    );
    await client.socket.sendPresenceUpdate('composing', `${other}@s.whatsapp.net`);
    await phone(page, 'customer').getByText('is typing…').waitFor();
    await client.socket.sendPresenceUpdate('paused', `${other}@s.whatsapp.net`);
    const sent = await client.socket.sendMessage(`${other}@s.whatsapp.net`, { text: 'Deep massage: AED 150.' });
    await phone(page, 'customer').getByText('Deep massage: AED 150.').waitFor();
    await until('read, for it was looked at', () => client.statusOf(sent?.key.id ?? '') === 4);
    const png = await page.screenshot({ clip: { x: 0, y: 0, width: 60, height: 40 } });
    await phone(page, 'customer')
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
    await phone(page, 'customer').locator('.line img').waitFor();
    await phone(page, 'customer').getByRole('button', { name: 'Send a place' }).click();
    await phone(page, 'customer').getByText('Place: Here').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `phone-${name}-customer`);

    await show(page, 'owner');
    await phone(page, 'owner').getByRole('button', { name: 'Back' }).click();
    await picture(page, `phone-${name}-chats`);
    await phone(page, 'owner')
      .getByRole('button', { name: `Omar ${name}` })
      .click();
    await phone(page, 'owner').getByText('linked device').first().waitFor();
    await phone(page, 'owner').getByLabel('Message').fill('I am here myself.');
    await phone(page, 'owner').getByLabel('Message').press('Enter');
    await until('the copy', () =>
      client.upserts.some(
        ({ message }) => message.key.fromMe && client.textsOf(message.key.id ?? '') === 'I am here myself.',
      ),
    );
    await picture(page, `phone-${name}-owner`);
    await until('the owner has seen the chat', () => isAllRead(emulator, other, number));

    await phone(page, 'owner').getByRole('button', { name: 'Settings' }).click();
    await phone(page, 'owner').getByRole('button', { name: 'Unlink' }).click();
    await phone(page, 'owner').getByText('None yet.').waitFor();
    await until('the device is off', () => client.closes.some(({ code }) => code === 401));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(options.viewport.width);
    expect(faults).toEqual([]);
    expect(emulator.unknownStanzas).toEqual([]);
    client.stop();
    await page.context().close();
  });
});
