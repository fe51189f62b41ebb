import type { BrowserContext, Page } from 'playwright-core';
import { pause } from '#test/bench/measure';

/** Keeps the largest contentful paint where the driver can read it. */
const watchPaint = `globalThis.benchLcp = null;
new PerformanceObserver((list) => {
  for (const { startTime } of list.getEntries()) globalThis.benchLcp = startTime;
}).observe({ type: 'largest-contentful-paint', buffered: true });`;

/** Nothing is on its way: no skeleton, no spinner. */
const isStill = `document.querySelector('h1') !== null && globalThis.benchLcp !== null &&
  document.querySelectorAll('.mantine-Skeleton-root[data-visible], [aria-busy=true]').length === 0`;

const untilStill = async (page: Page): Promise<void> => {
  for (let looks = 0; looks < 600; looks += 1) {
    if (await page.evaluate<boolean>(isStill)) return;
    await pause(50);
  }
  throw new Error(`${page.url()} never came to rest`);
};

/**
 * The largest contentful paint of one opening with nothing in the cache, in ms since the start of the navigation.
 * @param slowDown how many times slower than this machine the page's processor is.
 */
export const paintOf = async (context: BrowserContext, url: string, slowDown: number): Promise<number> => {
  const page = await context.newPage();
  await page.addInitScript(watchPaint);
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  await page.goto(url);
  await untilStill(page);
  // What is drawn last is reported a frame or two later.
  await pause(300);
  const at = await page.evaluate<number>('globalThis.benchLcp');
  await page.close();
  return at;
};

/**
 * From an act in the page to the frame that shows what it led to, in ms; measured in the page.
 * @param act runs in the page. @param isThere true in the page once the outcome is in the document.
 */
export const actOf = (page: Page, act: string, isThere: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const look = () => {
      if (performance.now() - startedAt > 20_000) return reject(new Error('never shown'));
      if (!(${isThere})) return requestAnimationFrame(look);
      // After the frame that draws it.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)));
    };
    ${act};
    look();
  })`);
