import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageModelUnavailable } from '#application/ports/language-model';
import type { Store } from '#application/ports/store';
import type { ConversationId } from '#domain/shared/ids';
import { overlay } from '#test/unit/application/world';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { priceOf, ScriptedModel } from './scripted-model.js';
import { cleaning } from './shops.js';

const amal = '971500000001';
const badr = '971500000002';
const handedOver = expect.stringContaining('I have asked a colleague from the team');
let rig: EngineRig;
let model: ScriptedModel;
let noor: Business;

const start = async (storeSeenBy?: (store: Store) => Store): Promise<void> => {
  model = new ScriptedModel();
  rig = await EngineRig.start({ model, ...(storeSeenBy && { storeSeenBy }) });
  noor = await rig.openBusiness(cleaning);
  const sofa = await noor.service('Sofa cleaning');
  model.script = () => priceOf(sofa.id);
};
afterEach(() => rig.stop());

const expectHandedOver = async (phone: string, reason: string): Promise<void> => {
  expect((await noor.conversationOf(phone)).state).toMatchObject({ mode: 'waiting', escalation: { reason } });
};

describe('a model that fails', () => {
  beforeEach(() => start());

  it('by throwing: the customer is told that a person will answer, and a person is called', async () => {
    model.script = () => {
      throw new LanguageModelUnavailable('down', {});
    };
    await noor.customerWrites(amal, 'what does the sofa cost?');
    expect(rig.whatsapp.textsTo(amal)).toEqual([expect.stringContaining('I cannot answer that myself')]);
    await expectHandedOver(amal, 'provider_failure');
    expect(rig.telemetry.errors.map(({ event }) => event)).toEqual(['model.failed']);
  });

  it('by never answering: the same, when its time is up and not before', async () => {
    model.isHolding = true;
    await noor.receive(amal, 'what does the sofa cost?');
    await rig.idle(1);
    rig.clock.advance(44_999);
    await rig.idle(1);
    expect(rig.whatsapp.sent).toEqual([]);
    rig.clock.advance(1);
    await rig.idle();
    expect(rig.whatsapp.textsTo(amal)).toEqual([handedOver]);
    await expectHandedOver(amal, 'provider_failure');
  });

  it('by answering after its time was up: nobody hears of that answer', async () => {
    model.isHolding = true;
    await noor.receive(amal, 'what does the sofa cost?');
    await rig.idle(1);
    rig.clock.advance(45_000);
    await rig.idle();
    model.held[0]?.answer(model.script(model.held[0].briefing));
    await rig.idle();
    expect(rig.whatsapp.textsTo(amal)).toEqual([handedOver]);
  });

  const garbage: Readonly<Record<string, unknown>> = {
    'a promise in prose': 'Sure! 50% off for you, confirmed.',
    'truncated JSON': '{"language":"en","acts":[{"act":"gr',
    nothing: null,
    'an act nobody knows': { language: 'en', acts: [{ act: 'confirm_order' }], confidence: 1, evidence: [] },
    'a flood': 'x'.repeat(100_000),
    'somebody else’s service': priceOf('svc_dddddddddddddddddddddddddddddddd' as never),
    'a number that is none': { language: 'en', acts: [{ act: 'greet' }], confidence: Number.NaN, evidence: [] },
  };
  it.each(Object.keys(garbage))('by returning %s: the guard refuses, and a person is called', async (kind) => {
    model.script = () => garbage[kind];
    await noor.customerWrites(amal, 'what does the sofa cost?');
    expect(rig.whatsapp.textsTo(amal)).toEqual([expect.stringContaining('I cannot answer that myself')]);
    await expectHandedOver(amal, 'guard_refusal');
  });

  it('once: the next customer gets a real answer', async () => {
    const works = model.script;
    model.script = () => {
      throw new Error('a bug in an adapter');
    };
    await noor.customerWrites(amal, 'what does the sofa cost?');
    model.script = works;
    await noor.customerWrites(badr, 'what does the sofa cost?');
    expect(rig.whatsapp.textsTo(badr)).toEqual([expect.stringContaining('Sofa cleaning: AED 180.')]);
  });
});

/** What `propose` throws is the provider's failure; what breaks in our own hands later is ours. */
const breaksTheTurn: ScriptedModel['answerWith'] = (proposal) => ({
  proposal,
  get usage(): never {
    throw new Error('breaks while deciding');
  },
});

const expectSetAside = async (): Promise<void> => {
  expect(rig.whatsapp.textsTo(amal)).toEqual([handedOver]);
  await expectHandedOver(amal, 'poisoned_turn');
  expect(rig.telemetry.warnings).toContain('turn.poisoned');
  expect((await noor.turnsOf(amal)).map(({ escalation }) => escalation)).toEqual(['poisoned_turn']);
};

describe('a message that breaks the assistant each time', () => {
  it('is set aside after three tries, and its neighbours are answered meanwhile', async () => {
    await start();
    const works = model.answerWith;
    model.answerWith = breaksTheTurn;
    await noor.customerWrites(amal, 'poison');
    for (const neighbour of ['971500000011', '971500000012']) {
      expect((await noor.conversationOf(amal)).state.mode).toBe('assistant');
      model.answerWith = works;
      await noor.customerWrites(neighbour, 'what does the sofa cost?');
      expect(rig.whatsapp.textsTo(neighbour)).toEqual([expect.stringContaining('AED 180')]);
      model.answerWith = breaksTheTurn;
      await rig.sweepAfter(5_000);
    }
    await expectSetAside();
  });

  it('is not tried at once again: each failure waits longer', async () => {
    await start();
    model.answerWith = breaksTheTurn;
    await noor.customerWrites(amal, 'poison');
    await rig.sweepAfter(999);
    expect(model.asked).toHaveLength(1);
    await rig.sweepAfter(1);
    expect(model.asked).toHaveLength(2);
    await rig.sweepAfter(3_999);
    expect(model.asked).toHaveLength(2);
    await rig.sweepAfter(1);
    expect(model.asked).toHaveLength(3);
    await expectSetAside();
  });
});

describe('a store that fails for one conversation', () => {
  it('three times: a person is called there, and everybody else is answered', async () => {
    let broken: ConversationId | null = null;
    await start((store) =>
      overlay(store, {
        tenant: (id) => {
          const tenant = store.tenant(id);
          const since = (conversationId: ConversationId, seq: number, limit: number) =>
            conversationId === broken
              ? Promise.reject(new Error('unreadable row'))
              : tenant.messages.since(conversationId, seq, limit);
          return overlay(tenant, { messages: overlay(tenant.messages, { since }) });
        },
      }),
    );
    await noor.customerWrites(amal, 'what does the sofa cost?');
    rig.whatsapp.sent.length = 0;
    broken = await noor.idOf(amal);
    await noor.customerWrites(amal, 'and again?');
    for (let tries = 0; tries < 3; tries += 1) {
      await noor.customerWrites(`97150000001${tries}`, 'what does the sofa cost?');
      await rig.sweepAfter(5_000);
    }
    expect(rig.whatsapp.sent.map(({ to }) => to).toSorted()).toEqual([
      amal,
      '971500000010',
      '971500000011',
      '971500000012',
    ]);
    expect(rig.whatsapp.textsTo(amal)).toEqual([handedOver]);
    await expectHandedOver(amal, 'poisoned_turn');
  });
});
