import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Where nobody can see a page nothing is proved about it; a machine of ours that cannot is a failure. */
export const canLook = existsSync(executablePath) || process.env['CI'] === 'true';

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args: quiet });

/** A page, and what went wrong in it so far: errors, broken policies, answers of 500 and more. */
export type WatchedPage = {
  readonly page: Page;
  readonly faults: readonly string[];
  readonly asked: readonly string[];
};

const isFault = (text: string): boolean => !/Failed to load resource/.test(text);

export const openPage = async (browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> => {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, ...options });
  const page = await context.newPage();
  return watch(page);
};

export const watch = (page: Page): WatchedPage => {
  const faults: string[] = [];
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    const isPolicy = /Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text());
    if (isPolicy || (message.type() === 'error' && isFault(message.text()))) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, faults, asked };
};

const axeSource = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

type AxeResult = { violations: { id: string; impact: string; nodes: { target: unknown; failureSummary: string }[] }[] };

/** What WCAG 2.1 A and AA find on the page as it is now, a line each; shadow roots are looked into. */
export const axeViolations = async (page: Page): Promise<string[]> => {
  // In a world of its own: the page's policy neither stops it nor is loosened for it.
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
  const expression = `${axeSource}; axe.run(document, { runOnly: ${JSON.stringify(tags)} })`;
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return (result.value as AxeResult).violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}) ${JSON.stringify(target)}: ${failureSummary}`),
  );
};

/** Pictures for people to look at: `WAKIL_PICTURES=folder npm test -- --project e2e`. Without it nothing is written. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['WAKIL_PICTURES'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
};
