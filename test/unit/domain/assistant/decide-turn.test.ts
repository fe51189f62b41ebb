import { describe, expect, it } from 'vitest';
import { responseTypes } from '#domain/tenancy/assistant-settings';
import { Chat } from './chat.js';
import { faq, noorSouq, svc } from './noor-souq.js';
import { visitorGuide } from './visitor-guide.js';

const price = (sku: string): unknown => ({ act: 'quote_price', services: [svc(sku)] });
const unknown = { act: 'unknown' };
const unsure = { acts: [price('P01'), { act: 'answer_faq', faq: faq('F3') }], confidence: 0.5 };

describe('what the assistant says first', () => {
  it('is that it is an AI, and how to reach a person; once', () => {
    const chat = new Chat({ dialogue: { disclosed: false } });
    const disclosure = 'Hello! I am the AI assistant of Noor Souq. To talk to a person, reply 0 at any time.';
    expect(chat.says('hi', { act: 'greet' }).text).toBe(`${disclosure}\n\nHow can I help you today?`);
    expect(chat.says('hi', { act: 'greet' }).text).toBe('How can I help you today?');
  });

  it('also when the first thing is to call a person', () => {
    expect(new Chat({ dialogue: { disclosed: false } }).says('0').text).toMatch(
      /^Hello! I am the AI assistant[\s\S]*\n\nI have asked a colleague/,
    );
  });

  it('"are you a person?" is answered truthfully, always', () => {
    const chat = new Chat({ settings: { allowedResponses: [] } });
    expect(chat.says('are you human?', { act: 'identify' }).text).toBe(
      'I am an AI assistant of Noor Souq, not a person. To talk to a person, reply 0.',
    );
  });
});

describe('answers', () => {
  it('are sent at the threshold and above it', () => {
    for (const confidence of [0.85, 1])
      expect(new Chat().hears('sofa?', { acts: [price('S01')], confidence }).decision).toMatchObject({
        outcome: 'reply',
        escalation: null,
        confidence,
      });
  });

  it('come in the order of the acts', () => {
    expect(new Chat().says('hi, hours?', { act: 'greet' }, { act: 'answer_faq', faq: faq('F1') }).text).toBe(
      'How can I help you today?\n\nWe are open Saturday to Thursday 9:00–21:00 and Friday 14:00–22:00.',
    );
  });

  it('offer the next step after one item', () => {
    const { text } = new Chat().says('sofa?', price('S01'));
    expect(text).toBe(
      'Sofa cleaning: AED 180 per visit.\n\n1. Order: Sofa cleaning\n2. More about: Sofa cleaning\n0. Talk to a person',
    );
    expect(new Chat().says('bedsheets?', price('P08')).text).not.toContain('Order:');
  });

  it('a list is filtered and sorted here', () => {
    const { text } = new Chat().says('cheapest services under 100', {
      act: 'list_services',
      category: 'الخدمات',
      budgetMinor: 10_000,
      cheapestFirst: true,
    });
    expect(text.split('\n').slice(1)).toEqual([
      '• Gift wrapping: AED 10 per item',
      '• Standard delivery: AED 15 per order',
      '• Same-day delivery (Dubai): AED 25 per order',
      '• Deep home cleaning: AED 95 per hour (minimum 3)',
    ]);
    expect(
      new Chat().says('for 1 dirham', { act: 'list_services', category: null, budgetMinor: 100, cheapestFirst: false })
        .text,
    ).toMatch(/^We have nothing that matches/);
  });

  it('a long list stops after ten', () => {
    const { text } = new Chat().says('what do you have', {
      act: 'list_services',
      category: null,
      budgetMinor: null,
      cheapestFirst: false,
    });
    expect(text.match(/•/g)).toHaveLength(10);
    expect(text).toContain('…and 6 more: name a category (Shop, Services) to see them.');
  });

  it('a total below the minimum is no total', () => {
    const total = { act: 'total', lines: [{ service: svc('S03'), quantity: 2 }] };
    expect(new Chat().says('2 hours?', total).text).toBe(
      'Deep home cleaning: the minimum is 3 and the maximum is 20 per request.\n\nDeep home cleaning: AED 95 per hour (minimum 3).',
    );
  });

  it('a wish for a discount gets the fixed price', () => {
    expect(new Chat().says('50% off?', { act: 'no_discount', services: [svc('P01')] }).text).toBe(
      'Our prices are fixed, and I cannot change them.\n\nClassic Abaya: AED 249 per piece.',
    );
  });

  it('are in the proposal’s language, which is remembered; or in the tenant’s if it does not speak that', () => {
    const chat = new Chat();
    expect(chat.hears('بكم الكنب', { acts: [price('S01')], language: 'ar' }).text).toMatch(
      /^سعر تنظيف كنب هو 180 درهم للزيارة\./,
    );
    expect(chat.says('0').text).toMatch(/^طلبت من أحد الزملاء/);
    const english = new Chat({ settings: { languages: ['en'] } });
    expect(english.hears('بكم الكنب', { acts: [price('S01')], language: 'ar' }).text).toMatch(
      /^Sofa cleaning: AED 180/,
    );
  });

  it('remember what was talked about', () => {
    const chat = new Chat();
    chat.says('abayas?', { act: 'quote_price', services: [svc('P01'), svc('P02')] });
    chat.says('thanks', { act: 'thanks' });
    expect(chat.dialogue.topic).toEqual([svc('P01'), svc('P02')]);
  });
});

