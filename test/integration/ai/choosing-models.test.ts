import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aiVendors, vendorManifests } from '#adapters/ai/vendors';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { LiveAi } from '#application/ai/live-ai';
import { dayOf } from '#application/ai/spend-book';
import { tokens } from '#infrastructure/composition/tokens';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { BrokenVendor, faultNames } from '#test/emulators/ai/broken-vendor';
import type { Business } from '#test/integration/engine/business';
import { EngineRig } from '#test/integration/engine/engine-rig';
import { cleaning } from '#test/integration/engine/shops';
import { chooseModels, vendorKey } from './ai-rig.js';

let rig: EngineRig;
let noor: Business;
let emulator: AiEmulator;
let broken: BrokenVendor;

beforeEach(async () => {
  rig = await EngineRig.start();
  noor = await rig.openBusiness(cleaning);
  emulator = await AiEmulator.start();
  broken = await BrokenVendor.start();
});
afterEach(async () => {
  await rig.stop();
  await emulator.stop();
  await broken.stop();
});

const account = (vendor: string, at: AiEmulator | BrokenVendor = emulator) => ({
  vendor,
  baseUrl: at.baseUrlOf(vendor),
});
const providerOf = async (phone: string): Promise<string | undefined> =>
  (await noor.turnsOf(phone)).at(-1)?.trace.provider;
const asks = async (phone: string): Promise<string | undefined> => {
  await noor.customerWrites(phone, 'how much is the sofa cleaning?');
  return providerOf(phone);
};
const noChain = async (): Promise<void> => {
  const { connections: _kept, ...policy } = await rig.store.platform.ai.settings();
  await rig.useCases.saveAiPolicy.execute({ by: rig.platform, ...policy, chain: [] });
};

describe('a chain the super admin chooses', () => {
  it.each(vendorManifests.map(({ id }) => id))('answers by %s on the next turn, at its price', async (vendor) => {
    expect(await asks('971500000001')).toBe('embedded');
    await chooseModels(rig, [account(vendor)]);
    emulator.usage = { input: 2_000, output: 100 };
    expect(await asks('971500000001')).toBe(`${vendor} m`);
    expect(rig.whatsapp.textsTo('971500000001').at(-1)).toContain('Sofa cleaning: AED 180.');
    expect((await noor.turnsOf('971500000001')).at(-1)?.usage).toEqual({
      inputTokens: 2_000,
      outputTokens: 100,
      costMicros: 360,
    });
    const spend = await rig.store.platform.ai.spend(noor.tenantId, dayOf(rig.clock.now()));
    expect(spend).toEqual({ reservedMicros: 0, spentMicros: 360 });
    await noChain();
    expect(await asks('971500000001')).toBe('embedded');
  });

  it('is followed by a node that heard no notice, within a second', async () => {
    const deaf = { bus: new InProcessLiveBus(), clock: rig.clock, store: rig.store, telemetry: rig.telemetry };
    const safe = rig.application.container.get(tokens.textSafe);
    const other = new LiveAi({ ...deaf, vendors: aiVendors, safe });
    await other.start();
    await chooseModels(rig, [account('openai')]);
    expect((await other.planFor(noor.tenantId)).steps).toEqual([]);
    rig.clock.advance(1_000);
    await rig.idle();
    expect((await other.planFor(noor.tenantId)).steps.map(({ model }) => model.name)).toEqual(['openai']);
    other.stop();
  });

  it('is one thing for all and another for a tenant', async () => {
    await chooseModels(rig, [account('openai'), account('google')]);
    const { saveTenantAi } = rig.useCases;
    const own = { maxOutputTokens: 300, dailyMicros: null, redacts: true };
    const google = { connection: 'google', model: 'm', temperature: 0.2 };
    const by = rig.platform;
    const { tenantId } = noor;
    await saveTenantAi.execute({ by, tenantId, ...own, answers: 'own_chain', chain: [google], version: 0 });
    expect(await asks('971500000001')).toBe('google m');
    await saveTenantAi.execute({ by, tenantId, ...own, answers: 'engine_only', chain: [], version: 1 });
    expect(await asks('971500000001')).toBe('embedded');
    const other = await rig.openBusiness({ ...cleaning, name: 'Other' });
    await other.customerWrites('971500000009', 'how much is the sofa cleaning?');
    expect((await other.turnsOf('971500000009')).at(-1)?.trace.provider).toBe('openai m');
  });

  it('keeps its keys sealed, and shows their last four characters', async () => {
    await chooseModels(rig, [account('openai')]);
    const stored = JSON.stringify(await rig.store.platform.ai.settings());
    expect(stored).not.toContain(vendorKey);
    expect(stored).not.toContain(Buffer.from(vendorKey).toString('base64'));
    const { settings } = await rig.useCases.readAiOverview.execute({ by: rig.platform });
    expect(settings.connections[0]?.key?.lastFour).toBe(vendorKey.slice(-4));
    const log = await rig.store.platform.audit.page({}, { after: null, limit: 100 });
    expect(log.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['ai.connection_added', 'ai.policy_changed']),
    );
    expect(JSON.stringify(log.items)).not.toContain(vendorKey);
  });

  it('does not send a key to a new address unless it is typed again', async () => {
    await chooseModels(rig, [account('openai')]);
    const moved = { by: rig.platform, name: 'openai', vendor: 'openai', settings: { baseUrl: 'https://evil.test/v1' } };
    await expect(rig.useCases.saveAiConnection.execute(moved)).rejects.toThrow('type the key again');
    const kept = { ...moved, settings: { baseUrl: emulator.baseUrlOf('openai') } };
    await rig.useCases.saveAiConnection.execute(kept);
    await rig.useCases.saveAiConnection.execute({ ...moved, apiKey: vendorKey });
  });

  it('has a price for every model, or is not saved', async () => {
    await chooseModels(rig, [account('openai')]);
    const { connections: _kept, ...policy } = await rig.store.platform.ai.settings();
    const chain = [{ connection: 'openai', model: 'unpriced', temperature: null }];
    const save = rig.useCases.saveAiPolicy.execute({ by: rig.platform, ...policy, chain });
    await expect(save).rejects.toThrow('no price yet');
  });
});

