import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';

const executablePath = '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Where nobody can see the page nothing is proved; a machine of ours that cannot is a failure. */
const canLook = existsSync(executablePath) || process.env['CI'] === 'true';

describe.skipIf(!canLook)(canLook ? 'the docs page' : `the docs page (not run: there is no ${executablePath})`, () => {
  const folder = temporaryFolder('docs');
  let product: Product | undefined;
  let browser: Browser | undefined;
  let url: string;
  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    url = product.url;
    browser = await chromium.launch({ executablePath, args: quiet });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.kill('SIGTERM');
    folder.remove();
  });

  it('shows every operation, asks no other origin and breaks no rule of its policy', async () => {
    const page = await (browser as Browser).newPage({ viewport: { width: 1280, height: 900 } });
    const asked: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.text().includes('Content Security Policy')) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(`${url}/docs`);
    await page.locator('.opblock').first().waitFor();
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const operations = Object.values(document.paths).flatMap((path) => Object.keys(path));
    expect(operations.length).toBeGreaterThan(50);
    // The page draws a group of operations as it comes into sight.
    const shown = new Set<string>();
    const readOn = async () => {
      for (const id of await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id)))
        shown.add(id);
      await page.mouse.wheel(0, 600);
      return shown.size;
    };
    await page.mouse.move(600, 600);
    await expect.poll(readOn, { timeout: 20_000, interval: 100 }).toBe(operations.length);
    await page.mouse.wheel(0, -100_000);

    const chat = page.locator('.opblock', { hasText: "Hand in a customer's message" });
    await chat.locator('.opblock-summary-control').click();
    await chat.locator('.opblock-body .responses-table').waitFor();
    await page.locator('button.authorize').click();
    await page.locator('.dialog-ux .modal-ux').waitFor();
    const elsewhere = asked.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith('data:'));
    expect({ elsewhere, faults }).toEqual({ elsewhere: [], faults: [] });
    await page.close();
  });
});
