import { describe, expect, it } from 'vitest';
import { decideWithoutAssistant } from '#domain/assistant/decide-turn';
import { noMenus } from '#domain/assistant/flow-snapshot';
import { textOf } from '#domain/assistant/outbound';
import { menuChoices } from '#domain/assistant/render';
import { tripwire } from '#domain/assistant/tripwire';
import { freshDialogue } from '#domain/conversation/dialogue';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { Chat, type Said } from './chat.js';
import { aMenu, callbackId, menuId, menusWith, tapOf } from './menus.js';
import { faq, noorSouq } from './noor-souq.js';

const shop = noorSouq();
const flow = aMenu(faq('F5'));

const chatWith = (menus = menusWith(flow)): Chat => {
  const chat = new Chat({ catalogue: shop });
  chat.menus = menus;
  return chat;
};

const opened = (menus = menusWith(flow)): Chat => {
  const chat = chatWith(menus);
  chat.says('menu');
  return chat;
};

const idsOf = ({ decision }: Said): string[] => decision.replies.at(-1)?.choices.map(({ id }) => id) ?? [];

describe('a menu', () => {
  it.each(['menu', 'Main menu', 'القائمة', ' MENU! '])('comes up when the customer says "%s"', (word) => {
    const said = chatWith().says(word);
    expect(said.byRules).toBe(true);
    expect(said.text).toContain('1. ');
    expect(idsOf(said)).toEqual([...['hours', 'more', 'question', 'callback'].map((id) => tapOf(id)), 'human']);
  });

  it('speaks Arabic to who writes Arabic', () => {
    const chat = chatWith();
    chat.dialogue = { ...freshDialogue };
    expect(chat.says('القائمة').text).toContain('كيف نساعدك؟\n\n1. المواعيد');
  });

  it('is words like any other where the tenant has no menu', () => {
    expect(chatWith(noMenus).says('menu').byRules).toBe(false);
    expect(chatWith(menusWith(aMenu(faq('F5'), { status: 'draft' }))).says('menu').byRules).toBe(false);
  });

  it("answers a tap with the admin's words and offers the menu's options again", () => {
    const said = opened().taps(tapOf('hours'));
    expect(said.text).toContain('Nine to five, 7 days.');
    expect(idsOf(said)).toContain(tapOf('more'));
    expect(said.decision.speaker).toBe('system');
  });

  it.each(['1', '١', 'opening hours'])('understands "%s" as its first option', (typed) => {
    expect(opened().says(typed).text).toContain('Nine to five, 7 days.');
  });

  it('opens a sub-menu and comes back', () => {
    const chat = opened();
    expect(idsOf(chat.taps(tapOf('more')))).toEqual(
      ['whatsapp', 'shop', 'survey', 'person', 'back'].map((id) => tapOf(id)),
    );
    expect(chat.says('5').text).toContain('How can we help?');
  });

  it('answers a FAQ word for word', () => {
    const said = opened().taps(tapOf('question'));
    expect(said.text).toContain(shop.faqs.get(faq('F5'))?.answer.en);
    expect(said.decision.escalation).toBeNull();
  });

  it('calls a person where the FAQ has gone since', () => {
    const chat = opened(menusWith(aMenu(faq('F99'))));
    expect(chat.taps(tapOf('question')).decision.escalation).toBe('customer_asked');
  });

  it('answers a FAQ even where the assistant may not on its own', () => {
    const chat = opened();
    chat.settings = { ...chat.settings, allowedResponses: [] };
    expect(chat.taps(tapOf('question')).decision.outcome).toBe('reply');
  });

  it('offers its form where forms can be shown', () => {
    const said = opened().taps(tapOf('callback'));
    expect(said.text).toContain('Call me back');
    expect(said.decision.replies.at(-1)?.choices[0]).toEqual({
      id: tapOf('callback'),
      label: 'Call me back',
      form: callbackId,
    });
  });

  it('calls a person where they cannot', () => {
    const said = opened(menusWith(flow, { showsForms: false })).taps(tapOf('callback'));
    expect(said.decision.escalation).toBe('customer_asked');
  });

  it('calls a person from an option that says so', () => {
    const said = opened().taps(tapOf('person'));
    expect(said.decision).toMatchObject({ escalation: 'customer_asked', outcome: 'escalate' });
  });

  it('carries its links as choices, and in the text for channels without buttons', () => {
    const said = opened().taps(tapOf('more'));
    const urls = said.decision.replies.at(-1)?.choices.map(({ url }) => url);
    expect(urls?.slice(0, 3)).toEqual([
      'https://wa.me/971500000000?text=Hi%20%26%20hello',
      'https://shop.example/sale?now=1',
      'https://forms.example/s',
    ]);
    expect(said.text).toContain('2. Our shop: https://shop.example/sale?now=1');
    expect(opened().taps(tapOf('shop')).text).toContain('Our shop: https://shop.example/sale?now=1');
  });

  it.each([
    ['an option that is gone', tapOf('nothing')],
    ["another tenant's menu", tapOf('hours', 'flw_0000000000000000000000000000000f')],
    ['no id of ours', 'flow:'],
    ['an id with more in it', `${tapOf('hours')}:x`],
  ])('shows the menu of today for a tap on %s', (_what, id) => {
    const said = opened().taps(id);
    expect(said.text).toContain('How can we help?');
    expect(said.text).not.toContain('Nine to five');
  });

  it('means nothing when it is a draft', () => {
    const chat = chatWith(menusWith(aMenu(faq('F5'), { status: 'draft' })));
    expect(chat.taps(tapOf('hours'))).toMatchObject({ byRules: false });
  });

  it('goes on answering while a person is awaited', () => {
    const chat = opened();
    chat.mode = 'waiting';
    expect(idsOf(chat.taps(tapOf('hours')))).toContain(tapOf('more'));
  });

  it('leaves an open order where it is', () => {
    const chat = opened();
    chat.says('I want to order a sofa cleaning', { act: 'order', lines: [], slots: {} });
    const { order } = chat.dialogue;
    expect(chat.taps(tapOf('hours')).decision.dialogue.order?.lines).toEqual(order?.lines);
  });

  it("does not say that an AI speaks: its words are a person's", () => {
    const chat = chatWith();
    chat.dialogue = freshDialogue;
    const said = chat.says('menu');
    expect(said.text.startsWith('How can we help?')).toBe(true);
    expect(said.decision.dialogue.disclosed).toBe(false);
  });

  it('is the same before the first message', () => {
    const menus = menusWith(flow);
    const [start] = flow.nodes;
    const offered = chatWith(menus).says('menu').decision.replies.at(-1)?.choices;
    expect(start && menuChoices(menuId, start, menus, 'en')).toEqual(offered?.slice(0, 4));
  });

  it('says nothing the tripwire could not find in it', () => {
    const menus = menusWith(flow);
    const { replies } = opened(menus).taps(tapOf('more')).decision;
    expect(tripwire(replies, shop, menus).outcome).toBe('pass');
    expect(tripwire(replies, shop, noMenus).outcome).toBe('veto');
  });
});

