import { describe, expect, it } from 'vitest';
import { withSynonyms } from '#domain/assistant/taught';
import { reviewedTemplates } from '#domain/assistant/templates/voice';
import { type AssistantId, type AssistantVersionId, ChannelId, FaqId, ServiceId } from '#domain/shared/ids';
import { IllegalTransition } from '#domain/shared/state-machine';
import { agreementByIntent, agreementOf, isPromoted } from '#domain/studio/agreement';
import { NeverPublished, NotItsVersion } from '#domain/studio/assistant';
import { configOfSettings } from '#domain/studio/assistant-config';
import { VersionNotEditable } from '#domain/studio/assistant-version';
import { intentKeyOf } from '#domain/studio/intent-key';
import { assistantFor, type LiveAssistant } from '#domain/studio/live-assistant';
import { differenceOf, replayReport } from '#domain/studio/replay';
import { noFacts } from '#domain/studio/stated-facts';
import { wordingOf } from '#domain/studio/tone-wording';
import { adaptableTemplates, wordingFaults } from '#domain/studio/wording-faults';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { FakeClock } from '#test/support/fake-clock';
import { storeBuilders } from '#test/support/store-builders';

const make = storeBuilders(new FakeClock());
const tenant = make.ids.tenant();
const at = new Date(0);
const how = { origin: 'exam', reason: '', exam: null, by: 'Sara', at } as const;

describe('a version', () => {
  it('goes from draft through testing to published, and never back', () => {
    const draft = make.aVersion(tenant);
    expect(() => draft.published(at)).toThrow(IllegalTransition);
    const tested = draft.test();
    expect(() => tested.edit({ note: 'x' })).toThrow(VersionNotEditable);
    expect(tested.reopen().edit({ note: 'x' }).state.note).toBe('x');
    const published = tested.published(at);
    for (const step of [() => published.reopen(), () => published.test(), () => published.published(at)])
      expect(step).toThrow(IllegalTransition);
    expect(() => published.edit({ note: 'x' })).toThrow(VersionNotEditable);
  });

  it('is gone back to only once it was published, and only in its own assistant', () => {
    const assistant = make.anAssistant(tenant);
    const draft = make.aVersion(tenant, { assistantId: assistant.state.id });
    expect(() => assistant.rollBack(draft, how)).toThrow(NeverPublished);
    expect(() => assistant.publish(make.aVersion(tenant), how)).toThrow(NotItsVersion);
    const published = draft.test().published(at);
    expect(assistant.rollBack(published, how).state).toMatchObject({
      live: draft.state.id,
      publications: [{ origin: 'rollback' }],
    });
  });
});

describe('who answers', () => {
  const channel = ChannelId('chn_1');
  const one = (id: string, about: Partial<LiveAssistant> = {}): LiveAssistant => ({
    id: id as AssistantId,
    name: id,
    isDefault: false,
    channels: [],
    topics: [],
    automaticActs: [],
    versionId: 'asv' as AssistantVersionId,
    number: 1,
    config: configOfSettings(defaultAssistantSettings),
    ...about,
  });
  const rest = one('rest', { isDefault: true });
  const weddings = one('weddings', { topics: ['wedding', 'زفاف'] });
  const shop = one('shop', { channels: [channel] });
  const who = (live: LiveAssistant[], words: string[], before: string | null = null, channelId = channel) =>
    assistantFor(live, { channelId, words, before: before as AssistantId | null })?.id;

  it.each([
    ['its topic is named', ['Is it for a Wedding?'], null, 'weddings'],
    ['its topic is named in Arabic', ['عندي زفاف'], null, 'weddings'],
    ['it answered last and no topic is named', ['and how long?'], 'weddings', 'weddings'],
    ['it is the channel’s', ['hello'], null, 'shop'],
    ['the word is only part of another', ['weddings'], null, 'shop'],
  ])('is found when %s', (_what, words, before, expected) => {
    expect(who([rest, weddings, shop], words, before)).toBe(expected);
  });

  it('is the default for all the rest, and nobody where nothing is live', () => {
    expect(who([rest, weddings, shop], ['hello'], null, ChannelId('chn_2'))).toBe('rest');
    expect(who([rest, one('elsewhere', { channels: [ChannelId('chn_2')], topics: ['hello'] })], ['hello'])).toBe(
      'rest',
    );
    expect(who([], ['hello'])).toBeUndefined();
  });
});

