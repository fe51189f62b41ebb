import { beforeEach, describe, expect, it } from 'vitest';
import { decideWithoutAssistant } from '#domain/assistant/decide-turn';
import type { Decision, DecisionInput } from '#domain/assistant/decision';
import { flowSnapshot } from '#domain/assistant/flow-snapshot';
import { textOf } from '#domain/assistant/outbound';
import { type Dialogue, freshDialogue } from '#domain/conversation/dialogue';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { aField, aForm, aMenu, callbackId, tapOf } from './menus.js';
import { faq, noorSouq } from './noor-souq.js';

const shop = noorSouq();
const form = aForm(callbackId, 'Call me back', {
  fields: [
    aField('name', 'name'),
    aField('time', 'select', { label: { en: 'When' }, options: [{ en: 'Morning' }, { en: 'Noon' }] }),
    aField('phone', 'phone'),
  ],
  thanks: { en: 'We will call you.' },
  asksInChat: true,
});
const flow = aMenu(faq('F5'));
const menus = flowSnapshot({ flows: [flow], forms: [form], active: flow.id, showsForms: false });

let dialogue: Dialogue;
beforeEach(() => {
  dialogue = freshDialogue;
});

const hears = (about: Partial<DecisionInput>, mayAsk = true): Decision | null => {
  const settings = { ...defaultAssistantSettings, enabled: false };
  const nothing = { mode: 'assistant', unanswered: [], choiceId: null, hasUnreadable: false } as const;
  const input = { settings, catalogue: shop, menus, dialogue, lastOrderIsPending: false, ...nothing, ...about };
  const decision = decideWithoutAssistant(input, mayAsk);
  dialogue = decision?.dialogue ?? dialogue;
  return decision;
};
const taps = (choiceId: string, mayAsk = true) => hears({ choiceId, unanswered: ['x'] }, mayAsk);
const says = (text: string, mayAsk = true) => hears({ unanswered: [text] }, mayAsk);
const textIn = (decision: Decision | null): string => decision?.replies.map(textOf).join('\n') ?? '';
const begin = (): Decision | null => taps(tapOf('callback'));

describe('a form of a menu, while the assistant is off', () => {
  it('is asked for to its end by rules alone, in the name of the system, and handed in', () => {
    const begun = begin();
    expect(textIn(begun)).toContain('Your name:');
    expect(begun).toMatchObject({ speaker: 'system', escalation: null, outcome: 'reply' });
    expect(textIn(begun)).not.toContain('AI assistant');
    expect(textIn(says('Sara Khan'))).toContain('1. Morning\n2. Noon');
    expect(textIn(says('2'))).toContain('Your phone');
    expect(textIn(says('nonsense'))).toContain('Your phone');
    expect(textIn(says('050 123 4567'))).toContain('Sara Khan');
    const handedIn = says('yes');
    expect(handedIn).toMatchObject({ speaker: 'system', escalation: null });
    expect(handedIn?.lead).toMatchObject({ form: callbackId, values: { name: 'Sara Khan', time: 'Noon' } });
    expect(textIn(handedIn)).toContain('We will call you.');
    expect(dialogue.form).toBeNull();
  });

  it('can be corrected, dropped, and left for a person', () => {
    begin();
    says('Sara Khan');
    expect(textIn(says('change my name'))).toContain('Your name');
    expect(says('0')).toMatchObject({ escalation: 'customer_asked' });
    says('cancel');
    expect(dialogue.form).toBeNull();
  });

  it('answers no question, and takes no words for it that no form is open for', () => {
    expect(says('Sara Khan')).toBeNull();
    begin();
    expect(says('how much is the sofa cleaning?')).toBeNull();
    expect(taps(`faq:${faq('F5')}`)).toBeNull();
    expect(dialogue.form).toMatchObject({ awaiting: 'name' });
    expect(hears({ unanswered: ['Sara Khan'], mode: 'human' })).toBeNull();
  });
});

describe('a form of a menu, with the kill switch', () => {
  it('is left to a person, also one that was begun before', () => {
    expect(taps(tapOf('callback'), false)).toMatchObject({ escalation: 'customer_asked', speaker: 'system' });
    dialogue = freshDialogue;
    begin();
    expect(says('Sara Khan', false)).toBeNull();
    expect(dialogue.form?.values).toEqual({});
  });
});
