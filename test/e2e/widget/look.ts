import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WidgetApiEmulator } from '../../emulators/widget-api/widget-api-emulator.js';
import { buildWidget, hostPage, openBrowser } from './browser.js';
import { configFor, states } from './states.js';

/** Draws every state in every look into a folder, to be looked at: `tsx --conditions=source test/e2e/widget/look.ts <folder>`. */
const folder = process.argv[2] ?? 'dist/widget-looks';
mkdirSync(folder, { recursive: true });
const built = buildWidget();
const browser = await openBrowser();
const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1440, height: 820 } };

for (const [size, viewport] of Object.entries(sizes))
  for (const scheme of ['light', 'dark'] as const)
    for (const language of ['en', 'ar'] as const) {
      const shots: string[] = [];
      for (const [name, reach] of Object.entries(states)) {
        const api = await new WidgetApiEmulator(built.folder).start();
        api.config = () => configFor({ language, scheme });
        api.pages.set('/', { html: hostPage(api.url, '', `data-language="${language}"`) });
        const page = await (
          await browser.newContext({ viewport, colorScheme: scheme, reducedMotion: 'reduce' })
        ).newPage();
        await page.goto(api.url);
        await reach(page, api, language).catch((error: Error) =>
          console.log(name, size, scheme, language, error.message),
        );
        const clip = size === 'desk' ? { x: language === 'ar' ? 0 : 940, y: 80, width: 500, height: 740 } : undefined;
        const path = join(folder, `${size}-${scheme}-${language}-${name}.png`);
        await page.screenshot({ path, ...(clip && { clip }) });
        shots.push(path);
        await page.context().close();
        await api.stop();
      }
      const images = shots.map(
        (path) =>
          `<img width="${size === 'desk' ? 400 : 290}" src="data:image/png;base64,${readFileSync(path, 'base64')}">`,
      );
      const sheet = await browser.newPage({ viewport: { width: size === 'desk' ? 1640 : 1200, height: 1220 } });
      await sheet.setContent(`<body style="margin:4px;background:#888">${images.join(' ')}</body>`);
      await sheet.screenshot({ path: join(folder, `sheet-${size}-${scheme}-${language}.png`), fullPage: true });
      await sheet.close();
    }
await browser.close();
built.remove();
writeFileSync(join(folder, 'done'), '');