describe('wording', () => {
  it('finds nothing wrong with any reviewed sentence that may be adapted', () => {
    for (const language of ['en', 'ar'] as const)
      for (const id of adaptableTemplates)
        expect([language, id, wordingFaults(id, language, reviewedTemplates[language][id])]).toEqual([
          language,
          id,
          [],
        ]);
  });

  it('finds nothing wrong with the sentences of any tone', () => {
    for (const tone of ['friendly', 'formal'] as const)
      for (const [language, sentences] of Object.entries(wordingOf({ tone, wording: {} })))
        for (const [id, text] of Object.entries(sentences))
          expect([tone, id, wordingFaults(id, language as 'en' | 'ar', text)]).toEqual([tone, id, []]);
  });

  it.each([
    ['fixed_prices', 'en', 'Our prices are flexible.', 'not_adaptable'],
    ['notice_approved', 'en', '{business}: {number} approved.', 'not_adaptable'],
    ['__proto__', 'en', 'x', 'not_adaptable'],
    ['price', 'en', '{name}: {price}{unit}{minimum}.', 'blanks'],
    ['price', 'en', '{name}: {price}{unit}{minimum}.{note}{note}', 'blanks'],
    ['greet', 'en', 'Hello { name }', 'blanks'],
    ['thanks', 'ar', 'You are welcome', 'script'],
    ['price', 'ar', 'سعر {name}: {price}{unit}{minimum}.{note}', 'amount_place'],
    ['thanks', 'en', 'Thanks! Only two left, five each', 'digits'],
    ['thanks', 'en', 'Thank\u200byou', 'invisible'],
    ['thanks', 'ar', 'شكرا، لك خصم', 'money'],
    ['thanks', 'ar', 'موافق، شكرا', 'promise'],
    ['goodbye', 'en', 'Write to me@shop', 'link'],
    ['disclosure', 'en', 'Hello, this is {business}. Reply 0 for a colleague.', 'says_no_ai'],
    ['disclosure', 'en', 'Hello, I am the AI assistant of {business}.', 'digits'],
    ['greet', 'en', 'x'.repeat(401), 'too_long'],
  ])('%s in %s as %j is refused: %s', (id, language, text, fault) => {
    expect(wordingFaults(id, language as 'en' | 'ar', text)).toContain(fault);
  });
});

describe('synonyms', () => {
  it('are put as the catalogue knows them, whole words only, longer ones first', () => {
    const synonyms = [
      { word: 'blow', means: 'hit' },
      { word: 'blow dry', means: 'hair styling' },
      { word: 'a+b', means: '$& sum' },
    ];
    expect(withSynonyms('Blow dry or blow, not blowing', synonyms)).toBe('hair styling or hit, not blowing');
    expect(withSynonyms('a+b', synonyms)).toBe('$& sum');
  });
});

