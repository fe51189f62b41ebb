import { beforeEach, describe, expect, it } from 'vitest';
import { flowSnapshot } from '#domain/assistant/flow-snapshot';
import type { FormDraft } from '#domain/conversation/dialogue';
import type { Form, FormField } from '#domain/leads/form';
import { FormId } from '#domain/shared/ids';
import { Chat, type Said } from './chat.js';
import { aField, aForm, aMenu, callbackId, menusWith, tapOf } from './menus.js';
import { faq, svc } from './noor-souq.js';

const formId = FormId('frm_0000000000000000000000000000000a');
const chatForm = (fields: readonly FormField[], about: Partial<Form> = {}): Form =>
  aForm(formId, 'Quote', {
    title: { en: 'Ask for a quote', ar: 'طلب عرض' },
    fields,
    thanks: { en: 'We will call you before noon.', ar: 'سنتصل بك قبل الظهر.' },
    asksInChat: true,
    ...about,
  });
const rooms = {
  options: [{ en: 'Living room', ar: 'صالة' }, { en: 'Bedroom', ar: 'غرفة نوم' }, { en: 'Kitchen' }],
};
const whole = [
  aField('name', 'name'),
  aField('email', 'email'),
  aField('phone', 'phone', { required: false }),
  aField('room', 'select', rooms),
  aField('visit', 'date'),
  aField('wish', 'message'),
];
const wanted = { name: 'quote', phrases: ['I want a quote'], target: { do: 'ask_form', form: formId } } as const;
const today = '2026-03-04'; // a Wednesday

let chat: Chat;
const offering = (form: Form, showsForms = false) =>
  flowSnapshot({ flows: [], forms: [form], active: null, showsForms });
const says = (text: string, ...acts: readonly unknown[]): Said =>
  chat.sends({ unanswered: [text], intents: [wanted], today }, acts.length > 0 ? { acts } : {});
const draft = (): FormDraft | null => chat.dialogue.form ?? null;

beforeEach(() => {
  chat = new Chat();
  chat.menus = offering(chatForm(whole));
});

