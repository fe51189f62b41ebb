import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TurnLease } from '#application/ports/conversation-store';
import { type Store, StoreUnavailable } from '#application/ports/store';
import { StaleWrite } from '#domain/shared/stale-write';
import { overlay } from '#test/unit/application/world';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { priceOf, ScriptedModel } from './scripted-model.js';
import { cleaning } from './shops.js';

const amal = '971500000001';
const reconcileMs = 120_000;
/** As long as a claim lasts that nobody renews. */
const heldForMs = 5_000;
const question = 'what does the sofa cost?';
let rig: EngineRig;
let model: ScriptedModel;
let noor: Business;
let storeIsAway = false;
let customersAreAway = false;
let channelsAreStale = false;

/** The store cannot be reached while a turn is held on to, and when it is told what became of a message. */
const awayAtTimes = (store: Store): Store =>
  overlay(store, {
    tenant: (id) => {
      const tenant = store.tenant(id);
      const { channels, conversations, messages } = tenant;
      const save: typeof channels.save = (...change) =>
        channelsAreStale ? Promise.reject(new StaleWrite('channel', {})) : channels.save(...change);
      const renewTurn: typeof conversations.renewTurn = (...lease) =>
        storeIsAway ? Promise.reject(new Error('away')) : conversations.renewTurn(...lease);
      const findCustomer: typeof conversations.findCustomer = (id) =>
        customersAreAway ? Promise.reject(new StoreUnavailable('away', {})) : conversations.findCustomer(id);
      const settleDelivery: typeof messages.settleDelivery = (...outcome) =>
        storeIsAway ? Promise.reject(new Error('away')) : messages.settleDelivery(...outcome);
      return overlay(tenant, {
        channels: overlay(channels, { save }),
        conversations: overlay(conversations, { renewTurn, findCustomer }),
        messages: overlay(messages, { settleDelivery }),
      });
    },
  });

beforeEach(async () => {
  storeIsAway = false;
  customersAreAway = false;
  channelsAreStale = false;
  model = new ScriptedModel();
  const environment = { WAKIL_RECONCILE_MS: String(reconcileMs) };
  rig = await EngineRig.start({ model, environment, storeSeenBy: awayAtTimes });
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

  it('sends nothing under a claim that is over: it says that the message has not left, and claims it anew', async () => {
    const sentAt: number[] = [];
    rig.whatsapp.outcome = ({ message }) => {
      sentAt.push(message.attempts);
      return { kind: 'accepted', externalId: null };
    };
    standStillAt('message.sending', 15_000);
    await noor.customerWrites(amal, question);
    expect(sentAt, 'by the try of the second claim').toEqual([2]);
    expect(await statusOfReply()).toEqual([{ status: 'sent', attempts: 2 }]);
  });

  it('sends nothing that another process has claimed meanwhile, and takes nothing from it', async () => {
    const terms = { heldForMs: 60_000, reconcileMs: 0, repeatable: [], holder: null };
    const claims: Promise<unknown>[] = [];
    const conversationId = noor.receive(amal, question).then(() => noor.idOf(amal));
    standStillAt('message.sending', 15_000, () => {
      claims.push(conversationId.then((id) => noor.store.messages.claimDelivery(id, false, terms)));
    });
    await conversationId;
    await rig.idle();
    expect(await Promise.all(claims)).toEqual([expect.objectContaining({ kind: 'claimed' })]);
    expect(rig.whatsapp.sent).toEqual([]);
    expect(await statusOfReply()).toEqual([{ status: 'sending', attempts: 2 }]);
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

describe('a store that is away when it should be told what became of a message', () => {
  /** Time goes on while its sender goes on telling. */
  const passMeanwhile = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 500) {
      rig.clock.advance(500);
      await rig.idle(1);
    }
  };

  const sendsMeanwhile = async (): Promise<void> => {
    storeIsAway = true;
    await noor.receive(amal, question);
    await expect.poll(() => rig.whatsapp.sent.length).toBe(1);
    await rig.idle(1);
  };

  it('is told as soon as it is back, although another process is in doubt about it by then: it goes once', async () => {
    await sendsMeanwhile();
    await passMeanwhile(heldForMs);
    const terms = { heldForMs, reconcileMs, repeatable: [], holder: null };
    const another = await noor.store.messages.claimDelivery(await noor.idOf(amal), false, terms);
    expect(another).toEqual({ kind: 'wait', untilMs: reconcileMs });
    expect(await statusOfReply()).toEqual([{ status: 'unknown', attempts: 1 }]);
    storeIsAway = false;
    await passMeanwhile(500);
    expect(await statusOfReply()).toEqual([{ status: 'sent', attempts: 1 }]);
    await rig.sweepAfter(reconcileMs);
    expect(rig.whatsapp.sent).toHaveLength(1);
    expect(rig.telemetry.errors.map(({ event }) => event)).toEqual(['message.outcome_not_kept']);
  });

  it('is not waited for longer than a message may be in doubt', async () => {
    await sendsMeanwhile();
    await passMeanwhile(reconcileMs);
    await rig.idle();
    expect(rig.telemetry.errors.map(({ event }) => event)).toEqual(['message.outcome_not_kept', 'job.failed']);
  });

  it('learns that a message has not left, which then waits for no word of the provider', async () => {
    customersAreAway = true;
    await noor.customerWrites(amal, question);
    expect(await noor.repliesTo(amal)).toMatchObject([{ status: 'queued', statusReason: 'delivery.not_left' }]);
    customersAreAway = false;
    await rig.pass(1_000);
    expect(rig.whatsapp.sent).toHaveLength(1);
    expect(await statusOfReply()).toEqual([{ status: 'sent', attempts: 2 }]);
  });

  it('is told what became of a message also where somebody else has just changed its channel', async () => {
    channelsAreStale = true;
    rig.whatsapp.outcome = () => ({ kind: 'channel_stopped', reason: 'cloud_api.token_refused' });
    await noor.customerWrites(amal, question);
    expect(await noor.repliesTo(amal)).toMatchObject([
      { status: 'queued', statusReason: 'cloud_api.token_refused', attempts: 0 },
    ]);
    expect(rig.telemetry.errors.map(({ event }) => event)).toEqual(['channel.not_stopped']);
  });
});