describe('agreement', () => {
  it('counts what people decided, per act, and nothing else', () => {
    const all = [
      { acts: ['quote_price'], status: 'sent' },
      { acts: ['quote_price', 'quote_price'], status: 'edited' },
      { acts: ['answer_faq'], status: 'rejected' },
      { acts: ['answer_faq'], status: 'overtaken' },
      { acts: ['answer_faq'], status: 'open' },
    ] as const;
    expect(agreementOf(all)).toEqual([
      { act: 'quote_price', sent: 1, edited: 1, rejected: 0, rate: 0.5 },
      { act: 'answer_faq', sent: 0, edited: 0, rejected: 1, rate: 0 },
    ]);
  });

  it('counts the same per what was wanted', () => {
    const parking = 'answer_faq:faq_1';
    const all = [
      { acts: ['answer_faq'], intents: [parking], status: 'sent' },
      { acts: ['answer_faq', 'greet'], intents: [parking, 'greet'], status: 'rejected' },
      { acts: ['answer_faq'], status: 'sent' },
    ] as const;
    expect(agreementByIntent(all)).toEqual([
      { intent: parking, act: 'answer_faq', sent: 1, edited: 0, rejected: 1, rate: 0.5 },
      { intent: 'greet', act: 'greet', sent: 0, edited: 0, rejected: 1, rate: 0 },
    ]);
  });

  it('names what one act is about, where that is one thing', () => {
    const [one, other] = [ServiceId('svc_1'), ServiceId('svc_2')];
    expect(intentKeyOf({ act: 'quote_price', services: [one] })).toBe('quote_price:svc_1');
    expect(intentKeyOf({ act: 'quote_price', services: [one, other] })).toBe('quote_price');
    expect(intentKeyOf({ act: 'answer_faq', faq: FaqId('faq_1') })).toBe('answer_faq:faq_1');
    expect(intentKeyOf({ act: 'greet' })).toBe('greet');
  });

  it('promotes one question without promoting the others', () => {
    expect(isPromoted(['answer_faq:faq_1'], ['answer_faq:faq_1'])).toBe(true);
    expect(isPromoted(['answer_faq:faq_2'], ['answer_faq:faq_1'])).toBe(false);
    expect(isPromoted(['answer_faq:faq_2'], ['answer_faq'])).toBe(true);
  });

  it('promotes an answer only when all it does was promoted', () => {
    expect(isPromoted(['greet', 'quote_price'], ['quote_price'])).toBe(false);
    expect(isPromoted(['quote_price'], ['quote_price'])).toBe(true);
    expect(isPromoted([], ['quote_price'])).toBe(false);
  });
});

describe('a replay', () => {
  const said = (text: string, escalation: 'low_confidence' | 'anger' | null = null, costMicros = 0) => ({
    text,
    escalation,
    confidence: 1,
    costMicros,
    provider: 'embedded',
    facts: noFacts,
  });
  const stating = (amounts: Readonly<Record<string, string>>, order: string | null = null) => ({
    ...said('a'),
    facts: { amounts, order },
  });
  const massage = 'en svc_1.price';

  it.each([
    [said('a'), said('a'), null],
    [said('a'), said('b'), 'answer'],
    [said('a'), said('b', 'low_confidence'), 'now_escalated'],
    [said('a', 'anger'), said('b'), 'now_answered'],
    [said('a', 'anger'), said('a', 'low_confidence'), 'reason'],
    [stating({ [massage]: 'AED 150' }), stating({ [massage]: 'AED 140' }), 'price'],
    [stating({ [massage]: 'AED 150' }), stating({ 'ar svc_1.price': '150 درهم' }), null],
    [stating({}, 'svc_1*1 AED 15000'), stating({}), 'order'],
  ])('tells %j from %j as %s', (live, draft, difference) => {
    expect(differenceOf(live, draft)).toBe(difference);
  });

  it('adds up both sides', () => {
    const turn = { conversationId: 'c' as never, turnId: 't' as never, asked: '?' };
    const report = replayReport([
      { ...turn, live: said('a', null, 5), draft: said('b', 'anger', 7), difference: 'now_escalated' },
      { ...turn, live: said('a'), draft: said('a'), difference: null },
    ]);
    expect(report).toMatchObject({
      turns: 2,
      changed: 1,
      prices: { compared: 0, differ: 0 },
      ordersDiffer: 0,
      live: { answered: 2, escalated: 0, costMicros: 5, orders: 0, providers: { embedded: 2 } },
      draft: { answered: 1, escalated: 1, costMicros: 7 },
    });
    expect(report.differences).toHaveLength(1);
  });
});
