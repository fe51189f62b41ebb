import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { priceOf, ScriptedModel } from './scripted-model.js';
import { busy } from './scripted-transport.js';
import { cleaning } from './shops.js';

const amal = '971500000001';
let rig: EngineRig;
let model: ScriptedModel;
let noor: Business;

beforeEach(async () => {
  model = new ScriptedModel();
  rig = await EngineRig.start({ model });
  noor = await rig.openBusiness(cleaning);
  const sofa = await noor.service('Sofa cleaning');
  model.script = () => priceOf(sofa.id);
});
afterEach(() => rig.stop());

const modelThinksAbout = async (text: string): Promise<void> => {
  model.isHolding = true;
  await noor.receive(amal, text);
  await rig.idle(1);
  model.isHolding = false;
};
const modelAnswers = async (): Promise<void> => {
  const [thought] = model.held.splice(0, 1);
  thought?.answer(model.script(thought.briefing));
  await rig.idle();
};

describe('a person who takes over while the model thinks', () => {
  it('is the only one who speaks: what the model then says is thrown away', async () => {
    await modelThinksAbout('how much is the sofa?');
    await noor.takeOver(amal);
    await modelAnswers();
    await rig.sweepAfter(60_000);
    expect(rig.whatsapp.sent).toEqual([]);
    expect(await noor.turnsOf(amal)).toEqual([]);
    expect(await noor.repliesTo(amal)).toEqual([]);
    expect((await noor.conversationOf(amal)).state).toMatchObject({ mode: 'human', epoch: 1 });
  });

  it('may have written already: that message goes out, and nothing after it', async () => {
    await modelThinksAbout('how much is the sofa?');
    await noor.humanWrites(amal, 'Huda here, let me look.');
    await modelAnswers();
    await rig.sweepAfter(60_000);
    expect(rig.whatsapp.sent).toMatchObject([{ author: 'human', text: 'Huda here, let me look.' }]);
  });
});

describe('a person who takes over while replies are waiting to leave', () => {
  it('cancels the replies; the own message leaves', async () => {
    rig.whatsapp.outcome = () => busy(5_000);
    await noor.customerWrites(amal, 'how much is the sofa?');
    expect((await noor.repliesTo(amal)).map(({ status }) => status)).toEqual(['queued']);
    await noor.humanWrites(amal, 'Huda here.');
    rig.whatsapp.outcome = () => ({ kind: 'accepted', externalId: null });
    await rig.sweepAfter(5_000);
    expect(rig.whatsapp.sent).toMatchObject([{ author: 'human', text: 'Huda here.' }]);
    expect((await noor.repliesTo(amal)).map(({ author, status }) => [author.kind, status])).toEqual([
      ['assistant', 'cancelled'],
      ['human', 'sent'],
    ]);
  });

  it('cancels them too with the button alone', async () => {
    rig.whatsapp.outcome = () => busy(5_000);
    await noor.customerWrites(amal, 'how much is the sofa?');
    await noor.takeOver(amal);
    expect((await noor.repliesTo(amal)).map(({ status }) => status)).toEqual(['cancelled']);
    rig.whatsapp.outcome = () => ({ kind: 'accepted', externalId: null });
    await rig.sweepAfter(5_000);
    expect(rig.whatsapp.sent).toEqual([]);
    expect(await noor.repliesTo(amal)).toMatchObject([
      { status: 'cancelled', statusReason: 'conversation.taken_over' },
    ]);
  });
});

describe('while a person has the conversation', () => {
  it('the assistant is not even asked', async () => {
    await noor.customerWrites(amal, 'hello, the sofa?');
    await noor.takeOver(amal);
    const asked = model.asked.length;
    await noor.customerWrites(amal, 'are you there?');
    await rig.sweepAfter(60_000);
    expect(model.asked).toHaveLength(asked);
    expect(rig.whatsapp.sent).toHaveLength(1);
  });

  it('a colleague cannot take it without force', async () => {
    await noor.customerWrites(amal, 'hello, the sofa?');
    await noor.takeOver(amal);
    const conversationId = await noor.idOf(amal);
    const colleague = { ...noor.admin, actor: { kind: 'human', userId: rig.builders.ids.user(), name: 'Omar' } };
    const take = (force: boolean) =>
      rig.useCases.takeOverConversation.execute({ by: colleague as typeof noor.admin, conversationId, force });
    await expect(take(false)).rejects.toMatchObject({ code: 'conversation.already_with_another_human' });
    expect((await take(true)).state.holder).toBe(colleague.actor.userId);
  });
});

describe('handing back', () => {
  it('answers what came in since the last message of the person, and not what the person has dealt with', async () => {
    await noor.customerWrites(amal, 'first, the sofa?');
    await noor.takeOver(amal);
    await noor.customerWrites(amal, 'a question for Huda');
    await noor.humanWrites(amal, 'Here is your answer.');
    await noor.customerWrites(amal, 'and what does the sofa cost?');
    await noor.handBack(amal);
    expect(model.asked.at(-1)?.unanswered).toEqual(['and what does the sofa cost?']);
    expect(rig.whatsapp.sent.map(({ author }) => author)).toEqual(['assistant', 'human', 'assistant']);
    const seqOfQuestion = (await noor.messagesOf(amal)).filter(({ direction }) => direction === 'in').at(-1)?.seq;
    expect((await noor.turnsOf(amal)).at(-1)?.trace.inboundSeqs).toEqual([seqOfQuestion]);
  });

  it('says nothing when the person has dealt with everything', async () => {
    await noor.customerWrites(amal, 'first, the sofa?');
    await noor.humanWrites(amal, 'Here is your answer.');
    const asked = model.asked.length;
    await noor.handBack(amal);
    await rig.sweepAfter(60_000);
    expect(model.asked).toHaveLength(asked);
    expect(rig.whatsapp.sent.map(({ author }) => author)).toEqual(['assistant', 'human']);
    expect((await noor.conversationOf(amal)).state.mode).toBe('assistant');
  });

  it('answers what came in under the button when the person wrote nothing at all', async () => {
    await noor.customerWrites(amal, 'first, the sofa?');
    await noor.takeOver(amal);
    await noor.customerWrites(amal, 'and again, the sofa?');
    await noor.handBack(amal);
    expect(model.asked.at(-1)?.unanswered).toEqual(['and again, the sofa?']);
    expect(rig.whatsapp.sent).toHaveLength(2);
  });
});
