import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayOf } from '#application/ai/spend-book';
import type { ReplayReport } from '#domain/studio/replay';
import { tokens } from '#infrastructure/composition/tokens';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import type { Business } from '#test/integration/engine/business';
import { EngineRig } from '#test/integration/engine/engine-rig';
import { cleaning } from '#test/integration/engine/shops';
import { chooseModels } from './ai-rig.js';

/** The time machine with another model than the one that answers customers. */

let rig: EngineRig;
let noor: Business;
let emulator: AiEmulator;

beforeEach(async () => {
  rig = await EngineRig.start();
  noor = await rig.openBusiness(cleaning);
  emulator = await AiEmulator.start();
  emulator.usage = { input: 2_000, output: 100 };
  // An account and a price, and nobody asks it for customers.
  await chooseModels(rig, [{ vendor: 'openai', baseUrl: emulator.baseUrlOf('openai') }], {}, []);
  for (const text of ['how much is the sofa cleaning?', 'I want two sofa cleanings']) {
    await noor.customerWrites('971500000001', text);
    await rig.pass(1_000);
  }
});
afterEach(async () => {
  await rig.stop();
  await emulator.stop();
});

const replay = async (answeredBy: 'engine' | { connection: string; model: string } | null): Promise<ReplayReport> => {
  const [live] = await noor.store.assistants.live();
  if (live === undefined) throw new Error('no assistant is live');
  const { state } = await rig.useCases.startReplay.execute({
    by: noor.admin,
    assistantId: live.id,
    versionId: live.versionId,
    days: 7,
    answeredBy,
  });
  await rig.application.container.get(tokens.workStudio).execute({ tenantId: noor.tenantId, runId: state.id });
  await rig.idle();
  const work = (await noor.store.studioRuns.find(state.id))?.state.work;
  if (work?.kind !== 'replay' || work.report === null) throw new Error('the replay came to nothing');
  return work.report;
};

const spent = async (): Promise<number> =>
  (await rig.store.platform.ai.spend(noor.tenantId, dayOf(rig.clock.now()))).spentMicros;

it('shows what another model would have answered, what it costs, and that no price would have been another', async () => {
  expect(await rig.useCases.listTrialModels.execute({ by: noor.admin })).toEqual([
    { connection: 'openai', model: 'm' },
  ]);
  const report = await replay({ connection: 'openai', model: 'm' });
  expect(report.turns).toBe(2);
  expect(report.live.providers).toEqual({ embedded: 2 });
  expect(report.draft.providers).toEqual({ 'openai m': 2 });
  expect(report.live.costMicros).toBe(0);
  expect(report.draft.costMicros).toBe(720);
  expect(await spent()).toBe(720);
  expect(report.prices.compared).toBeGreaterThan(0);
  expect(report.prices.differ).toBe(0);
  // Customers go on being answered as before.
  await noor.customerWrites('971500000002', 'how much is the sofa cleaning?');
  expect((await noor.turnsOf('971500000002')).at(-1)?.trace.provider).toBe('embedded');
});

it('tries the engine alone beside a chain that customers hear', async () => {
  await chooseModels(rig, [{ vendor: 'openai', baseUrl: emulator.baseUrlOf('openai') }]);
  const report = await replay('engine');
  expect(report.live.providers).toEqual({ 'openai m': 2 });
  expect(report.draft.providers).toEqual({ embedded: 2 });
  expect(report.draft.costMicros).toBe(0);
});

it('keeps to the tenant’s cap: beyond it the engine answers, and the report says so', async () => {
  await chooseModels(rig, [{ vendor: 'openai', baseUrl: emulator.baseUrlOf('openai') }], { tenantDailyMicros: 1 }, []);
  const report = await replay({ connection: 'openai', model: 'm' });
  expect(report.draft.providers).toEqual({ embedded: 2 });
  expect(await spent()).toBe(0);
});

it('tries no model without a price, and none for a tenant whose messages stay here', async () => {
  await expect(replay({ connection: 'openai', model: 'other' })).rejects.toThrow('no account or no price');
  const { version } = await rig.store.platform.ai.tenantSettings(noor.tenantId);
  await rig.useCases.saveTenantAi.execute({
    by: rig.platform,
    tenantId: noor.tenantId,
    answers: 'engine_only',
    chain: [],
    maxOutputTokens: null,
    dailyMicros: null,
    redacts: true,
    version,
  });
  expect(await rig.useCases.listTrialModels.execute({ by: noor.admin })).toEqual([]);
  await expect(replay({ connection: 'openai', model: 'm' })).rejects.toThrow('no account or no price');
  expect(emulator.journal).toEqual([]);
});
