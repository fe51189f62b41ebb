import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TurnLease } from '#application/ports/conversation-store';
import type { Store } from '#application/ports/store';
import { overlay } from '#test/unit/application/world';
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
let storeIsAway = false;

/** The store cannot be reached while a turn is held on to. */
const awayForLeases = (store: Store): Store =>
  overlay(store, {
    tenant: (id) => {
      const tenant = store.tenant(id);
      const renewTurn: typeof tenant.conversations.renewTurn = (...lease) =>
        storeIsAway ? Promise.reject(new Error('away')) : tenant.conversations.renewTurn(...lease);
      return overlay(tenant, { conversations: overlay(tenant.conversations, { renewTurn }) });
    },
  });

beforeEach(async () => {
  storeIsAway = false;
  model = new ScriptedModel();
  const environment = { WAKIL_RECONCILE_MS: String(reconcileMs) };
  rig = await EngineRig.start({ model, environment, storeSeenBy: awayForLeases });
  noor = await rig.openBusiness(cleaning);
  const sofa = await noor.service('Sofa cleaning');
  model.script = () => priceOf(sofa.id);
});
afterEach(() => rig.stop());

/** The process stands still at its next step of that name, as long as that, and knows nothing of it. */
const standStillAt = (step: string, ms: number, meanwhile?: () => void): void => {
  let isOver = false;
  rig.telemetry.step = (name?: string) => {
    if (name !== step || isOver) return;
    isOver = true;
    meanwhile?.();
    rig.clock.advance(ms);
  };
};
const statusOfReply = async () => (await noor.repliesTo(amal)).map(({ status, attempts }) => ({ status, attempts }));

describe('a process that stood still for longer than its lease', () => {
  it('writes no turn that another has by then', async () => {
    await noor.receive(amal, 'hello');
    const { conversations } = noor.store;
    const id = await noor.idOf(amal);
    let next: Promise<TurnLease | null> = Promise.resolve(null);
    standStillAt('turn.thought', 18_000, () => {
      next = conversations.claimTurn(id, 'another', 8_000);
    });
    await rig.idle();
    expect(await next).not.toBeNull();
    expect(await noor.turnsOf(amal)).toEqual([]);
    expect(rig.whatsapp.sent).toEqual([]);
    await rig.sweepAfter(8_000);
    expect(model.asked, 'what was thought before is gone').toHaveLength(2);
    expect(await noor.turnsOf(amal)).toHaveLength(1);
    expect(rig.whatsapp.sent).toHaveLength(1);
  });

  it('goes on with a turn that nobody has taken', async () => {
    standStillAt('turn.thought', 18_000);
    await noor.customerWrites(amal, question);
    await rig.sweepAfter(0);
    expect(model.asked).toHaveLength(1);
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

  it('keeps it although the store was away for a while, and says so', async () => {
    model.isHolding = true;
    await noor.receive(amal, question);
    await rig.idle(1);
    storeIsAway = true;
    await rig.pass(2_500);
    storeIsAway = false;
    for (let beat = 0; beat < 4; beat += 1) {
      await rig.pass(2_500);
      await rig.store.platform.dueTurns(1);
    }
    expect(rig.telemetry.errors.map(({ event }) => event)).toEqual(['turn.lease_not_renewed']);
    expect(await rig.store.platform.dueTurns(10)).toEqual([]);
    for (const thought of model.held.splice(0)) thought.answer(priceOf((await noor.service('Sofa cleaning')).id));
    await rig.idle();
    expect(rig.whatsapp.sent).toHaveLength(1);
  });
});