describe('when it is not sure enough', () => {
  it('a person is called, and the customer may pick meanwhile', () => {
    const { text, decision } = new Chat().hears('hmm', unsure);
    expect(decision).toMatchObject({ outcome: 'escalate', escalation: 'low_confidence', confidence: 0.5 });
    expect(text).toBe(
      'I am not sure enough to answer that, so I have asked a colleague from the team to reply to you here.\n\nDid you mean one of these?\n\n1. Classic Abaya\n2. What is your return policy?',
    );
  });

  it('nothing of the doubtful answer is said', () => {
    expect(new Chat().hears('hmm', unsure).text).not.toMatch(/AED|return unused/);
  });

  it('a pick answers and withdraws the escalation nobody took', () => {
    const chat = new Chat();
    chat.hears('hmm', unsure);
    const { text, decision } = chat.says('2');
    expect(text).toMatch(/^You can return unused items/);
    expect(decision).toMatchObject({ outcome: 'reply', withdrawsEscalation: true, escalation: null });
    expect(chat.mode).toBe('assistant');
  });

  it('a doubtful sentence of a document is a choice by its title, and said whole when it is picked', () => {
    const knowledge = visitorGuide();
    const idOf = (text: string) => [...knowledge.sentences.values()].find((each) => each.text === text)?.id;
    const quote = { act: 'quote_document', sentence: idOf('Parking is available behind the building.') };
    const chat = new Chat({ catalogue: { ...noorSouq(), knowledge } });
    const { text } = chat.hears('my car?', { acts: [quote], confidence: 0.5 });
    expect(text).toMatch(/Did you mean one of these\?\n\n1\. From: Visitor guide$/);
    expect(text).not.toContain('Parking');
    const { text: said, decision } = chat.says('1');
    expect(said).toBe('Parking is available behind the building. (From “Visitor guide”)');
    expect(decision).toMatchObject({ outcome: 'reply', withdrawsEscalation: true, escalation: null });
    // What may not be said is no choice either, nor where the tenant allows no such answers.
    const held = [...knowledge.sentences.values()].find(({ unquotable }) => unquotable !== null)?.id;
    expect(chat.taps(`quote:${held}`).text).not.toContain('(From');
    const silent = new Chat({ catalogue: { ...noorSouq(), knowledge }, settings: { allowedResponses: ['prices'] } });
    expect(silent.hears('my car?', { acts: [quote], confidence: 0.5 }).decision.dialogue.choices).toEqual([]);
  });

  it('at most three choices, only of kinds the tenant allows', () => {
    const acts = [{ act: 'clarify', services: ['P01', 'P02', 'P03', 'P04'].map(svc) }];
    expect(new Chat().hears('hmm', { acts, confidence: 0.2 }).decision.dialogue.choices).toHaveLength(3);
    const noPrices = new Chat({ settings: { allowedResponses: ['services'] } });
    expect(noPrices.hears('hmm', { acts, confidence: 0.2 }).decision.dialogue.choices[0]?.id).toBe(
      `describe:${svc('P01')}`,
    );
  });
});

