import type { Page } from 'playwright-core';
import type { HttpClient } from '#test/support/http-client';
import type { Rig } from './rig.js';

const words = {
  en: {
    price: 'How much is the deep massage?',
    menu: 'What would you like?',
    link: 'Our site',
    form: 'Call me back',
    sara: 'This is Sara. May I book it for you? See https://noor.example/deep',
    offline: 'I will be there at five, with my sister.',
  },
  ar: {
    price: 'كم سعر مساج عميق؟',
    menu: 'كيف نساعدك؟',
    link: 'موقعنا',
    form: 'اتصلوا بي',
    sara: 'أنا سارة، هل أحجزه لك؟ https://noor.example/deep',
    offline: 'سأكون هناك في الخامسة مع أختي.',
  },
} as const;

export type Language = keyof typeof words;
const both = (key: keyof typeof words.en) => ({ en: words.en[key], ar: words.ar[key] });

const callback = {
  name: 'Call back',
  title: both('form'),
  fields: [
    { key: 'name', type: 'name', label: { en: 'Name', ar: 'الاسم' }, required: true },
    { key: 'email', type: 'email', label: { en: 'E-mail', ar: 'البريد' }, required: true },
    {
      key: 'when',
      type: 'select',
      label: { en: 'When', ar: 'متى' },
      options: [
        { en: 'Morning', ar: 'صباحًا' },
        { en: 'Evening', ar: 'مساءً' },
      ],
    },
    { key: 'terms', type: 'checkbox', label: { en: 'You may call me', ar: 'يمكنكم الاتصال بي' }, required: true },
  ],
  submitLabel: { en: 'Send', ar: 'إرسال' },
  thanks: { en: 'Thank you.', ar: 'شكرًا.' },
  externalUrl: null,
  notify: [],
  status: 'active',
};

/** A menu with a link and a form in both languages; its id. */
export const makeMenu = async (admin: HttpClient): Promise<string> => {
  const form = (await admin.post<{ id: string }>('/api/v1/forms', callback)).id;
  const options = [
    { id: 'link', label: both('link'), action: { do: 'link', url: 'https://noor.example/' } },
    { id: 'form', label: both('form'), action: { do: 'form', form } },
    { id: 'person', label: { en: 'A person', ar: 'شخص' }, action: { do: 'hand_over' } },
  ];
  const flow = { name: 'Main', status: 'published', nodes: [{ id: 'start', text: both('menu'), options }] };
  return (await admin.post<{ id: string }>('/api/v1/flows', flow)).id;
};

type Step = (page: Page, rig: Rig, language: Language) => Promise<void>;

const send = async (page: Page, text: string): Promise<void> => {
  await page.locator('.composer textarea').fill(text);
  await page.keyboard.press('Enter');
};

/** One walk through everything there is to look at, each step from where the one before has left the page. */
export const steps: Readonly<Record<string, Step>> = {
  launcher: (page) => page.locator('wakil-chat .l').waitFor(),
  empty: async (page) => {
    await page.locator('wakil-chat .l').click();
    await page.locator('a.chip').waitFor();
  },
  form: async (page, _rig, language) => {
    await page.locator('button.chip').getByText(words[language].form).click();
    await page.locator('form.card').waitFor();
    await page.locator('form.card .wide').click();
    await page.locator('.error[id]').first().waitFor();
  },
  conversation: async (page, rig, language) => {
    await page.locator('form.card .quiet').click();
    await send(page, words[language].price);
    await page.getByText(/150/).first().waitFor();
    await rig.reply(words[language].sara);
    await page.locator('.who').waitFor();
    await page.locator('.b a').first().waitFor();
  },
  typing: async (page, rig) => {
    const { id } = await rig.conversation();
    await rig.noor.admin.post(`/api/v1/conversations/${id}/presence`, { doing: 'typing' });
    await page.locator('.typing').waitFor();
  },
  emoji: async (page) => {
    await page.locator('.tools button').first().click();
    await page.locator('.emojis').waitFor();
  },
  offline: async (page, rig, language) => {
    await page.keyboard.press('Escape');
    rig.proxy.fault = { status: 503 };
    await send(page, words[language].offline);
    await page.locator('.notice:not(:empty)').waitFor();
  },
  failed: async (page, rig) => {
    rig.proxy.fault = null;
    await page.locator('.visitor .status time').last().waitFor();
    await send(page, `${'x'.repeat(30)} ${'long '.repeat(900)}`);
    await page.locator('.failed .status button').first().waitFor();
  },
  rating: async (page, rig) => {
    const { id } = await rig.conversation();
    await rig.noor.admin.post(`/api/v1/conversations/${id}/close`);
    await page.locator('.stars label').nth(3).click();
    await page.locator('form.card textarea').waitFor();
  },
};
