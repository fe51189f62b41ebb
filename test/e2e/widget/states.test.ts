import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, canLook, picture } from '#test/support/browser';
import { hostPage } from './host-site.js';
import { Rig } from './rig.js';
import { makeMenu, steps } from './states.js';

const looks = (['light', 'dark'] as const).flatMap((scheme) =>
  (['en', 'ar'] as const).flatMap((language) => [360, 1440].map((width) => ({ scheme, language, width }))),
);

/** Pictures of all of them: `WAKIL_PICTURES=folder`. */
describe.skipIf(!canLook)('every state of the chat', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.start('states');
    await rig.configure({ menu: await makeMenu(rig.noor.admin) });
    for (const language of ['en', 'ar'])
      rig.host.pages.set(`/${language}`, hostPage(rig.proxy.url, { attributes: `data-language="${language}"` }));
  });
  afterAll(() => rig.stop());

  it.each(looks)('is accessible: $scheme $language $width px', async ({ scheme, language, width }) => {
    const viewport = { width, height: 800 };
    const page = await rig.visit(`/${language}`, { viewport, colorScheme: scheme, reducedMotion: 'reduce' });
    const faults: string[] = [];
    for (const [name, reach] of Object.entries(steps)) {
      await reach(page, rig, language);
      // What is scrolled into view is so in the log; header and input stay where they are.
      const scrolled = await page
        .locator('.panel')
        .evaluateAll((panels) => panels.filter(({ scrollTop }) => scrollTop > 0));
      if (scrolled.length > 0) faults.push(`${name}: the panel itself is scrolled`);
      faults.push(...(await axeViolations(page)).map((fault) => `${name}: ${fault}`));
      await picture(page, `widget-${width}-${scheme}-${language}-${name}`);
    }
    expect(faults).toEqual([]);
  });
});
