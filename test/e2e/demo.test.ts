import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { axeViolations, canLook, openBrowser, openPage, picture, type WatchedPage } from '#test/support/browser';
import { temporaryFolder } from '#test/support/product';
import { atSignIn } from './panel/desk.js';

const root = resolve(import.meta.dirname, '../..');
const looks = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'desk', width: 1_440, height: 900 },
] as const;

type Demo = {
  readonly child: ChildProcess;
  /** Everything it said so far. */
  readonly said: () => string;
  readonly phoneUrl: string;
  readonly panelUrl: string;
  readonly email: string;
  readonly password: string;
};

/** As `npm run demo` starts it, on ports of its own. */
const startDemo = async (dataDir: string): Promise<Demo> => {
  const program = ['--import', 'tsx', '--conditions=source', 'test/emulators/run-demo.ts'];
  const environment = { WAKIL_DATA_DIR: dataDir, WAKIL_PORT: '0', WAKIL_DEMO_PHONE_PORT: '0' };
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const found = (pattern: RegExp): Promise<RegExpExecArray> =>
    vi.waitFor(() => {
      const match = pattern.exec(said);
      if (match === null) throw new Error(`the demo did not say ${pattern}:\n${said}`);
      return match;
    }, 60_000);
  const [, panelUrl = '', email = '', password = ''] = await found(/Noor Spa\n.*\n +panel +(\S+) +(\S+) +(\S+)/);
  const [, phoneUrl = ''] = await found(/virtual phones +(\S+)/);
  await found(/server\.listening/);
  return { child, said: () => said, phoneUrl, panelUrl, email, password };
};

const end = async ({ child }: Demo): Promise<number | null> => {
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
};

const isThere = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

/** What a newcomer does with the demo: the panel in one window, the virtual phones in another. */
describe.skipIf(!canLook)('the demo', () => {
  const folder = temporaryFolder('demo-journey');
  let demo: Demo;
  let browser: Browser;
  let panel: WatchedPage;
  let phones: WatchedPage;

  const openWindows = async (): Promise<void> => {
    panel = await atSignIn(browser, new URL(demo.panelUrl).origin);
    const { page } = panel;
    await page.locator('input[type=email]').fill(demo.email);
    await page.locator('input[type=password]').fill(demo.password);
    await page.locator('button[type=submit]').click();
    await page.locator('[data-screen-title]').first().waitFor();
    phones = await openPage(browser);
    phones.page.setDefaultTimeout(15_000);
    await phones.page.goto(demo.phoneUrl);
    await phones.page.getByText('Live', { exact: true }).waitFor();
  };

  beforeAll(async () => {
    demo = await startDemo(folder.path);
    browser = await openBrowser();
    await openWindows();
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    if (demo.child.exitCode === null) await end(demo);
    folder.remove();
  });

  /** In both sizes, the wide one last. */
  const lookAt = async (page: Page, name: string): Promise<void> => {
    for (const look of looks) {
      await page.setViewportSize(look);
      await picture(page, `demo-${name}-${look.name}`);
    }
    expect(await axeViolations(page)).toEqual([]);
  };
  const phone = (kind: 'owner' | 'customer') => phones.page.locator(`#${kind}`);
  const write = async (kind: 'owner' | 'customer', text: string): Promise<void> => {
    await phone(kind).getByLabel('Message').fill(text);
    await phone(kind).getByLabel('Message').press('Enter');
  };
  const openNumber = async (): Promise<void> => {
    const { page } = panel;
    await page.goto(new URL('/app/channels', demo.panelUrl).href);
    await page.getByRole('link', { name: 'State and link' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Our WhatsApp' }).waitFor();
  };

  it('links the waiting number: the code of the panel, scanned by the virtual phone', async () => {
    const { page } = panel;
    await page.goto(new URL('/app/channels', demo.panelUrl).href);
    await page.getByText('Recorded customers').first().waitFor();
    await lookAt(page, 'channels');
    await openNumber();
    await page.getByRole('button', { name: 'Show the QR code' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await lookAt(page, 'code');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy for the virtual phone' }).click();
    const code = await page.evaluate<string>('navigator.clipboard.readText()');
    await phone('owner').getByRole('button', { name: 'Settings' }).click();
    await phone('owner').getByLabel('Text of the QR code').fill(code);
    await phone('owner').getByRole('button', { name: 'Scan' }).click();
    await phone('owner').getByText('Device 1 · connected').waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();
    await lookAt(page, 'connected');
    await lookAt(phones.page, 'phones-linked');
  });

  it('answers what the customer writes on the other phone', async () => {
    await phone('customer').getByRole('button', { name: 'Noor Spa' }).click();
    await write('customer', 'How much is a hot stone massage?');
    await phone('customer')
      .getByText(/Hot stone massage.*AED/)
      .waitFor();
    await lookAt(phones.page, 'phones-answered');
  });

  it('goes silent when the owner answers from the phone, and the panel says who has the conversation', async () => {
    const { page } = panel;
    await page.goto(new URL('/app/inbox', demo.panelUrl).href);
    await page.getByText('Amal').first().click();
    await page.getByText('How much is a hot stone massage?').last().waitFor();
    await phone('owner').getByRole('button', { name: 'Back' }).click();
    await phone('owner').getByRole('button', { name: 'Amal' }).click();
    await write('owner', 'Hello Amal, Noor here. I keep a place for you.');
    await phone('customer').getByText('I keep a place for you.').waitFor();
    await page.getByText('Hello Amal, Noor here. I keep a place for you.').last().waitFor();
    await page
      .getByRole('button', { name: /Give back/ })
      .first()
      .waitFor();
    await lookAt(page, 'taken-over');
    await lookAt(phones.page, 'phones-owner');
  });

  it('has customers of its own, played from a recording', async () => {
    const { page } = panel;
    await page.getByText('Ana', { exact: true }).first().waitFor();
    await lookAt(page, 'recorded');
  });

  it('ends whole, and keeps links and phones for the next time', async () => {
    const [phoneUrl, panelUrl] = [demo.phoneUrl, demo.panelUrl];
    expect([...panel.faults, ...phones.faults]).toEqual([]);
    expect(await end(demo)).toBe(0);
    expect(await Promise.all([isThere(phoneUrl), isThere(panelUrl)])).toEqual([false, false]);
    expect(demo.said()).not.toMatch(/"level":(?:50|60)/);
    demo = await startDemo(folder.path);
    await openWindows();
    await openNumber();
    await panel.page.getByText('Connected', { exact: true }).waitFor();
    await phone('customer').getByRole('button', { name: 'Noor Spa' }).click();
    await write('customer', 'Can I pay by card?');
    await panel.page.goto(new URL('/app/inbox', demo.panelUrl).href);
    await panel.page.getByText('Can I pay by card?').first().waitFor();
  }, 90_000);
});