describe('a test call', () => {
  const test = (connection: string) =>
    rig.useCases.testModel.execute({ by: rig.platform, connection, model: 'm', temperature: null });

  it('says that it works, how long it took and what it cost', async () => {
    await chooseModels(rig, [account('anthropic')]);
    emulator.usage = { input: 1_000, output: 100 };
    expect(await test('anthropic')).toMatchObject({
      ok: true,
      fault: null,
      acts: ['quote_price'],
      costMicros: 210,
    });
    expect((await rig.store.platform.ai.spend(null, dayOf(rig.clock.now()))).spentMicros).toBe(210);
  });

  it.each(faultNames.filter((name) => !['never', 'one_byte_a_second'].includes(name)))(
    'says what is wrong with a vendor that does %s, with a next step',
    async (fault) => {
      broken.fault = fault;
      await chooseModels(rig, [account('openai', broken)]);
      const result = await test('openai');
      expect(result.ok).toBe(false);
      expect(result.fault).not.toBeNull();
      expect(result.sentence.length).toBeGreaterThan(60);
      expect(JSON.stringify(result)).not.toContain(vendorKey);
    },
  );
});

describe('vendors that break', () => {
  it.each(faultNames)('in the way of %s leave no customer without an answer', async (fault) => {
    broken.fault = fault;
    await chooseModels(
      rig,
      vendorManifests.map(({ id }) => account(id, broken)),
      { callMs: 1_000, totalMs: 5_000 },
    );
    // Pauses before a second try are the fake clock's; calls that hang end by the real one.
    const timer = setInterval(() => rig.clock.advance(100), 10);
    try {
      await noor.customerWrites('971500000001', 'how much is the sofa cleaning?');
    } finally {
      clearInterval(timer);
    }
    expect(await providerOf('971500000001')).toBe('embedded');
    expect(rig.whatsapp.textsTo('971500000001').at(-1)).toContain('Sofa cleaning: AED 180.');
  });
});

describe('money for many at once (F21)', () => {
  it('is never more than the cap', async () => {
    emulator.usage = { input: 4_000, output: 200 };
    const cap = 20_000;
    await chooseModels(rig, [account('openai')], { tenantDailyMicros: cap });
    const phones = Array.from({ length: 200 }, (_, n) => `9715000${String(n).padStart(5, '0')}`);
    await Promise.all(phones.map((phone) => noor.receive(phone, 'how much is the sofa cleaning?')));
    await rig.idle();
    const { reservedMicros, spentMicros } = await rig.store.platform.ai.spend(noor.tenantId, dayOf(rig.clock.now()));
    expect(reservedMicros).toBe(0);
    expect(spentMicros).toBeLessThanOrEqual(cap);
    expect(spentMicros).toBe(emulator.journal.length * 720);
    expect(emulator.journal.length).toBeGreaterThan(5);
    for (const phone of phones) expect(rig.whatsapp.textsTo(phone), phone).toHaveLength(1);
  });
});
