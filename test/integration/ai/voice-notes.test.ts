import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayOf } from '#application/ai/spend-book';
import { defaultTenantAi } from '#domain/ai/ai-settings';
import { tokens } from '#infrastructure/composition/tokens';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { BrokenVendor } from '#test/emulators/ai/broken-vendor';
import type { Business } from '#test/integration/engine/business';
import { EngineRig } from '#test/integration/engine/engine-rig';
import { cleaning } from '#test/integration/engine/shops';
import { vendorKey } from './ai-rig.js';

const bytes = new Uint8Array(5_000).fill(79);
const note = { bytes, mimeType: 'audio/ogg; codecs=opus', languages: ['en'], timeoutMs: 2_000 } as const;

let rig: EngineRig;
let noor: Business;
let emulator: AiEmulator;
let broken: BrokenVendor;
beforeEach(async () => {
  emulator = await AiEmulator.start();
  broken = await BrokenVendor.start();
  rig = await EngineRig.start();
  noor = await rig.openBusiness(cleaning);
});
afterEach(async () => {
  await rig.stop();
  await emulator.stop();
  await broken.stop();
});

const helpers = () => rig.application.container.get(tokens.paidHelpers);
const choose = async (at: AiEmulator | BrokenVendor, tenantDailyMicros = 1_000_000): Promise<void> => {
  const settings = { baseUrl: at.baseUrlOf('openai') };
  const { platform: by } = rig;
  await rig.useCases.saveAiConnection.execute({ by, name: 'ears', vendor: 'openai', settings, apiKey: vendorKey });
  const { connections: _kept, ...policy } = await rig.store.platform.ai.settings();
  const transcriber = { connection: 'ears', model: 'whisper' };
  await rig.useCases.saveAiPolicy.execute({
    by,
    ...policy,
    prices: [{ ...transcriber, inputMicros: 10_000_000, outputMicros: 10_000_000 }],
    limits: { ...policy.limits, tenantDailyMicros },
    transcriber,
  });
};
const spend = () => rig.store.platform.ai.spend(noor.tenantId, dayOf(rig.clock.now()));

it('are not sent anywhere until a model for them is chosen', async () => {
  expect(await helpers().willTranscribe(noor.tenantId)).toBe(false);
  await expect(helpers().transcribe(noor.tenantId, note)).rejects.toThrow('a person has to listen');
});

it('are written down, and paid: what was set aside counts where the vendor says nothing', async () => {
  await choose(emulator);
  expect(await helpers().willTranscribe(noor.tenantId)).toBe(true);
  expect(await helpers().transcribe(noor.tenantId, note)).toMatchObject({ text: 'I would like two cakes' });
  // 100 tokens of sound and 500 beside it, 4,000 of words, at 10 USD a million.
  expect(await spend()).toEqual({ reservedMicros: 0, spentMicros: 46_000 });
});

it('stop at the day’s cap: nothing is asked, a person listens', async () => {
  await choose(emulator, 45_999);
  await expect(helpers().transcribe(noor.tenantId, note)).rejects.toThrow('no money');
  expect([emulator.journal.length, await spend()]).toEqual([0, { reservedMicros: 0, spentMicros: 0 }]);
});

it('of a business that wants nothing sent are not sent', async () => {
  await choose(emulator);
  const settings = { ...defaultTenantAi(noor.tenantId), answers: 'engine_only' } as const;
  await rig.useCases.saveTenantAi.execute({ by: rig.platform, ...settings });
  expect(await helpers().willTranscribe(noor.tenantId)).toBe(false);
  expect(emulator.journal).toEqual([]);
});

it('are for a person while the vendor fails, which is left alone after some failures', async () => {
  await choose(broken);
  for (let n = 0; n < 12; n += 1) await expect(helpers().transcribe(noor.tenantId, note)).rejects.toThrow();
  expect(broken.requests).toBeLessThan(12);
});
