import type { Page } from 'playwright-core';
import { aConfig, type Config } from '../../emulators/widget-api/conversation.js';
import type { WidgetApiEmulator } from '../../emulators/widget-api/widget-api-emulator.js';

const choice = (label: string, more = {}) => ({ id: `flow:${label}`, label, url: null, form_id: null, ...more });
const form: Config['forms'][number] = {
  id: `form_${'1'.repeat(32)}` as Config['forms'][number]['id'],
  title: 'Call me back',
  fields: [
    { key: 'name', type: 'name', label: 'Name', required: true, options: [] },
    { key: 'email', type: 'email', label: 'E-mail', required: true, options: [] },
    { key: 'when', type: 'select', label: 'When', required: false, options: ['Morning', 'Evening'] },
    { key: 'terms', type: 'checkbox', label: 'You may call me', required: true, options: [] },
  ],
  submit_label: 'Send',
  external_url: null,
};

const words = {
  en: {
    hi: 'Hello! How much is the deep massage?',
    answer: 'Deep massage: AED 150. It takes 60 minutes. See https://noor.example/deep',
    menu: 'What would you like?',
    a: 'Prices',
    b: 'Book',
    c: 'Our site',
    d: 'Call me back',
  },
  ar: {
    hi: 'مرحبا! بكم المساج العميق؟',
    answer: 'سعر مساج عميق هو 150 درهم ومدته 60 دقيقة. https://noor.example/deep',
    menu: 'كيف نساعدك؟',
    a: 'الأسعار',
    b: 'احجز',
    c: 'موقعنا',
    d: 'اتصلوا بي',
  },
} as const;

export type Look = { readonly language: 'en' | 'ar'; readonly scheme: 'light' | 'dark' };

export const configFor = ({ language, scheme }: Look, about: Partial<Config> = {}): Config => {
  const t = words[language];
  return aConfig({
    language,
    scheme,
    title: language === 'ar' ? 'نور سبا' : 'Noor Spa',
    welcome:
      language === 'ar'
        ? 'أهلاً بك! اسأل عن العلاجات والأسعار.'
        : 'Welcome! Ask us anything about treatments and prices.',
    menu: {
      text: t.menu,
      choices: [
        choice(t.a),
        choice(t.b),
        choice(t.c, { url: 'https://noor.example/' }),
        choice(t.d, { form_id: form.id }),
      ],
    },
    forms: [form],
    ...about,
  });
};

type Act = (page: Page, api: WidgetApiEmulator, language: 'en' | 'ar') => Promise<void>;

const open: Act = async (page) => {
  await page.locator('wakil-chat .l').click();
  await page.locator('.panel textarea').first().waitFor();
};
const say = async (page: Page, text: string): Promise<void> => {
  await page.locator('.composer textarea').fill(text);
  await page.keyboard.press('Enter');
};
const talk: Act = async (page, api, language) => {
  await open(page, api, language);
  await say(page, words[language].hi);
  await page.locator('.status time').first().waitFor();
};

/** How to come to each state there is to look at. */
export const states: Readonly<Record<string, Act>> = {
  launcher: async (page) => page.locator('wakil-chat .l').waitFor(),
  empty: async (page, api, language) => {
    await open(page, api, language);
    await page.locator('a.chip').waitFor();
  },
  conversation: async (page, api, language) => {
    await talk(page, api, language);
    const t = words[language];
    api.conversation.say({
      text: t.answer,
      choices: [choice(t.b), choice(t.c, { url: 'https://noor.example/' })],
      cards: [
        { title: 'Deep massage', subtitle: 'AED 150', image_url: null, choice: choice(t.b) },
        { title: 'Hammam', subtitle: 'AED 220', image_url: null, choice: choice(t.b) },
      ],
    });
    await page.locator('.b a').waitFor();
    await page.locator('.cards').waitFor();
    api.conversation.change({ mode: 'human', agent: 'Sara' });
    api.conversation.say({
      from: 'human',
      author: 'Sara',
      text: language === 'ar' ? 'أنا سارة، كيف أساعدك؟' : 'This is Sara. May I book it for you?',
    });
    await page.locator('.who').waitFor();
  },
  typing: async (page, api, language) => {
    await talk(page, api, language);
    api.conversation.typing('assistant');
    await page.locator('.typing').waitFor();
  },
  offline: async (page, api, language) => {
    await talk(page, api, language);
    api.failing = { status: 503, code: 'emulated.down' };
    await say(page, words[language].answer);
    await page.locator('.notice:not(:empty)').waitFor();
  },
  failed: async (page, api, language) => {
    await talk(page, api, language);
    await say(page, 'x'.repeat(30) + ' long '.repeat(800));
    await page.locator('.failed .status button').first().waitFor();
  },
  form: async (page, api, language) => {
    await open(page, api, language);
    await page.getByText(words[language].d).click();
    await page.locator('form.card').waitFor();
    await page.locator('form.card .wide').click();
    await page.locator('.error[id]').first().waitFor();
  },
  rating: async (page, api, language) => {
    await talk(page, api, language);
    api.conversation.change({ status: 'closed', rating: 'asked' });
    await page.locator('.stars label').nth(3).click();
    await page.locator('form.card textarea').waitFor();
  },
};
