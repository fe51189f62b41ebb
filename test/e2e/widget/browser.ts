import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = process.env['WAKIL_CHROMIUM'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(executablePath);

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });

/** The widget as it is shipped, built into a folder of its own. */
export const buildWidget = (): { readonly folder: string; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'wakil-widget-'));
  execFileSync(process.execPath, ['widget/build.mjs', folder], { stdio: 'pipe', timeout: 60_000 });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.1 A and AA over the whole page, shadow roots included; each as one line. */
export const accessibilityFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  return page.evaluate(`axe
    .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ' ' + JSON.stringify(target) + ' ' + failureSummary)))`);
};

export const hostPage = (url: string, more = '', attributes = ''): string => `<!doctype html>
<html lang="en"><head><title>A shop</title><meta name="viewport" content="width=device-width">${more}</head>
<body><main><h1>A shop</h1><p>What a shop says.</p></main>
<script async src="${url}/widget.js" data-client="noor" ${attributes}></script></body></html>`;