describe('a form asked for in the chat', () => {
  it('is begun by an intent, and asks one field at a time in the form’s words', () => {
    const said = says('I want a quote');
    expect(said.byRules).toBe(true);
    expect(said.text).toBe(
      'Ask for a quote\nI will ask you a few questions. Say cancel at any time to stop.\n\nYour name:',
    );
    expect(says('Sara Khan').text).toBe('Your email:');
    expect(says('sara@example.com').text).toBe('Your phone (say skip to leave it out)');
    expect(says('skip').text).toBe('Your room:\n\n1. Living room\n2. Bedroom\n3. Kitchen\n0. Talk to a person');
    expect(says('2').text).toBe('Your visit:');
    expect(says('tomorrow').text).toBe('Your wish:');
    expect(says('Please bring samples, I like blue').text).toBe(
      [
        'This is what I noted:',
        'Your name: Sara Khan',
        'Your email: sara@example.com',
        'Your phone: left out',
        'Your room: Bedroom',
        'Your visit: 2026-03-05',
        'Your wish: as you wrote it',
        'Shall I send this to the team?',
        '',
        '1. Yes, send it',
        '2. Not yet',
        '0. Talk to a person',
      ].join('\n'),
    );
    const sent = says('yes');
    expect(sent.text).toBe('We will call you before noon.');
    expect(sent.decision.lead).toEqual({
      form: formId,
      values: {
        name: 'Sara Khan',
        email: 'sara@example.com',
        room: 'Bedroom',
        visit: '2026-03-05',
        wish: 'Please bring samples, I like blue',
      },
      name: 'Sara Khan',
      email: 'sara@example.com',
      phone: null,
      intent: 'Please bring samples, I like blue',
    });
    expect(draft()).toBeNull();
  });

  it('asks in Arabic where Arabic is spoken, and takes digits of any script', () => {
    chat.dialogue = { ...chat.dialogue, language: 'ar' };
    expect(says('I want a quote').text).toContain('طلب عرض');
    expect(says('سارة خان').text).toBe('حقل email:');
    says('sara@example.com');
    expect(says('٠٥٠١٢٣٤٥٦٧').text).toContain('1. صالة');
    says('غرفة نوم');
    says('٣١ مارس ٢٠٢٦');
    const summary = says('أريد ستائر زرقاء');
    expect(summary.text).toContain('حقل phone: 0501234567');
    expect(summary.text).toContain('حقل visit: 2026-03-31');
    const sent = says('نعم');
    expect(sent.text).toBe('سنتصل بك قبل الظهر.');
    expect(sent.decision.lead?.phone).toBe('+971501234567');
    expect(sent.decision.lead?.values['room']).toBe('غرفة نوم');
  });

  it('takes several fields from one message', () => {
    says('I want a quote');
    expect(says('Sara Khan, sara@example.com, 050 123 4567, bedroom, 31/03/2026').text).toBe('Your wish:');
    expect(draft()?.values).toEqual({
      name: 'Sara Khan',
      email: 'sara@example.com',
      phone: '0501234567',
      room: 'Bedroom',
      visit: '2026-03-31',
    });
  });

  it('takes what is labelled, and what a sentence says of a name', () => {
    says('I want a quote');
    says('my name is Sara Khan and my email is sara@example.com');
    expect(draft()?.values).toEqual({ name: 'Sara Khan', email: 'sara@example.com' });
    says('your room: kitchen');
    expect(draft()?.values['room']).toBe('Kitchen');
  });

  it('notes details a model picked out of the customer’s words, and none it made up', () => {
    says('I want a quote');
    says('hi, put me down as Sara', { act: 'fill_form', values: { name: 'Sara', email: 'made@up.com' } });
    expect(draft()?.values).toEqual({ name: 'Sara' });
  });

  it('takes the details of an order for its own while nothing is ordered', () => {
    says('I want a quote');
    says('hello there it would be Sara, really', { act: 'order', lines: [], slots: { name: 'Sara' } });
    expect(draft()?.values).toEqual({ name: 'Sara' });
    expect(chat.dialogue.order).toBeNull();
  });

  it.each([
    ['email', 'sara at example', 'I could not note that as an e-mail address'],
    ['phone', 'my old one', 'I could not note that as a phone number'],
    ['room', 'the attic', 'Please choose one of these.'],
    ['visit', 'some day', 'I could not note that as a date'],
  ])('says what is wrong with a %s, asks again, and calls a person the second time', (key, wrong, complaint) => {
    chat.menus = offering(chatForm(whole.filter((each) => each.key === key)));
    says('I want a quote');
    expect(says(wrong).text).toMatch(new RegExp(`^${complaint}[\\s\\S]*Your ${key}`));
    expect(says(wrong).decision.escalation).toBe('repeated_misunderstanding');
    expect(draft()).toMatchObject({ form: formId, awaiting: null });
  });

  it('does not pass over what it needs', () => {
    says('I want a quote');
    expect(says('skip').text).toBe('The team needs this to get back to you. To stop, say cancel.\n\nYour name:');
  });

  it.each(['cancel', 'stop please', 'I changed my mind', 'الغاء'])('is dropped by "%s"', (text) => {
    says('I want a quote');
    says('Sara Khan');
    expect(says(text).text).toMatch(/^I have stopped/);
    expect(draft()).toBeNull();
  });

  it('keeps what somebody writes about a cancellation as a message', () => {
    chat.menus = offering(chatForm([aField('wish', 'message')]));
    says('I want a quote');
    says('I want to cancel my cleaning subscription');
    expect(draft()?.values).toEqual({ wish: 'I want to cancel my cleaning subscription' });
  });

  it('answers a question in between, and then asks again', () => {
    says('I want a quote');
    const said = says('how much is the classic abaya?', { act: 'quote_price', services: [svc('P01')] });
    expect(said.text).toMatch(/^Classic Abaya: [\s\S]*\n\nYour name:$/);
    expect(draft()?.awaiting).toBe('name');
  });

  it('notes an address that stands beside a question', () => {
    says('I want a quote');
    says('Sara Khan');
    const said = says('sara@example.com – and what are your opening hours?', { act: 'answer_faq', faq: faq('F1') });
    expect(said.text).toMatch(/Your phone \(say skip to leave it out\)$/);
    expect(draft()?.values['email']).toBe('sara@example.com');
  });

  it('asks a message field again only when its words were an understood question', () => {
    chat.menus = offering(chatForm([aField('wish', 'message')]));
    says('I want a quote');
    expect(says('what are your hours', { act: 'answer_faq', faq: faq('F1') }).text).toMatch(/Your wish:$/);
    says('can somebody measure the windows first?', { act: 'unknown' });
    expect(draft()?.values).toEqual({ wish: 'can somebody measure the windows first?' });
  });

  it('corrects a field: by its new value, by asking again, and from the summary', () => {
    says('I want a quote');
    says('Sara Khan, sara@example.com, 0501234567, bedroom, 31/03/2026');
    says('my email is sara.khan@example.com');
    expect(draft()?.values['email']).toBe('sara.khan@example.com');
    expect(says('change my phone').text).toBe('Your phone (say skip to leave it out)');
    says('0507654321');
    says('something blue');
    expect(draft()?.quoted).not.toBeNull();
    expect(says('not yet').text).toMatch(/^I have not sent it/);
    expect(says('no wait, it is sk@example.com').text).toContain('sk@example.com');
  });

  it('is handed to a person with what was collected', () => {
    says('I want a quote');
    says('Sara Khan');
    expect(says('human').decision.escalation).toBe('customer_asked');
    expect(draft()).toMatchObject({ values: { name: 'Sara Khan' }, awaiting: null });
  });

  it('is not begun twice by its own words', () => {
    says('I want a quote');
    says('Sara Khan');
    expect(says('I want a quote').text).toBe('Your email:');
  });

  it('waits for an order in between, and an order for it', () => {
    says('I want a quote');
    says('Sara Khan');
    const ordered = says('I want the classic abaya', {
      act: 'order',
      lines: [{ service: svc('P01'), quantity: 1 }],
      slots: {},
    });
    expect(ordered.text).not.toContain('Your email:');
    expect(says('cancel it', { act: 'cancel_order' }).text).toMatch(/Nothing was sent\.[\s\S]*Your email:$/);
  });
});

