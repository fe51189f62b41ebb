import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Business } from '../engine/business.js';
import { NumbersRig, savedByAnother } from './numbers-rig.js';

const amal = '971500000001';
const question = 'how much is sofa cleaning?';
let numbers: NumbersRig;
let noor: Business;
let ref: SessionRef;

const sending = (about: object = {}) =>
  numbers.rig.useCases.changeSending.execute({
    by: noor.admin,
    channelId: ref.channelId,
    sending: { preset: 'careful', replyOnly: true, quietHours: null, ...about },
  });
/** A second at a time: what was booked for a moment has to be asked for at that moment. */
const seconds = async (count: number): Promise<void> => {
  for (let second = 0; second < count; second += 1) await numbers.rig.pass(1_000);
};
const reply = async () => (await numbers.repliesTo(noor, ref, amal))[0];

beforeEach(async () => {
  numbers = await NumbersRig.start();
  noor = await numbers.openBusiness();
  ref = await numbers.linked(noor);
  // Behind the silence after a new connection.
  await numbers.rig.pass(120_000);
});
afterEach(() => numbers.stop());

describe('a paced number', () => {
  it('reads, types and then sends, and says meanwhile what it waits for', async () => {
    await sending();
    await numbers.customerWrites(ref, amal, question);
    expect(numbers.engines.sent).toEqual([]);
    expect(await reply()).toMatchObject({ status: 'queued', statusReason: expect.stringMatching(/^pacing\./) });
    const { sending: told } = await numbers.view(noor, ref);
    expect(told).toMatchObject({ preset: 'careful', waiting: 1, waitsBecause: expect.stringMatching(/^pacing\./) });
    await seconds(20);
    expect(numbers.engines.courtesies[0]).toMatch(/^read 3A/);
    expect(numbers.engines.courtesies).toContain('typing');
    expect(numbers.sentTexts().join()).toContain('180');
    expect(await reply()).toMatchObject({ status: 'sent', attempts: 1 });
    expect((await numbers.view(noor, ref)).sending).toMatchObject({ waiting: 0, sentToday: 1 });
  });

  it('names a message the same at every try, as WhatsApp names its own', async () => {
    numbers.engines.outcomes.push({ kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 1_000 });
    await numbers.customerWrites(ref, amal, question);
    await seconds(2);
    const ids = numbers.engines.sent.map(({ externalId }) => externalId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^3EB0[0-9A-F]{18}$/);
    expect(await reply()).toMatchObject({ status: 'sent', externalId: ids[0] });
  });

  it('sends nothing that a person has taken over meanwhile', async () => {
    await sending();
    await numbers.customerWrites(ref, amal, question);
    const who = { scheme: 'wa_phone', value: amal } as const;
    const conversation = await noor.store.conversations.findLatestByIdentity(ref.channelId, who);
    const input = { by: noor.admin, conversationId: conversation!.state.id, force: false };
    await numbers.rig.useCases.takeOverConversation.execute(input);
    await seconds(20);
    expect(numbers.engines.sent).toEqual([]);
    expect(await reply()).toMatchObject({ status: 'cancelled' });
  });

  it('sends nothing while the kill switch is on, and does not pretend to type', async () => {
    await sending();
    await numbers.customerWrites(ref, amal, question);
    await noor.kill(true);
    // Long enough that the moment it was given is missed: it needs a new one.
    await seconds(60);
    expect(numbers.engines.sent).toEqual([]);
    expect(numbers.engines.courtesies).toEqual([]);
    await noor.kill(false);
    await seconds(30);
    expect(numbers.engines.sent).toHaveLength(1);
  });

  it('pauses when WhatsApp warns, until a person lets it go on', async () => {
    await sending();
    await numbers.says(ref, { kind: 'warning', code: '463' });
    await numbers.customerWrites(ref, amal, question);
    await seconds(30);
    expect(numbers.engines.sent).toEqual([]);
    expect((await numbers.view(noor, ref)).sending).toMatchObject({
      pausedBecause: 'restricted',
      waitsBecause: 'pacing.paused_by_warning',
    });
    expect((await numbers.view(noor, ref)).risk.causes.map(({ cause }) => cause)).toContain('risk.warnings');
    await numbers.rig.useCases.resumeSession.execute({ by: noor.admin, channelId: ref.channelId });
    await numbers.rig.pass(300_000);
    await seconds(30);
    expect(numbers.engines.sent).toHaveLength(1);
  });

  it('counts what it sent across a restart of its lease', async () => {
    await numbers.customerWrites(ref, amal, question);
    expect((await numbers.view(noor, ref)).sending.sentToday).toBe(1);
    await numbers.rig.useCases.pauseSession.execute({ by: noor.admin, channelId: ref.channelId });
    expect(numbers.held(ref)).toBeNull();
    expect((await numbers.view(noor, ref)).sending.sentToday).toBe(1);
  });

  it('is never let loose on a real WhatsApp', async () => {
    await numbers.stop();
    numbers = await NumbersRig.start({ environment: { WAKIL_WHATSAPP_URL: '' } });
    noor = await numbers.openBusiness();
    ref = await numbers.linked(noor);
    expect(await numbers.view(noor, ref)).toMatchObject({ isEmulated: false, sending: { preset: 'careful' } });
    await expect(sending({ preset: 'off' })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

describe('a number that comes from an emulator', () => {
  it('is paced when the same data meets the real WhatsApp', async () => {
    await numbers.stop();
    numbers = await NumbersRig.start({ environment: { WAKIL_WHATSAPP_URL: '' } });
    noor = await numbers.openBusiness();
    ref = await numbers.linked(noor);
    await numbers.rig.useCases.pauseSession.execute({ by: noor.admin, channelId: ref.channelId });
    const record = await noor.store.sessions.find(ref.channelId);
    const state = { ...(record!.state as object), sending: { preset: 'off', replyOnly: false, quietHours: null } };
    await savedByAnother(noor, ref, { ...record!, state });
    expect((await numbers.view(noor, ref)).sending).toMatchObject({ preset: 'careful', replyOnly: true });
    await numbers.rig.useCases.resumeSession.execute({ by: noor.admin, channelId: ref.channelId });
    expect((await numbers.view(noor, ref)).sending).toMatchObject({ preset: 'careful', replyOnly: true });
  });
});

describe('what the server says of a message', () => {
  it('finds it by its name, also when our own answer got lost', async () => {
    numbers.engines.outcomes.push({ kind: 'unknown', reason: 'whatsapp.process_gone' });
    await numbers.customerWrites(ref, amal, question);
    expect(await reply()).toMatchObject({ status: 'unknown' });
    const [{ externalId } = { externalId: '' }] = numbers.engines.sent;
    const at = numbers.rig.clock.now();
    await numbers.engines.ears.receipts(ref, [{ externalId, status: 'delivered', reason: null, at }]);
    expect(await reply()).toMatchObject({ status: 'delivered', externalId });
    await numbers.rig.pass(300_000);
    expect(numbers.engines.sent).toHaveLength(1);
  });

  /** What the phone tells its other devices of a message: as if the owner had written it there. */
  const echo = (externalId: string, text: string) => {
    const to = [{ scheme: 'wa_phone', value: amal }] as const;
    const content = { type: 'text', text } as const;
    const message = { externalId, identities: to, displayName: null, content, sentAt: numbers.rig.clock.now() };
    return numbers.engines.ears.ownMessages(ref, [{ message, arrival: 'live', hasMedia: false, to }]);
  };
  const modeOf = async () => {
    const who = { scheme: 'wa_phone', value: amal } as const;
    return (await noor.store.conversations.findLatestByIdentity(ref.channelId, who))?.state.mode;
  };

  it.each([
    ['while its answer is still out', false],
    ['after a restart, when nobody remembers having sent it', true],
  ])('takes nothing over as an echo %s', async (_when, isForgotten) => {
    numbers.engines.outcomes.push({ kind: 'unknown', reason: 'whatsapp.process_gone' });
    await numbers.customerWrites(ref, amal, question);
    const [{ externalId, text } = { externalId: '', text: '' }] = numbers.engines.sent;
    if (isForgotten) {
      await numbers.watch.stop();
      await numbers.watch.start();
      await numbers.opens(ref);
    }
    expect(await reply()).toMatchObject({ status: 'unknown', externalId: null });
    await echo(externalId, text);
    expect(await modeOf()).toBe('assistant');
    expect(await numbers.repliesTo(noor, ref, amal)).toHaveLength(1);
    expect(await reply()).toMatchObject({ status: 'sent', externalId, author: { kind: 'assistant' } });
    await numbers.rig.pass(300_000);
    expect(numbers.engines.sent).toHaveLength(1);
    await echo('3EB0000000000000000000', 'I am on it myself');
    expect(await modeOf()).toBe('human');
  });
});
