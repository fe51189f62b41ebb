import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Flow } from '#domain/assistant/flow';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { priceOf, ScriptedModel } from './scripted-model.js';
import { cleaning, garage } from './shops.js';

const amal = '971500000001';
let rig: EngineRig;
let model: ScriptedModel;
let noor: Business;
let flow: Flow;

const menuOf = (business: Business, about: Partial<Flow> = {}): Promise<Flow> =>
  business.store.flows.save(
    rig.builders.aFlow(business.tenantId, {
      nodes: [
        {
          id: 'start',
          text: { en: 'How can we help?' },
          options: [
            { id: 'hours', label: { en: 'Hours' }, action: { do: 'answer', text: { en: 'Nine to five.' } } },
            { id: 'person', label: { en: 'A person' }, action: { do: 'hand_over' } },
          ],
        },
      ],
      ...about,
    }),
    rig.builders.anAudit(),
  );

beforeEach(async () => {
  model = new ScriptedModel();
  rig = await EngineRig.start({ model });
  noor = await rig.openBusiness(cleaning);
  model.script = ({ catalogue }) => priceOf([...catalogue.services.keys()][0]!);
  flow = await menuOf(noor);
  const settings = await noor.store.widget.settings();
  await noor.store.widget.saveSettings({ ...settings, menu: flow.id }, rig.builders.anAudit());
});
afterEach(() => rig.stop());

const taps = async (option: string, id: string = flow.id): Promise<void> => {
  await noor.receive(amal, option, { type: 'choice', id: `flow:${id}:${option}`, text: option });
  await rig.idle();
};
const sent = () => rig.whatsapp.textsTo(amal);
const authors = async () => (await noor.repliesTo(amal)).map(({ author }) => author.kind);

const switchOff = async (): Promise<void> => {
  const tenant = await noor.store.findTenant();
  if (tenant === null) throw new Error('no tenant');
  const assistant = { ...tenant.state.assistant, enabled: false };
  await rig.useCases.updateSettings.execute({ by: noor.admin, version: tenant.state.version, assistant });
};

const offBySwitch = { 'the assistant off': switchOff, 'the kill switch thrown': () => noor.kill(true) };

describe.each(Object.entries(offBySwitch))('with %s', (_how, off) => {
  beforeEach(off);

  it('the menu comes up and answers, in the name of the system', async () => {
    await noor.customerWrites(amal, 'menu');
    await taps('hours');
    await noor.customerWrites(amal, '1');
    expect(sent()).toEqual([
      expect.stringMatching(/^How can we help\?\n\n1\. Hours\n2\. A person$/),
      expect.stringContaining('Nine to five.'),
      expect.stringContaining('Nine to five.'),
    ]);
    expect(await authors()).toEqual(['system', 'system', 'system']);
    expect((await noor.conversationOf(amal)).state.mode).toBe('assistant');
  });

  it('a person is called from it, and the customer hears so', async () => {
    await taps('person');
    expect(sent()).toHaveLength(1);
    expect((await noor.conversationOf(amal)).state).toMatchObject({
      mode: 'waiting',
      escalation: { reason: 'customer_asked' },
    });
  });

  it('everything else is silent and calls a person', async () => {
    await noor.customerWrites(amal, 'what does it cost?');
    expect(sent()).toEqual([]);
    expect((await noor.conversationOf(amal)).state).toMatchObject({ escalation: { reason: 'assistant_off' } });
  });

  it('a menu that is a draft says nothing', async () => {
    await noor.store.flows.save({ ...flow, status: 'draft' }, rig.builders.anAudit());
    await taps('hours');
    expect(sent()).toEqual([]);
  });

  it('the menu is silent while a person has the conversation', async () => {
    await noor.customerWrites(amal, 'menu');
    await rig.useCases.takeOverConversation.execute({
      by: noor.admin,
      conversationId: await noor.idOf(amal),
      force: false,
    });
    await taps('hours');
    expect(sent()).toHaveLength(1);
  });
});

describe('a form that the menu begins in a chat', () => {
  beforeEach(async () => {
    const { aForm, anAudit } = rig.builders;
    const form = await noor.store.forms.save(aForm(noor.tenantId, { asksInChat: true }), anAudit());
    const [start] = flow.nodes;
    const call = { id: 'call', label: { en: 'Call me' }, action: { do: 'form', form: form.id } } as const;
    const nodes = start === undefined ? [] : [{ ...start, options: [...start.options, call] }];
    flow = await noor.store.flows.save({ ...flow, nodes }, anAudit());
  });
  const leads = async () => (await noor.store.leads.page({}, { after: null, limit: 10 })).items;

  it('is asked for while the assistant is off, and its lead is taken', async () => {
    await switchOff();
    await taps('call');
    await noor.customerWrites(amal, 'Amal Said');
    await noor.customerWrites(amal, 'yes');
    expect(sent()).toEqual([
      expect.stringMatching(/Name:$/),
      expect.stringContaining('Amal Said'),
      expect.stringContaining('Thank you'),
    ]);
    expect(await authors()).toEqual(['system', 'system', 'system']);
    expect(await leads()).toMatchObject([{ name: 'Amal Said' }]);
    expect((await noor.conversationOf(amal)).state.mode).toBe('assistant');
    expect(model.held).toEqual([]);
  });

  it('is left to a person when the kill switch is thrown, with what was said already', async () => {
    await switchOff();
    await taps('call');
    await noor.kill(true);
    await noor.customerWrites(amal, 'Amal Said');
    expect(sent()).toHaveLength(1);
    expect(await leads()).toEqual([]);
    expect((await noor.conversationOf(amal)).state).toMatchObject({
      mode: 'waiting',
      escalation: { reason: 'assistant_off' },
    });
  });
});

describe('with the assistant on', () => {
  it('a menu asks no model, and what it says leaves through a switch thrown meanwhile', async () => {
    model.isHolding = true;
    await taps('hours');
    expect(model.held).toEqual([]);
    expect(sent()).toEqual([expect.stringContaining('Nine to five.')]);
  });

  it("another business's menu answers nobody here", async () => {
    const zephyr = await rig.openBusiness(garage);
    const theirs = await menuOf(zephyr, {
      nodes: [
        {
          id: 'start',
          text: { en: 'Garage' },
          options: [{ id: 'hours', label: { en: 'Hours' }, action: { do: 'answer', text: { en: 'Garage hours.' } } }],
        },
      ],
    });
    await taps('hours', theirs.id);
    expect(sent().join()).not.toContain('Garage');
    expect(sent()).toEqual([expect.stringContaining('How can we help?')]);
  });
});
