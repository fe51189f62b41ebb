import { describe, expect, it } from 'vitest';
import { beforeModel } from '#domain/assistant/before-model';
import type { DecisionInput } from '#domain/assistant/decision';
import { noMenus } from '#domain/assistant/flow-snapshot';
import { freshDialogue, type OrderDraft } from '#domain/conversation/dialogue';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { Chat } from './chat.js';
import { faq, noorSouq, svc } from './noor-souq.js';

const input = (about: Partial<DecisionInput>): DecisionInput => ({
  settings: defaultAssistantSettings,
  catalogue: noorSouq(),
  dialogue: freshDialogue,
  mode: 'assistant',
  unanswered: [],
  choiceId: null,
  hasUnreadable: false,
  menus: noMenus,
  lastOrderIsPending: false,
  ...about,
});
const acts = (about: Partial<DecisionInput>) => beforeModel(input(about))?.acts ?? null;
const offered = {
  ...freshDialogue,
  choices: [
    { id: `price:${svc('P01')}`, label: 'Classic Abaya' },
    { id: `faq:${faq('F1')}`, label: 'What are your opening hours?' },
    { id: 'human', label: 'Talk to a person' },
  ],
};
const person = [{ act: 'hand_over', reason: 'customer_asked' }];

describe('a choice', () => {
  it.each([['1'], ['١'], [' 1. '], ['classic abaya'], ['Classic Abaya!']])('typed as "%s" is the first', (text) => {
    expect(acts({ dialogue: offered, unanswered: [text] })).toEqual([{ act: 'quote_price', services: [svc('P01')] }]);
  });

  it('typed as its number in Arabic digits, or as its label with a question mark', () => {
    for (const text of ['٢', 'what are your opening hours?'])
      expect(acts({ dialogue: offered, unanswered: [text] })).toEqual([{ act: 'answer_faq', faq: faq('F1') }]);
  });

  it('that is not on offer is the model’s to understand', () => {
    expect(acts({ dialogue: offered, unanswered: ['3'] })).toBeNull();
    expect(acts({ unanswered: ['1'] })).toBeNull();
    expect(acts({ dialogue: offered, unanswered: ['1 and 2'] })).toBeNull();
  });

  it('tapped counts by its id, offered lately or not', () => {
    expect(acts({ choiceId: `describe:${svc('S01')}`, unanswered: ['More'] })).toEqual([
      { act: 'describe', services: [svc('S01')] },
    ]);
    expect(acts({ choiceId: `order:${svc('S01')}` })).toEqual([
      { act: 'order', lines: [{ service: svc('S01'), quantity: null }], slots: {} },
    ]);
  });

  it.each([
    'price:svc_other',
    'price:__proto__',
    'yes:1',
    'withdraw',
    'keep',
    'no',
    'customer_confirmed',
    `price:${svc('P01')}:x`,
    `faq:${svc('P01')}`,
    '',
  ])('tapped with the forged id "%s" means nothing', (choiceId) => {
    expect(acts({ choiceId, unanswered: ['yes'] })).toBeNull();
  });
});

describe('the wish for a person', () => {
  it.each(['0', '٠', 'human', 'Agent!', 'talk to a person', 'موظف', 'إنسان'])('"%s" always is one', (text) => {
    expect(acts({ unanswered: [text] })).toEqual(person);
    expect(acts({ unanswered: [text], dialogue: { ...freshDialogue, order: awaiting('name') } })).toEqual(person);
  });
});

const awaiting = (what: OrderDraft['awaiting']): OrderDraft => ({
  lines: [{ serviceId: svc('S01'), quantity: what === 'quantity' ? 0 : 1 }],
  details: {},
  awaiting: what,
  quoted: what === 'confirmation' ? 'summary' : null,
});
const while_ = (what: OrderDraft['awaiting'], ...unanswered: string[]) =>
  acts({ unanswered, dialogue: { ...freshDialogue, order: awaiting(what) } });

