import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { priceOf, ScriptedModel } from './scripted-model.js';
import { cleaning } from './shops.js';

const amal = '971500000001';
const reconcileMs = 120_000;
const question = 'what does the sofa cost?';
let rig: EngineRig;
let model: ScriptedModel;
let noor: Business;

beforeEach(async () => {
  model = new ScriptedModel();
  rig = await EngineRig.start({ model, environment: { WAKIL_RECONCILE_MS: String(reconcileMs) } });
  noor = await rig.openBusiness(cleaning);
  const sofa = await noor.service('Sofa cleaning');
  model.script = () => priceOf(sofa.id);
});
afterEach(() => rig.stop());

/** The process stands still at its next step of that name, as long as that, and knows nothing of it. */
const standStillAt = (step: string, ms: number): void => {
  let isOver = false;
  rig.telemetry.step = (name?: string) => {
    if (name !== step || isOver) return;
    isOver = true;
    rig.clock.advance(ms);
  };
};
const statusOfReply = async () => (await noor.repliesTo(amal)).map(({ status, attempts }) => ({ status, attempts }));

describe('a process that stood still for longer than its lease', () => {
  it('writes no turn; the next one to look does', async () => {
    standStillAt('turn.thought', 18_000);
    await noor.customerWrites(amal, question);
    await rig.sweepAfter(0);
    expect(model.asked, 'what was thought before is gone').toHaveLength(2);
    expect(rig.whatsapp.textsTo(amal)).toEqual([expect.stringContaining('Sofa cleaning: AED 180.')]);
    expect(await noor.turnsOf(amal)).toHaveLength(1);
  });

  it('sends nothing; what it had claimed waits for the provider’s word and goes then', async () => {
    standStillAt('message.sending', 15_000);
    await noor.customerWrites(amal, question);
    expect(rig.whatsapp.sent).toEqual([]);
    await rig.sweepAfter(0);
    expect(await statusOfReply()).toEqual([{ status: 'unknown', attempts: 1 }]);
    await rig.sweepAfter(reconcileMs);
    expect(rig.whatsapp.sent).toHaveLength(1);
    expect(await statusOfReply()).toEqual([{ status: 'sent', attempts: 2 }]);
  });

  it('keeps its turn as long as it goes on thinking', async () => {
    model.isHolding = true;
    await noor.receive(amal, question);
    await rig.idle(1);
    for (let beat = 0; beat < 20; beat += 1) {
      await rig.pass(2_000);
      await rig.store.platform.dueTurns(1);
    }
    expect(await rig.store.platform.dueTurns(10)).toEqual([]);
    for (const thought of model.held.splice(0)) thought.answer(priceOf((await noor.service('Sofa cleaning')).id));
    await rig.idle();
    expect(rig.whatsapp.sent).toHaveLength(1);
  });
});