describe('with the assistant off', () => {
  const input = (about: object) => ({
    settings: { ...defaultAssistantSettings, enabled: false },
    catalogue: shop,
    menus: menusWith(flow),
    dialogue: freshDialogue,
    mode: 'assistant' as const,
    unanswered: [],
    choiceId: null,
    hasUnreadable: false,
    lastOrderIsPending: false,
    ...about,
  });
  const said = (about: object) => decideWithoutAssistant(input(about), true);

  it('a menu still answers, as the system', () => {
    const decision = said({ unanswered: ['Opening hours'], choiceId: tapOf('hours') });
    expect(decision?.replies.map(textOf).join()).toContain('Nine to five');
    expect(decision?.speaker).toBe('system');
  });

  it('who asks for a person is told that one was called', () => {
    expect(said({ unanswered: ['0'] })).toMatchObject({ escalation: 'customer_asked', speaker: 'system' });
    expect(said({ unanswered: ['موظف'] })?.replies).toHaveLength(1);
  });

  it.each(['how much is the sofa cleaning?', 'hello', 'yes'])('says nothing to "%s"', (text) => {
    expect(said({ unanswered: [text] })).toBeNull();
  });

  it('takes no tap on what the assistant offered', () => {
    expect(said({ unanswered: ['x'], choiceId: `faq:${faq('F5')}` })).toBeNull();
  });

  it('is silent while a person has the conversation', () => {
    expect(said({ unanswered: ['menu'], mode: 'human' })).toBeNull();
  });
});
