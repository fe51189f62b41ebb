import { loadavg } from 'node:os';
import type { BrowserContext, Page } from 'playwright-core';
import { quantile, type Report } from '#test/bench/measure';
import { actOf, paintOf } from '#test/bench/panel-pages';
import { canLook, openBrowser } from '#test/support/browser';
import { HttpClient } from '#test/support/http-client';
import { startProduct, temporaryFolder } from '#test/support/product';

const owner = { email: 'owner@panel.test', password: 'correct horse battery staple' };

const openBusiness = async (url: string, services: number): Promise<void> => {
  const account = { ...owner, name: 'Owner', businessName: 'Bench House', currency: 'AED', tokenIn: 'body' };
  const { accessToken } = await new HttpClient(url).post<{ accessToken: string }>('/api/auth/sign-up', account);
  const admin = new HttpClient(url, { token: accessToken });
  const all = Array.from({ length: services }, (_, n) => ({
    name: { en: `Service ${n + 1}` },
    category: { en: `Group ${n % 40}` },
    priceMinor: 1_000 + n,
    status: 'active',
  }));
  for (let at = 0; at < all.length; at += 500)
    await admin.post('/api/v1/services/import', { services: all.slice(at, at + 500) });
};

const enter = async (context: BrowserContext, url: string): Promise<void> => {
  const response = await context.request.post(`${url}/api/auth/sign-in`, { data: owner });
  if (!response.ok()) throw new Error(`no sign-in: ${response.status()}`);
};

type Paints = { readonly times: number; readonly bounds: boolean };

/** The first opening of the sign-in and of the home screen, on this machine's processor and on one four times slower. */
const paints = async (report: Report, context: BrowserContext, url: string, { times, bounds }: Paints) => {
  const measure = async (name: string, path: string): Promise<void> => {
    for (const slowDown of [1, 4]) {
      const all: number[] = [];
      for (let time = 0; time < times; time += 1) all.push(await paintOf(context, url + path, slowDown));
      const bound = bounds ? { atMost: 1_500 } : {};
      report.add(`panel.lcp_${name}_x${slowDown}_ms`, quantile(all, 0.5), 'ms', times, bound);
    }
  };
  await measure('sign_in', '/app/sign-in');
  await enter(context, url);
  await measure('home', '/app/');
};

const click = (label: string): string =>
  `[...document.querySelectorAll('nav a')].find((link) => link.textContent.startsWith('${label}')).click()`;
const titled = (title: string): string => `document.querySelector('h1')?.textContent.startsWith('${title}')`;

/** There and back between two screens that have been open: from the click to the frame that shows the screen. */
const routeChanges = async (report: Report, page: Page, times: number, bounds: boolean): Promise<void> => {
  const all: number[] = [];
  const go = (label: string, title: string): Promise<number> => actOf(page, click(label), titled(title));
  await go('Orders', 'Orders');
  await go('Catalogue', 'Catalogue');
  await page.getByText(/^\d[\d,]* of /).waitFor();
  await go('Leads', 'Leads');
  for (let time = 0; time < times; time += 1)
    for (const screen of ['Orders', 'Leads']) all.push(await go(screen, screen));
  const bound = bounds ? { atMost: 100 } : {};
  report.add('panel.route_change_ms_p50', quantile(all, 0.5), 'ms', all.length, bound);
  report.add('panel.route_change_ms_p95', quantile(all, 0.95), 'ms', all.length);
};

const box = `document.querySelector('main table').parentElement`;

/** A long catalogue: scrolling to rows that were never drawn, and narrowing the list by a word. */
const longList = async (report: Report, page: Page, url: string, rows: number): Promise<void> => {
  await page.goto(`${url}/app/catalogue`);
  await page.getByText(`${rows.toLocaleString('en')} of ${rows.toLocaleString('en')}`).waitFor({ timeout: 60_000 });
  const scrolls: number[] = [];
  for (let step = 1; step <= 20; step += 1) {
    const act = `const box = ${box}; globalThis.benchRow = box.querySelector('tbody tr:nth-child(5)')?.textContent;
      box.scrollTop = box.scrollHeight * ${step / 21}`;
    scrolls.push(
      await actOf(page, act, `${box}.querySelector('tbody tr:nth-child(5)')?.textContent !== globalThis.benchRow`),
    );
  }
  report.add('panel.long_list_rows', rows, 'rows', 1);
  report.add('panel.long_list_rows_drawn', await page.locator('main tbody tr').count(), 'rows', 1, { atMost: 200 });
  report.add('panel.long_list_scroll_ms_p95', quantile(scrolls, 0.95), 'ms', scrolls.length);
  const search = page.locator('main input').first();
  const found = (word: string): string => `[...document.querySelectorAll('main tbody tr')].some((row) =>
    row.textContent.includes('${word}'))`;
  const filters: number[] = [];
  for (const word of [`Service ${rows}`, `Service ${rows - 1}`, `Service ${rows - 2}`]) {
    await search.focus();
    const shown = actOf(page, '', found(word));
    await search.fill(word);
    filters.push(await shown);
  }
  report.add('panel.long_list_filter_ms', quantile(filters, 0.5), 'ms', filters.length);
};

/** What a person at the panel waits for, in Chromium on this machine; its cores serve the product and the browser alike. */
export const panel = async (report: Report, short: boolean): Promise<void> => {
  if (!canLook) {
    process.stderr.write('panel: not run, there is no Chromium here\n');
    return;
  }
  const folder = temporaryFolder('bench-panel');
  const product = await startProduct({ dataDir: folder.path });
  const browser = await openBrowser();
  try {
    const rows = short ? 1_000 : 10_000;
    await openBusiness(product.url, rows);
    report.add('panel.load_of_machine', loadavg()[0] ?? 0, 'processes', 1);
    const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, locale: 'en-GB' });
    await context.addInitScript(`localStorage.setItem('wakil-preferences', '{"language":"en","hasBeenIn":true}')`);
    await paints(report, context, product.url, { times: short ? 1 : 9, bounds: !short });
    const page = await context.newPage();
    await page.goto(`${product.url}/app/`);
    await page.locator('[data-screen-title]').waitFor();
    await routeChanges(report, page, short ? 3 : 20, !short);
    await longList(report, page, product.url, rows);
  } finally {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  }
};
