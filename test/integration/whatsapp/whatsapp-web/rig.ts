import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { BrowserRig } from './browser-rig.js';

/** Every test must leave no module that the page does not offer. `afterwards`: when its browsers end. */
export const useRig = (afterwards: 'each' | 'all' = 'each'): BrowserRig => {
  const rig = new BrowserRig();
  beforeAll(() => rig.start());
  afterEach(async () => {
    if (afterwards === 'each') await rig.closeAll();
    expect(rig.emulator.unknownModules).toEqual([]);
  });
  afterAll(async () => {
    await rig.closeAll();
    await rig.stop();
  });
  return rig;
};