describe('while a person is awaited', () => {
  const waiting = (): Chat => {
    const chat = new Chat();
    chat.says('0');
    expect(chat.mode).toBe('waiting');
    return chat;
  };

  it('a sure, informative answer is still given, and the person still comes', () => {
    const { text, decision } = waiting().says('sofa?', price('S01'));
    expect(text).toBe('Sofa cleaning: AED 180 per visit.');
    expect(decision).toMatchObject({ outcome: 'reply', withdrawsEscalation: false, escalation: null });
  });

  it.each([
    ['an unsure one', { acts: [price('S01')], confidence: 0.5 }],
    ['small talk', { acts: [{ act: 'thanks' }] }],
    ['a question back', { acts: [{ act: 'clarify', services: [svc('P01')] }] }],
    ['not understanding', { acts: [unknown] }],
    ['a failure', { failure: 'provider_failure' }],
    ['a refused proposal', { acts: [{ act: 'say' }] }],
  ] as const)('%s is silence: it was said once that somebody comes', (_what, modelled) => {
    const { decision } = waiting().hears('hello?', modelled);
    expect(decision).toMatchObject({ outcome: 'silence', silence: 'waiting_for_human', replies: [], escalation: null });
  });

  it('who asks for a person in so many words is told again that one comes, and nobody is called twice', () => {
    const { text, decision } = waiting().says('a person please', { act: 'hand_over', reason: 'customer_asked' });
    expect(text).toBe('I have asked a colleague from the team to join us. They will reply to you here.');
    expect(decision).toMatchObject({ outcome: 'reply', escalation: null, withdrawsEscalation: false });
  });

  it('an order may still be sent: people read it anyway', () => {
    const chat = new Chat();
    chat.says('sofa', { act: 'order', lines: [{ service: svc('S01'), quantity: 1 }], slots: {} });
    chat.says('Sara');
    chat.mode = 'waiting';
    chat.says('0501234567');
    const { decision } = chat.says('yes');
    expect(decision).toMatchObject({ outcome: 'order_request', withdrawsEscalation: false });
  });

  it('picking what to order is no answer to a doubt: the person still comes', () => {
    const chat = new Chat();
    chat.says('I want to order', { act: 'order', lines: [], slots: {} });
    chat.mode = 'waiting';
    expect(chat.says('1').decision).toMatchObject({ outcome: 'reply', withdrawsEscalation: false });
  });

  it('when a person has it, nothing is said', () => {
    const chat = waiting();
    chat.mode = 'human';
    expect(chat.says('sofa?', price('S01')).decision).toMatchObject({ outcome: 'silence', replies: [] });
  });
});

describe('a person is called', () => {
  it.each([
    [
      'the customer asks',
      { acts: [{ act: 'hand_over', reason: 'customer_asked' }] },
      'customer_asked',
      'I have asked a colleague from the team to join us.',
    ],
    ['the customer is angry', { acts: [{ act: 'hand_over', reason: 'anger' }] }, 'anger', 'I am sorry about this.'],
    [
      'the model gives up',
      { acts: [{ act: 'hand_over', reason: 'unknown' }] },
      'low_confidence',
      'I am not sure enough to answer that',
    ],
    ['the model fails', { failure: 'provider_failure' }, 'provider_failure', 'I cannot answer that myself'],
    [
      'its proposal is refused',
      { acts: [{ act: 'quote_price', services: ['svc_nonsense'] }] },
      'guard_refusal',
      'I cannot answer that myself',
    ],
  ] as const)('%s', (_when, modelled, reason, sentence) => {
    const { text, decision } = new Chat().hears('…well', modelled);
    expect(decision).toMatchObject({ outcome: 'escalate', escalation: reason });
    expect(text.startsWith(sentence)).toBe(true);
  });

  it('at a tenant’s keyword', () => {
    expect(new Chat({ settings: { escalationKeywords: ['lawyer'] } }).says('my lawyer!').decision.escalation).toBe(
      'keyword',
    );
  });

  it('for a photo; the words beside it are answered', () => {
    expect(new Chat().sends({ hasUnreadable: true }).text).toMatch(
      /^I can only read text, so I have asked a colleague/,
    );
    const both = new Chat().sends(
      { hasUnreadable: true, unanswered: ['and how much is sofa cleaning?'] },
      { acts: [price('S01')] },
    );
    expect(both.decision).toMatchObject({ outcome: 'escalate', escalation: 'unreadable_message' });
    expect(both.text).toMatch(/^I can only read text[\s\S]*\n\nSofa cleaning: AED 180 per visit\.$/);
  });

  it('when two turns in a row were not understood', () => {
    const chat = new Chat();
    expect(chat.says('blub', unknown)).toMatchObject({
      text: expect.stringMatching(/^Sorry, I did not understand[\s\S]*0\. Talk to a person$/),
      decision: { outcome: 'reply' },
    });
    expect(chat.says('blub blub', unknown).decision.escalation).toBe('repeated_misunderstanding');
  });

  it('not when an answer came between', () => {
    const chat = new Chat();
    chat.says('blub', unknown);
    chat.says('sofa?', price('S01'));
    expect(chat.says('blub', unknown).decision.escalation).toBeNull();
  });

  it('beside an answer, when the customer wants both', () => {
    const { text } = new Chat().says(
      'hours, and a person',
      { act: 'answer_faq', faq: faq('F1') },
      { act: 'hand_over', reason: 'customer_asked' },
    );
    expect(text).toMatch(/^I have asked a colleague[\s\S]*\n\nWe are open/);
  });
});