describe('a form that changes while it is being filled in', () => {
  beforeEach(() => {
    chat.menus = offering(chatForm([aField('name', 'name'), aField('room', 'select', rooms)]));
    says('I want a quote');
    says('Sara Khan');
    says('bedroom');
  });

  it('is shown again before it is sent', () => {
    chat.menus = offering(
      chatForm([aField('name', 'name'), aField('room', 'select', rooms), aField('email', 'email')]),
    );
    const said = says('yes');
    expect(said.text).toBe('The questions have changed in the meantime, so please look at this again.\n\nYour email:');
    expect(said.decision.lead ?? null).toBeNull();
  });

  it('asks again for an option that is gone', () => {
    const fewer = { options: [{ en: 'Living room' }, { en: 'Kitchen' }] };
    chat.menus = offering(chatForm([aField('name', 'name'), aField('room', 'select', fewer)]));
    expect(says('yes').text).toContain('1. Living room\n2. Kitchen');
  });

  it('is dropped, and says so, once it may not be asked for', () => {
    chat.menus = offering(chatForm(whole, { asksInChat: false }));
    expect(says('yes').text).toMatch(/^I cannot take these details here any more/);
    expect(draft()).toBeNull();
  });
});

describe('a checkbox', () => {
  it('is ticked by a yes; a needed one by nothing else', () => {
    chat.menus = offering(chatForm([aField('agree', 'checkbox'), aField('news', 'checkbox', { required: false })]));
    expect(says('I want a quote').text).toMatch(/1\. Yes\n2\. No/);
    expect(says('no').text).toMatch(/^Please answer with yes or no\. Without a yes/);
    says('yes');
    says('2');
    expect(draft()).toMatchObject({ values: { agree: 'yes' }, skipped: ['news'] });
  });
});

describe('what begins a form', () => {
  it('is a menu’s option, where the form cannot be drawn', () => {
    const menus = menusWith(aMenu(faq('F1')), { showsForms: false });
    const form = menus.forms.get(callbackId);
    if (form === undefined) throw new Error('no form');
    chat.menus = { ...menus, forms: new Map([[callbackId, { ...form, asksInChat: true }]]) };
    expect(chat.taps(tapOf('callback')).text).toContain('Your name:');
    chat.menus = menus;
    chat.dialogue = { ...chat.dialogue, form: null };
    expect(chat.taps(tapOf('callback')).decision.escalation).toBe('customer_asked');
  });

  it('offers it as a card where there are cards', () => {
    chat.menus = offering(chatForm(whole), true);
    const { decision, text } = says('I want a quote');
    expect(text).toContain('Ask for a quote');
    expect(decision.replies.at(-1)?.choices[0]).toEqual({
      id: `form:${formId}`,
      label: 'Ask for a quote',
      form: formId,
    });
    expect(draft()).toBeNull();
  });

  it('is a model only for what an intent leads to', () => {
    const ask = { acts: [{ act: 'ask_form', form: formId }] };
    expect(chat.sends({ unanswered: ['could you price my curtains'], intents: [wanted] }, ask).text).toContain(
      'Your name:',
    );
    chat.dialogue = { ...chat.dialogue, form: null };
    const refused = chat.sends({ unanswered: ['could you price my curtains'] }, ask);
    expect(refused.decision.escalation).toBe('guard_refusal');
  });

  it('calls a person while the assistant is off', () => {
    chat.settings = { ...chat.settings, enabled: false };
    expect(says('I want a quote').decision.outcome).toBe('silence');
  });
});

describe('what is repeated of a form', () => {
  it('never reads as a promise', () => {
    chat.menus = offering(chatForm([aField('name', 'name'), aField('email', 'email')]));
    says('I want a quote');
    says('Free Discount Approved');
    const { text, decision } = says('free.order.confirmed@example.com');
    expect(text).toContain('Your name: as you wrote it\nYour email: as you wrote it');
    expect(decision.verdicts.every(({ outcome }) => outcome === 'pass')).toBe(true);
  });
});
