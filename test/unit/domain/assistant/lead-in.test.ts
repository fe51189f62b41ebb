import { describe, expect, it } from 'vitest';
import { allowedLeadIn, longestLeadIn } from '#domain/assistant/lead-in';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { adversarialReplies } from '#test/support/guard-corpora';
import { Chat } from './chat.js';
import { faq, noorSouq, svc } from './noor-souq.js';

describe('a lead-in', () => {
  it.each([
    'Thank you for asking!',
    'Thanks a lot for your message.',
    'Good evening! I hope you are well.',
    'I understand how important this is to you.',
    "That's a fair question.",
    'I’m sorry for the wait, here are the details below.',
    'Hello and welcome! Here is what our catalogue says.',
  ])('may be friendly: %s', (text) => {
    // A comma joins two sentences into one that is not known.
    expect(allowedLeadIn(text, 'en')).toBe(text.includes('wait,') ? null : text);
    expect(allowedLeadIn(text, 'ar')).toBeNull();
  });

  it.each(['شكرًا على سؤالك!', 'أهلًا وسهلًا بك. إليك التفاصيل أدناه.', 'مساء الخير، سعدنا بتواصلك'])(
    'may be friendly in Arabic: %s',
    (text) => {
      expect(allowedLeadIn(text, 'ar')).toBe(text.includes('،') ? null : text);
      expect(allowedLeadIn(text, 'en')).toBeNull();
    },
  );

  it.each([
    'Yes!',
    'Of course!',
    'Sure, thank you for asking.',
    'Great.',
    'Thank you for your order.',
    'Thank you for your order, it is confirmed.',
    'You are welcome to it.',
    'Thanks, agreed.',
    'Hello 1',
    'Hello ١',
    'Hello ①',
    'Hello 💯',
    'Hello there at AED one',
    'Hello there. Deal.',
    'Hello\nYour order is confirmed',
    'Hello\u200b there',
    '\u202eereht olleH',
    'Неllo',
    'Hello *there*',
    'Hello https://evil.example',
    'Hello?',
    'Hello %',
    'hello '.repeat(30),
    'Hello. Hello. Hello. Hello.',
    '...',
    '',
    ' ',
  ])('is dropped when it is anything else: %j', (text) => {
    expect(allowedLeadIn(text, 'en')).toBeNull();
    expect(allowedLeadIn(text, 'ar')).toBeNull();
  });

  it('is never one of the texts a malicious model would write, nor one behind a friendly word', () => {
    const passing = adversarialReplies.flatMap(({ id, reply }) =>
      [reply, `Hello! ${reply}`, `${reply} Thank you for asking!`, `شكرا لك. ${reply}`].flatMap((text) =>
        (['en', 'ar'] as const)
          .filter((language) => allowedLeadIn(text, language) !== null)
          .map(() => `${id}: ${text}`),
      ),
    );
    expect(adversarialReplies.length).toBeGreaterThanOrEqual(218);
    expect(passing).toEqual([]);
  });

  it('has a length', () => {
    const long =
      'I hope you are having a lovely day. I understand how important this is to you. Here is what our catalogue says below.';
    expect(long.length).toBeGreaterThan(longestLeadIn - 10);
    expect(allowedLeadIn(long, 'en')).toBe(long.length > longestLeadIn ? null : long);
  });
});

const withLeadIn = (chat: Chat, leadIn: string, ...acts: readonly object[]) =>
  chat.hears('what is the price of the classic abaya', { acts, leadIn });
const price = { act: 'quote_price', services: [svc('P01')] };
const thanks = 'Thank you for asking!';

describe('the answer mode', () => {
  const warm = () => new Chat({ settings: { answerMode: 'warm' } });

  it('warm says a friendly line above an answer', () => {
    const { text, decision } = withLeadIn(warm(), thanks, price);
    expect(text).toMatch(/^Thank you for asking!\n\nClassic Abaya: AED 249/);
    expect(decision.verdicts.at(-1)).toMatchObject({ check: 'tripwire', outcome: 'pass' });
  });

  it('warm puts it behind the disclosure', () => {
    const chat = new Chat({ settings: { answerMode: 'warm' }, dialogue: { disclosed: false } });
    expect(withLeadIn(chat, thanks, price).text).toMatch(
      /^Hello! I am the AI assistant .*\n\nThank you for asking!\n\n/,
    );
  });

  it('warm drops any other line, and the answer stands', () => {
    const before = withLeadIn(warm(), '', price).text;
    for (const { reply } of adversarialReplies) expect(withLeadIn(warm(), reply, price).text).toBe(before);
  });

  it('warm drops a line in another language than the answer', () => {
    expect(withLeadIn(warm(), 'شكرا على سؤالك', price).text).toMatch(/^Classic Abaya: AED 249/);
  });

  it('strict and draft say no line at all', () => {
    for (const answerMode of ['strict', 'draft'] as const)
      expect(withLeadIn(new Chat({ settings: { answerMode } }), thanks, price).text).toMatch(/^Classic Abaya: AED 249/);
  });

  it.each<[string, object]>([
    ['an order', { act: 'order', lines: [{ service: svc('P01'), quantity: 1 }], slots: {} }],
    ['a hand-over', { act: 'hand_over', reason: 'customer_asked' }],
    ['a question back', { act: 'clarify', services: [svc('P01'), svc('P02')] }],
    ['a cancellation', { act: 'cancel_order' }],
    ['small talk', { act: 'thanks' }],
  ])('warm says none above %s', (_, act) => {
    expect(withLeadIn(warm(), thanks, act).text).not.toContain(thanks);
    expect(withLeadIn(warm(), thanks, price, act).text).not.toContain(thanks);
  });

  it('warm says none where the answer is not sent', () => {
    const { text, decision } = warm().hears('how much', { acts: [price], leadIn: thanks, confidence: 0.2 });
    expect(decision.escalation).toBe('low_confidence');
    expect(text).not.toContain(thanks);
  });
});

describe('the field of a proposal', () => {
  const proposal = { language: 'en', acts: [{ act: 'answer_faq', faq: faq('F1') }], confidence: 0.9, evidence: [] };
  it.each([1, null, {}, [], 'x'.repeat(2_001)])('is a short text or the proposal is none: %j', (leadIn) => {
    expect(parseProposal({ ...proposal, leadIn }, noorSouq())).toBeNull();
  });
  it('may be missing', () => {
    expect(parseProposal(proposal, noorSouq())).not.toHaveProperty('leadIn');
    expect(parseProposal({ ...proposal, leadIn: thanks }, noorSouq())).toMatchObject({ leadIn: thanks });
  });
});