describe('a person is called, and the doubtful answer beside it', () => {
  it('is not given', () => {
    const acts = [price('S01'), { act: 'hand_over', reason: 'customer_asked' }];
    expect(new Chat().hears('sofa? and a person', { acts, confidence: 0.5 }).text).toBe(
      'I have asked a colleague from the team to join us. They will reply to you here.',
    );
  });
});

describe('what the tenant allows', () => {
  const acts: readonly (readonly [string, unknown])[] = [
    ['services', { act: 'describe', services: [svc('S01')] }],
    ['prices', price('S01')],
    ['faqs', { act: 'answer_faq', faq: faq('F1') }],
    ['orders', { act: 'order', lines: [{ service: svc('S01'), quantity: 1 }], slots: {} }],
  ];

  it.each(acts)('%s: not allowed, a person answers; allowed, the assistant does', (kind, act) => {
    const others = responseTypes.filter((each) => each !== kind);
    const refused = new Chat({ settings: { allowedResponses: others } }).says('please', act).decision;
    expect(refused).toMatchObject({ escalation: 'guard_refusal', confidence: 0 });
    expect(refused.verdicts).toContainEqual({
      check: 'allowed_responses',
      outcome: 'veto',
      detail: (act as { act: string }).act,
    });
    expect(new Chat().says('please', act).decision.escalation).toBeNull();
  });

  it('small talk that is not wanted is left out, and nobody is called for it', () => {
    const chat = new Chat({ settings: { allowedResponses: ['prices'] } });
    expect(chat.says('thanks', { act: 'thanks' }).decision).toMatchObject({
      outcome: 'silence',
      silence: 'nothing_to_answer',
      escalation: null,
    });
    expect(chat.says('hi, sofa?', { act: 'greet' }, price('S01')).text).toBe('Sofa cleaning: AED 180 per visit.');
  });

  it('a description without leave to speak of prices holds none', () => {
    const chat = new Chat({ settings: { allowedResponses: ['services'] } });
    expect(chat.says('sofa?', { act: 'describe', services: [svc('S01')] }).text).toMatch(
      /equipment\.\nSofa cleaning can be ordered\./,
    );
    expect(
      chat.says('list', { act: 'list_services', category: null, budgetMinor: null, cheapestFirst: true }).decision
        .escalation,
    ).toBe('guard_refusal');
  });

  it('an assistant that is switched off says nothing', () => {
    expect(new Chat({ settings: { enabled: false } }).says('sofa?', price('S01')).decision).toMatchObject({
      outcome: 'silence',
      silence: 'assistant_off',
    });
  });
});

describe('the guard', () => {
  it('writes down what it checked', () => {
    const { verdicts } = new Chat().says('sofa?', price('S01')).decision;
    expect(verdicts.map(({ check, outcome }) => `${check}:${outcome}`)).toEqual([
      'grounding:pass',
      'allowed_responses:pass',
      'quote:pass',
      'tripwire:pass',
    ]);
  });

  it('an FAQ without an answer is not answered', () => {
    const catalogue = noorSouq();
    const [first] = catalogue.faqs.values();
    if (first === undefined) throw new Error('the shop has FAQs');
    const chat = new Chat({
      catalogue: { ...catalogue, faqs: new Map([[first.id, { ...first, answer: { en: ' ' } }]]) },
    });
    expect(chat.says('hours?', { act: 'answer_faq', faq: first.id }).decision.escalation).toBe('guard_refusal');
  });

  it('drops the reply and calls a person when what was rendered is not what the catalogue holds', () => {
    const catalogue = noorSouq();
    let reads = 0;
    const sofa = catalogue.services.get(svc('S01'));
    // A service that reads differently each time stands for a fault of ours that nobody has thought of.
    const get = () => {
      reads += 1;
      return { en: `Sofa ${reads}` };
    };
    const broken = Object.defineProperty({ ...sofa }, 'name', { get });
    const services = new Map([...catalogue.services, [svc('S01'), broken as NonNullable<typeof sofa>]]);
    const { text, decision } = new Chat({ catalogue: { ...catalogue, services } }).says('sofa?', price('S01'));
    expect(text).toBe('I have asked a colleague from the team to join us. They will reply to you here.');
    expect(decision).toMatchObject({ outcome: 'escalate', escalation: 'guard_refusal', order: null, confidence: 0 });
    expect(decision.verdicts.at(-1)).toMatchObject({ check: 'tripwire', outcome: 'veto' });
  });

  it('is a function of its input: the same turn decides the same', () => {
    expect(new Chat().says('sofa?', price('S01')).decision).toEqual(new Chat().says('sofa?', price('S01')).decision);
  });
});
