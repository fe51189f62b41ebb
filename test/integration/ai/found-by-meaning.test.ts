import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayOf } from '#application/ai/spend-book';
import { defaultTenantAi } from '#domain/ai/ai-settings';
import { afterReading } from '#domain/knowledge/knowledge-document';
import { tokens } from '#infrastructure/composition/tokens';
import { VectorVendor } from '#test/emulators/ai/vector-vendor';
import type { Business } from '#test/integration/engine/business';
import { EngineRig } from '#test/integration/engine/engine-rig';
import { cleaning, garage } from '#test/integration/engine/shops';
import { vendorKey } from './ai-rig.js';

const parking = 'Parking is available behind the building.';
const children = 'Children under 12 must be accompanied by an adult.';
const price = 'A deep massage is AED 150.';
const silent = 'The number 150 is on our door.';
/** Not a word of it stands in any sentence. */
const question = 'I will come with my car';

let rig: EngineRig;
let noor: Business;
let vendor: VectorVendor;
let model = 'small';

const helpers = async (embedder: string | null, dailyMicros = 1_000_000): Promise<void> => {
  const { connections: _kept, ...policy } = await rig.store.platform.ai.settings();
  const ref = { connection: 'vectors', model: embedder ?? model };
  model = ref.model;
  await rig.useCases.saveAiPolicy.execute({
    by: rig.platform,
    ...policy,
    prices: [{ ...ref, inputMicros: 100_000, outputMicros: 0 }],
    limits: { ...policy.limits, tenantDailyMicros: dailyMicros },
    embedder: embedder === null ? null : ref,
  });
};
const knows = async (business: Business, texts: readonly string[]): Promise<void> => {
  const { store } = business;
  const { aDocument, anAudit, sentences } = rig.builders;
  const added = await store.knowledge.save(aDocument(business.tenantId), anAudit());
  const facts = { pages: null, sentences: texts.length, quotable: texts.length, questionRows: 0, isCut: false };
  const read = afterReading(added, 1, { format: 'text', facts });
  await store.knowledge.save(read, anAudit(), sentences(added.id, 1, texts));
};
const found = async (asked = question, business = noor): Promise<string[]> => {
  const finder = rig.application.container.get(tokens.passageFinder);
  const sentences = await finder.find(await business.store.catalogue.snapshot(), asked);
  await rig.idle();
  return sentences.map(({ text }) => text);
};
const spent = () => rig.store.platform.ai.spend(noor.tenantId, dayOf(rig.clock.now()));

beforeEach(async () => {
  vendor = await VectorVendor.start();
  rig = await EngineRig.start();
  noor = await rig.openBusiness(cleaning);
  await knows(noor, [children, parking, price, silent]);
  await rig.useCases.saveAiConnection.execute({
    by: rig.platform,
    name: 'vectors',
    vendor: 'openai-compatible',
    settings: { baseUrl: vendor.baseUrl },
    apiKey: vendorKey,
  });
});
afterEach(async () => {
  await rig.stop();
  await vendor.stop();
});

it('is found by words alone without a model for vectors, and nothing is sent', async () => {
  expect(await found()).toEqual([]);
  expect((await found('is parking available'))[0]).toBe(parking);
  expect(vendor.requests).toBe(0);
});

it('is found by what it means once the sentences were seen, in the background, each once', async () => {
  await helpers('small');
  expect(await found()).toEqual([]);
  expect((await found())[0]).toBe(parking);
  expect((await found('my baby comes too'))[0]).toBe(children);
  expect(vendor.texts.filter((text) => text === parking)).toHaveLength(1);
  // Sure of an answer is who finds it by its words; meaning alone makes nothing surer.
  const finder = rig.application.container.get(tokens.passageFinder);
  const [first] = await finder.find(await noor.store.catalogue.snapshot(), question);
  expect(first).toMatchObject({ text: parking, score: 0 });
});

it('tells the vendor no amount, no secret and nobody’s phone number', async () => {
  await helpers('small');
  await found();
  await found('I am Sara, 050 123 4567, and come with my car');
  const told = vendor.texts.join('\n');
  expect(told).toContain('with my car');
  expect(told).not.toMatch(/150|AED|123 4567|SECRET/);
});

it('costs what the vendor counts, set aside before and settled after, and stops at the cap', async () => {
  await helpers('small');
  await found();
  await found();
  // Two calls of ten tokens at 0.1 USD a million.
  expect(await spent()).toEqual({ reservedMicros: 0, spentMicros: 2 });
  await helpers('small', 2);
  const before = vendor.requests;
  expect(await found()).toEqual([]);
  expect((await found('is parking available'))[0]).toBe(parking);
  expect([vendor.requests, await spent()]).toEqual([before, { reservedMicros: 0, spentMicros: 2 }]);
});

it('is not sent of a business that wants nothing sent', async () => {
  await helpers('small');
  const version = 0;
  const settings = { ...defaultTenantAi(noor.tenantId), answers: 'engine_only', version } as const;
  await rig.useCases.saveTenantAi.execute({ by: rig.platform, ...settings });
  expect(await found()).toEqual([]);
  expect(await found()).toEqual([]);
  expect(vendor.requests).toBe(0);
});

it('is seen anew by another model, and by words alone until then', async () => {
  await helpers('small');
  await found();
  expect((await found())[0]).toBe(parking);
  await helpers('large');
  expect(await found()).toEqual([]);
  expect((await found())[0]).toBe(parking);
  expect(vendor.texts.filter((text) => text === parking)).toHaveLength(2);
});

it('costs a failing vendor’s gain and nothing else: words go on, and after some failures it is left alone', async () => {
  await helpers('small');
  await found();
  vendor.fault = 500;
  const before = vendor.requests;
  for (let n = 0; n < 12; n += 1) expect((await found('is parking available'))[0]).toBe(parking);
  expect(vendor.requests - before).toBeLessThan(12);
  expect(rig.telemetry.warnings).toContain('knowledge.embedder_failed');
});

it('of another business is never found, and none of it is in a request', async () => {
  const zephyr = await rig.openBusiness(garage);
  await knows(zephyr, ['Zephyr parks every vehicle in hall seven.']);
  await helpers('small');
  await found();
  expect(await found()).not.toContain('Zephyr parks every vehicle in hall seven.');
  expect(vendor.texts.join()).not.toMatch(/Zephyr/);
});

it('needs a price before the model may be chosen', async () => {
  const { connections: _kept, ...policy } = await rig.store.platform.ai.settings();
  const embedder = { connection: 'vectors', model: 'unpriced' };
  await expect(rig.useCases.saveAiPolicy.execute({ by: rig.platform, ...policy, embedder })).rejects.toThrow(
    'no price',
  );
  const transcriber = embedder;
  await expect(rig.useCases.saveAiPolicy.execute({ by: rig.platform, ...policy, transcriber })).rejects.toThrow(
    'no price',
  );
});
