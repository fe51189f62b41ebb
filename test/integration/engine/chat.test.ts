import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readableText } from '#domain/conversation/message-content';
import type { ConversationId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { priceOf, ScriptedModel } from './scripted-model.js';
import { cleaning } from './shops.js';

let rig: EngineRig;
let model: ScriptedModel;
let noor: Business;

beforeEach(async () => {
  model = new ScriptedModel();
  rig = await EngineRig.start({ model, realTransports: true });
  noor = await rig.openBusiness(cleaning);
  const sofa = await noor.service('Sofa cleaning');
  model.script = () => priceOf(sofa.id);
});
afterEach(() => rig.stop());

/** @param conversationId one of the session's; `null`: its newest. */
const fetchFor = async (sessionId: string, afterSeq = 0, conversationId: ConversationId | null = null) => {
  const input = { by: noor.program, sessionId, conversationId, afterSeq };
  const page = await rig.useCases.pageChatMessages.execute(input);
  return { ...page, texts: page.messages.map(({ content }) => readableText(content)) };
};
const thePrice = expect.stringContaining('Sofa cleaning: AED 180.');

describe('a message over the chat API', () => {
  it('is answered in the call itself, settle time or not', async () => {
    const patient = await rig.openBusiness({ ...cleaning, name: 'Patient', assistant: { settleMs: 5_000 } });
    const sofa = await patient.service('Sofa cleaning');
    model.script = () => priceOf(sofa.id);
    const answer = await patient.chat('visitor', 'how much is the sofa?');
    expect(answer.status).toBe('answered');
    expect(answer.replies.map(({ content }) => readableText(content))).toEqual([thePrice]);
  });

  it('is answered in the call also where nothing was heard of the answer', async () => {
    const bus = rig.application.container.get(tokens.bus);
    const deaf = vi.spyOn(bus, 'publish').mockImplementation(() => undefined);
    const called = noor.chat('visitor', 'how much is the sofa?');
    await expect
      .poll(async () => (await noor.repliesTo('visitor').catch(() => [])).map(({ status }) => status))
      .toEqual(['sent']);
    deaf.mockRestore();
    bus.publish({ kind: 'missed', tenantId: null });
    expect((await called).status).toBe('answered');
  });

  it('sent twice under one key is one message with one answer, the second time the same', async () => {
    const first = await noor.chat('visitor', 'how much is the sofa?', { key: 'k1' });
    const second = await noor.chat('visitor', 'how much is the sofa?', { key: 'k1' });
    expect(second.messageId).toBe(first.messageId);
    expect(second.status).toBe('answered');
    expect(second.replies.map(({ id }) => id)).toEqual(first.replies.map(({ id }) => id));
    expect(await noor.messagesOf('visitor')).toHaveLength(2);
    expect(model.asked).toHaveLength(1);
  });

  it('sent twice at the same moment under one key is one message, and both calls get its answer', async () => {
    const send = () => noor.chat('visitor', 'how much is the sofa?', { key: 'k1' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(['answered', 'answered', 'answered']);
    expect(await noor.messagesOf('visitor')).toHaveLength(2);
  });

  it('under the key of another session is a message of its own', async () => {
    const first = await noor.chat('visitor', 'how much is the sofa?', { key: 'k1' });
    const second = await noor.chat('somebody else', 'how much is the sofa?', { key: 'k1' });
    expect(second.messageId).not.toBe(first.messageId);
    expect(second.conversationId).not.toBe(first.conversationId);
  });

  it('whose answer takes too long is pending, and the answer is fetched later', async () => {
    model.isHolding = true;
    const call = noor.chat('visitor', 'how much is the sofa?', { waitMs: 5_000 });
    await rig.idle(1);
    while (model.held.length === 0) await rig.idle(1);
    rig.clock.advance(5_000);
    expect(await call).toMatchObject({ status: 'pending', replies: [] });
    expect((await fetchFor('visitor')).texts).toEqual([]);
    const { cursor } = await call;
    model.held[0]?.answer(model.script(model.held[0].briefing));
    await rig.idle();
    expect((await fetchFor('visitor', cursor)).texts).toEqual([thePrice]);
  });

  it('that nobody waits for is stored and answered all the same', async () => {
    const answer = await noor.chat('visitor', 'how much is the sofa?', { waitMs: 0 });
    expect(answer).toMatchObject({ status: 'pending', replies: [] });
    await rig.idle();
    expect((await fetchFor('visitor')).texts).toEqual([thePrice]);
  });

  it('to a person who has the conversation says so, and the person’s answer is fetched later', async () => {
    await noor.chat('visitor', 'hello, the sofa?');
    await noor.takeOver('visitor');
    const answer = await noor.chat('visitor', 'are you a person?');
    expect(answer).toMatchObject({ status: 'with_human', replies: [] });
    await noor.humanWrites('visitor', 'Yes, Huda here.');
    expect((await fetchFor('visitor', answer.cursor)).texts).toEqual(['Yes, Huda here.']);
  });

  it('that calls a person is answered with the hand-over, not with silence', async () => {
    const answer = await noor.chat('visitor', 'talk to a person');
    expect(answer.status).toBe('answered');
    expect(readableText(answer.replies[0]!.content)).toContain('I have asked a colleague from the team');
    expect((await noor.conversationOf('visitor')).state.mode).toBe('waiting');
  });

  it('under the kill switch says that nothing will be said by itself', async () => {
    await noor.kill(true);
    const answer = await noor.chat('visitor', 'how much is the sofa?');
    expect(answer).toMatchObject({ status: 'with_human', replies: [] });
  });
});

describe('the messages of a session', () => {
  it('count as delivered once they were fetched', async () => {
    await noor.chat('visitor', 'how much is the sofa?', { waitMs: 0 });
    await rig.idle();
    expect((await noor.repliesTo('visitor')).map(({ status }) => status)).toEqual(['sent']);
    await fetchFor('visitor');
    expect((await noor.repliesTo('visitor')).map(({ status }) => status)).toEqual(['delivered']);
  });

  it('come once when the program asks for what follows its cursor', async () => {
    await noor.chat('visitor', 'how much is the sofa?');
    const { cursor, texts } = await fetchFor('visitor');
    expect(texts).toHaveLength(1);
    expect((await fetchFor('visitor', cursor)).texts).toEqual([]);
    await noor.chat('visitor', 'once more, the sofa?');
    expect((await fetchFor('visitor', cursor)).texts).toHaveLength(1);
  });

  it('can still be fetched after the conversation was closed', async () => {
    await noor.chat('visitor', 'how much is the sofa?');
    const { cursor } = await fetchFor('visitor');
    await noor.humanWrites('visitor', 'Goodbye from Huda.');
    const conversationId = await noor.idOf('visitor');
    await rig.useCases.closeConversation.execute({ by: noor.admin, conversationId, resolution: null });
    expect((await fetchFor('visitor', cursor)).texts).toEqual(['Goodbye from Huda.']);
  });

  it('are those of the new conversation once the visitor wrote again after a closing', async () => {
    const first = await noor.chat('visitor', 'how much is the sofa?');
    await rig.useCases.closeConversation.execute({
      by: noor.admin,
      conversationId: first.conversationId,
      resolution: null,
    });
    const second = await noor.chat('visitor', 'once more, the sofa?');
    expect(second.conversationId).not.toBe(first.conversationId);
    expect((await fetchFor('visitor')).messages.map(({ conversationId }) => conversationId)).toEqual([
      second.conversationId,
    ]);
    const earlier = await fetchFor('visitor', 0, first.conversationId);
    expect(earlier.messages.map(({ id }) => id)).toEqual(first.replies.map(({ id }) => id));
  });

  it('are not another tenant’s to fetch, even under the same name', async () => {
    await noor.chat('visitor', 'how much is the sofa?');
    const stranger = await rig.openBusiness({ ...cleaning, name: 'Stranger' });
    await stranger.chat('visitor of theirs', 'how much is the sofa?');
    const conversationId = await noor.idOf('visitor');
    for (const input of [
      { sessionId: 'visitor', conversationId: null },
      { sessionId: 'visitor of theirs', conversationId },
    ]) {
      const attempt = rig.useCases.pageChatMessages.execute({ by: stranger.program, afterSeq: 0, ...input });
      await expect(attempt).rejects.toMatchObject({ code: 'resource.not_found' });
    }
  });

  it('are not another session’s of the same tenant, even under the conversation’s id', async () => {
    const { conversationId } = await noor.chat('visitor', 'how much is the sofa?');
    await noor.chat('somebody else', 'how much is the sofa?');
    const attempt = fetchFor('somebody else', 0, conversationId);
    await expect(attempt).rejects.toMatchObject({ code: 'resource.not_found' });
  });
});
