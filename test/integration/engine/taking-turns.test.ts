import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '#domain/catalogue/service';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { priceOf, ScriptedModel } from './scripted-model.js';
import { cleaning } from './shops.js';

const amal = '971500000001';
let rig: EngineRig;
let model: ScriptedModel;

beforeEach(async () => {
  model = new ScriptedModel();
  rig = await EngineRig.start({ model });
});
afterEach(() => rig.stop());

const open = async (settleMs: number): Promise<{ noor: Business; sofa: Service }> => {
  const noor = await rig.openBusiness({ ...cleaning, assistant: { settleMs, maxSettleMs: 6_000 } });
  const sofa = await noor.service('Sofa cleaning');
  model.script = () => priceOf(sofa.id);
  return { noor, sofa };
};

describe('while a customer is still writing', () => {
  it('three bubbles within the settle time are answered once, by one turn that has read all three', async () => {
    const { noor } = await open(1_200);
    for (const bubble of ['hello', 'I have a question', 'what does the sofa cost?']) {
      await noor.customerWrites(amal, bubble);
      await rig.pass(500);
    }
    expect(rig.whatsapp.sent).toEqual([]);
    await rig.pass(700);
    expect(rig.whatsapp.textsTo(amal)).toEqual([expect.stringContaining('Sofa cleaning: AED 180.')]);
    const turns = await noor.turnsOf(amal);
    expect(turns.map(({ trace }) => trace.inboundSeqs)).toEqual([[1, 2, 3]]);
    expect(model.asked.map(({ unanswered }) => unanswered.length)).toEqual([3]);
  });

  it('nothing is said a moment before the settle time is over', async () => {
    const { noor } = await open(1_200);
    await noor.customerWrites(amal, 'the price of the sofa?');
    await rig.pass(1_199);
    expect(rig.whatsapp.sent).toEqual([]);
    await rig.pass(1);
    expect(rig.whatsapp.sent).toHaveLength(1);
  });

  it('somebody who never stops is answered after six seconds all the same', async () => {
    const { noor } = await open(1_200);
    for (let second = 0; second < 6; second += 1) {
      await noor.customerWrites(amal, `and another thing, number ${second}`);
      expect(rig.whatsapp.sent).toEqual([]);
      await rig.pass(1_000);
    }
    expect(rig.whatsapp.sent).toHaveLength(1);
    expect((await noor.turnsOf(amal))[0]?.trace.inboundSeqs).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('a settle time of 0 answers at once, each bubble on its own', async () => {
    const { noor } = await open(0);
    await noor.customerWrites(amal, 'the price of the sofa?');
    expect(rig.whatsapp.sent).toHaveLength(1);
    await noor.customerWrites(amal, 'and once more?');
    expect(rig.whatsapp.sent).toHaveLength(2);
  });
});

describe('a message that comes while the model thinks', () => {
  it('restarts the turn at once without a settle time: one reply for both, and the trace says so', async () => {
    const { noor } = await open(0);
    model.isHolding = true;
    await noor.receive(amal, 'how much is the maid?');
    await rig.idle(1);
    await noor.receive(amal, 'no, the sofa I mean');
    await rig.idle(1);
    model.isHolding = false;
    model.held[0]?.answer(priceOf((await noor.service('Hourly maid')).id));
    await rig.idle();
    expect(rig.whatsapp.textsTo(amal)).toEqual([expect.stringContaining('Sofa cleaning: AED 180.')]);
    const turns = await noor.turnsOf(amal);
    expect(turns.map(({ trace }) => [trace.inboundSeqs, trace.restarts])).toEqual([[[1, 2], 1]]);
    expect(model.asked.at(-1)?.unanswered).toEqual(['how much is the maid?', 'no, the sofa I mean']);
    expect(rig.whatsapp.sent[0]?.text).not.toContain('maid');
  });

  it('starts the settle time anew where there is one: one reply for both', async () => {
    const { noor, sofa } = await open(1_200);
    model.isHolding = true;
    await noor.receive(amal, 'how much is the maid?');
    rig.clock.advance(1_200);
    await rig.idle(1);
    await noor.receive(amal, 'no, the sofa I mean');
    model.isHolding = false;
    model.held[0]?.answer(priceOf((await noor.service('Hourly maid')).id));
    await rig.idle();
    expect(rig.whatsapp.sent).toEqual([]);
    await rig.sweepAfter(1_200);
    expect(rig.whatsapp.textsTo(amal)).toEqual([expect.stringContaining(`${sofa.name.en}: AED 180.`)]);
    expect((await noor.turnsOf(amal)).map(({ trace }) => trace.inboundSeqs)).toEqual([[1, 2]]);
  });

  it('does not hold up another customer', async () => {
    const { noor } = await open(0);
    model.isHolding = true;
    await noor.receive(amal, 'how much is the sofa?');
    await rig.idle(1);
    model.isHolding = false;
    await noor.receive('971500000002', 'how much is the sofa?');
    await rig.idle(1);
    expect(rig.whatsapp.sent.map(({ to }) => to)).toEqual(['971500000002']);
    model.held[0]?.answer(model.script(model.held[0].briefing));
    await rig.idle();
    expect(rig.whatsapp.textsTo(amal)).toHaveLength(1);
  });
});

describe('a message that comes twice', () => {
  it('is stored and answered once, however many copies come at the same time', async () => {
    const { noor } = await open(0);
    const batch = {
      phoneNumberId: noor.whatsapp.externalKey,
      inbound: [
        {
          externalId: 'wamid.the-same',
          identities: [{ scheme: 'wa_phone', value: amal }],
          displayName: null,
          content: { type: 'text', text: 'the sofa?' },
          sentAt: rig.clock.now(),
        },
      ],
      receipts: [],
      ignored: 0,
    } as const;
    const deliver = () => rig.useCases.receiveCloudApiWebhook.execute({ batches: [batch] });
    const reports = await Promise.all(Array.from({ length: 10 }, deliver));
    await rig.idle();
    await deliver();
    await rig.idle();
    expect(reports.map(({ stored }) => stored).toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(rig.whatsapp.sent).toHaveLength(1);
    expect(await noor.messagesOf(amal)).toHaveLength(2);
  });
});