describe('while a summary awaits a yes', () => {
  it.each([
    'yes',
    'Yes please',
    'ok',
    'sure, send it',
    'نعم',
    'أيوه',
    'ايوا',
    'اي',
    'تمام',
    'نعم من فضلك',
    '👍',
    'YES!!',
  ])('"%s" is one', (text) => {
    expect(while_('confirmation', text)).toEqual([{ act: 'customer_confirmed' }]);
  });

  it('in two messages it is one', () => {
    expect(while_('confirmation', 'yes', 'please')).toEqual([{ act: 'customer_confirmed' }]);
  });

  it.each(['no', 'not yet', 'لا', 'مش الآن', 'no thanks', 'لا شكرا'])('"%s" is a no', (text) => {
    expect(while_('confirmation', text)).toEqual([{ act: 'customer_declined' }]);
  });

  it.each([
    'yes but make it 3',
    'yes, at half price',
    'yes?',
    'ok?',
    'yes no',
    'please',
    'deal for AED 100',
    'yes if delivery is free',
    'نعم بس ارخص',
    'not without a discount',
    'thanks',
    'yes yes yes yes yes yes yes',
    'go',
  ])('"%s" is neither: the model reads it', (text) => {
    expect(while_('confirmation', text)).toBeNull();
  });

  it('a yes to nothing is nothing', () => {
    expect(acts({ unanswered: ['yes'] })).toBeNull();
    expect(while_('name', 'yes')).toBeNull();
  });
});

describe('a plain answer to what was asked', () => {
  it.each([
    ['name', 'Sara Ali', 'Sara Ali'],
    ['name', 'my name is Sara', 'Sara'],
    ['name', "I'm Omar.", 'Omar'],
    ['name', 'اسمي محمد علي', 'محمد علي'],
    ['phone', '050 123 4567', '050 123 4567'],
    ['address', 'Villa 12, Al Rigga', 'Villa 12, Al Rigga'],
    ['date', 'tomorrow 5pm', 'tomorrow 5pm'],
    ['note', 'no', 'no'],
  ] as const)('%s: "%s"', (slot, text, value) => {
    expect(while_(slot, text)).toEqual([{ act: 'order', lines: [], slots: { [slot]: value } }]);
  });

  it.each([
    ['name', 'how much is it'],
    ['name', 'why?'],
    ['name', 'cancel'],
    ['name', 'I want the linen one instead'],
    ['name', 'hello'],
    ['name', 'thanks'],
    ['name', 'Classic Abaya'],
    ['name', 'a manager please'],
    ['name', 'Sara 5'],
    ['name', 'and this too'],
    ['name', 'بكم'],
    ['name', 'الغاء'],
    ['phone', 'why do you need it'],
    ['phone', 'later'],
    ['address', 'make it 3'],
    ['address', 'what is the price of delivery'],
    ['address', 'كم سعر التوصيل'],
    ['date', 'is Friday ok?'],
    ['date', 'never mind'],
    ['note', 'can I get a discount'],
  ] as const)('%s: "%s" goes to the model', (slot, text) => {
    expect(while_(slot, text)).toBeNull();
  });

  it.each([
    ['3', 3],
    ['٣', 3],
    ['three', 3],
    ['3 please', 3],
    ['ثلاثة', 3],
    ['120', 120],
  ])('a quantity: "%s"', (text, quantity) => {
    expect(while_('quantity', text)).toEqual([{ act: 'order', lines: [{ service: svc('S01'), quantity }], slots: {} }]);
  });

  it.each(['3 or 4', 'is 3 ok?', 'many', 'how about the three abayas instead', '3.5 4'])(
    'no quantity: "%s"',
    (text) => {
      expect(while_('quantity', text)).toBeNull();
    },
  );
});

describe('keywords, and content without words', () => {
  const settings = { ...defaultAssistantSettings, escalationKeywords: ['lawyer', 'غير راضي'] };

  it.each([['I will call my LAWYER'], ['أنا غَيْر راضٍي'], ['la\u200bwyer']])('"%s" calls a person', (text) => {
    expect(acts({ settings, unanswered: ['hi', text] })).toEqual([{ act: 'keyword_heard' }]);
  });

  it('only whole words', () => {
    expect(acts({ settings, unanswered: ['the lawyerly suit'] })).toBeNull();
  });

  it('a photo alone is unreadable; nothing at all needs no answer', () => {
    expect(acts({ hasUnreadable: true, unanswered: [] })).toEqual([{ act: 'unreadable' }]);
    expect(acts({ unanswered: ['  '] })).toEqual([]);
  });

  it('while a person has the conversation there is nothing to understand', () => {
    expect(acts({ mode: 'human', unanswered: ['yes'] })).toEqual([]);
  });

  it('everything else is the model’s', () => {
    expect(new Chat().says('how much is the sofa?', { act: 'quote_price', services: [svc('S01')] }).byRules).toBe(
      false,
    );
  });
});
