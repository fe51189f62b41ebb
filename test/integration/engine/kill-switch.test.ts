import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { priceOf, ScriptedModel } from './scripted-model.js';
import { busy } from './scripted-transport.js';
import { cleaning, garage } from './shops.js';

const amal = '971500000001';
const badr = '971500000002';
/** A line that the switch holds is looked at this often: the longest a reply waits after the release. */
const heldLookMs = 3_000;
let rig: EngineRig;
let model: ScriptedModel;
let noor: Business;
let zephyr: Business;

beforeEach(async () => {
  model = new ScriptedModel();
  rig = await EngineRig.start({ model });
  noor = await rig.openBusiness(cleaning);
  zephyr = await rig.openBusiness(garage);
  model.script = ({ catalogue }) => priceOf([...catalogue.services.keys()][0]!);
});
afterEach(() => rig.stop());

const platformSwitch = (on: boolean) =>
  rig.useCases.useKillSwitch.execute({ by: rig.platform, scope: 'platform', on, reason: 'test' });

/** A reply that is decided and waits, because the provider was busy when it was to leave. */
const replyWaitsAt = async (business: Business, phone: string): Promise<void> => {
  rig.whatsapp.outcome = () => busy(1_000);
  await business.customerWrites(phone, 'what does it cost?');
  rig.whatsapp.outcome = () => ({ kind: 'accepted', externalId: null });
};
const saidBy = (author: string, business: Business) =>
  rig.whatsapp.sent.filter((sent) => sent.author === author && sent.tenantId === business.tenantId);

describe('the switch of a tenant', () => {
  it('holds what was queued before, and lets it leave after the release', async () => {
    await replyWaitsAt(noor, amal);
    await noor.kill(true);
    for (let looks = 0; looks < 5; looks += 1) await rig.sweepAfter(10_000);
    expect(rig.whatsapp.sent).toEqual([]);
    expect((await noor.repliesTo(amal)).map(({ status }) => status)).toEqual(['queued']);
    await noor.kill(false);
    await rig.pass(heldLookMs);
    expect(rig.whatsapp.textsTo(amal)).toEqual([expect.stringContaining('AED')]);
  });

  it('holds a reply whose model was still thinking when it was thrown', async () => {
    model.isHolding = true;
    await noor.receive(amal, 'what does it cost?');
    await rig.idle(1);
    model.isHolding = false;
    await noor.kill(true);
    for (const { answer, briefing } of model.held.splice(0)) answer(model.script(briefing));
    await rig.idle();
    await rig.sweepAfter(10_000);
    expect(rig.whatsapp.sent).toEqual([]);
    expect((await noor.turnsOf(amal)).length).toBe(1);
    await noor.kill(false);
    await rig.pass(heldLookMs);
    expect(rig.whatsapp.textsTo(amal)).toHaveLength(1);
  });

  it('answers nobody while it is on, calls a person instead, and asks no model', async () => {
    await noor.kill(true);
    await noor.customerWrites(amal, 'what does it cost?');
    await rig.sweepAfter(60_000);
    expect(rig.whatsapp.sent).toEqual([]);
    expect(model.asked).toEqual([]);
    expect((await noor.turnsOf(amal)).map(({ outcome, silence }) => [outcome, silence])).toEqual([
      ['silence', 'kill_switch'],
    ]);
    expect((await noor.conversationOf(amal)).state).toMatchObject({
      mode: 'waiting',
      escalation: { reason: 'assistant_off' },
    });
  });

  it('lets people write', async () => {
    await noor.customerWrites(amal, 'what does it cost?');
    await noor.kill(true);
    await noor.humanWrites(amal, 'Huda here.');
    expect(saidBy('human', noor)).toMatchObject([{ text: 'Huda here.' }]);
  });

  it('means nothing to another tenant', async () => {
    await noor.kill(true);
    await zephyr.customerWrites(badr, 'what does it cost?');
    expect(saidBy('assistant', zephyr)).toHaveLength(1);
  });
});

describe('the switch of the platform', () => {
  it('silences every tenant, also what was queued, and lets people write', async () => {
    await noor.customerWrites('971500000003', 'hello, what does it cost?');
    await replyWaitsAt(noor, amal);
    await replyWaitsAt(zephyr, badr);
    await platformSwitch(true);
    await rig.sweepAfter(10_000);
    await noor.humanWrites('971500000003', 'Huda here.');
    expect(rig.whatsapp.sent.map(({ author }) => author)).toEqual(['assistant', 'human']);
    await platformSwitch(false);
    await rig.sweepAfter(10_000);
    expect(rig.whatsapp.textsTo(amal)).toHaveLength(1);
    expect(rig.whatsapp.textsTo(badr)).toHaveLength(1);
  });

  it('is not for the admin of a tenant to throw', async () => {
    const thrown = rig.useCases.useKillSwitch.execute({ by: noor.admin, scope: 'platform', on: true, reason: '' });
    await expect(thrown).rejects.toMatchObject({ code: 'permission.denied' });
    await zephyr.customerWrites(badr, 'what does it cost?');
    expect(saidBy('assistant', zephyr)).toHaveLength(1);
  });
});

describe('the switch of one conversation', () => {
  it('withdraws what was queued there, answers nothing there, and nobody else notices', async () => {
    await replyWaitsAt(noor, amal);
    await noor.switchAssistant(amal, false);
    await noor.customerWrites(amal, 'hello? what does it cost?');
    await noor.customerWrites(badr, 'what does it cost?');
    await rig.sweepAfter(60_000);
    expect(rig.whatsapp.sent.map(({ to }) => to)).toEqual([badr]);
    expect((await noor.repliesTo(amal)).map(({ status }) => status)).toEqual(['cancelled']);
  });

  it('lets people write, and answers what is unanswered once it is on again', async () => {
    await noor.customerWrites(amal, 'what does it cost?');
    await noor.switchAssistant(amal, false);
    await noor.customerWrites(amal, 'and once more, what does it cost?');
    await rig.sweepAfter(60_000);
    expect(rig.whatsapp.sent).toHaveLength(1);
    await noor.switchAssistant(amal, true);
    expect(model.asked.at(-1)?.unanswered).toEqual(['and once more, what does it cost?']);
    expect(rig.whatsapp.sent).toHaveLength(2);
    await noor.switchAssistant(amal, false);
    await noor.humanWrites(amal, 'Huda here.');
    expect(saidBy('human', noor)).toHaveLength(1);
  });
});
