import type { SampleKind } from '#application/onboarding/add-sample-catalogue';
import type { Language, LocalizedText } from '#domain/shared/language';

/** What somebody says in one visit, and what becomes of it. */
export type DemoTalk = {
  readonly language: Language;
  readonly says: readonly string[];
  /** What the team does with the order that came of it, or with the talk. */
  readonly ending: 'leave' | 'approve' | 'answer';
  readonly answer?: string;
};

export type DemoBusiness = {
  readonly email: string;
  readonly owner: string;
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly colour: string;
  readonly sample: SampleKind;
  readonly description: LocalizedText;
  readonly phone: string;
  /** Where WhatsApp is emulated, it has numbers on it. */
  readonly hasNumbers: boolean;
  readonly talks: readonly DemoTalk[];
};

/** Two businesses to look at; the second speaks Arabic first. */
export const demoBusinesses: readonly DemoBusiness[] = [
  {
    email: 'owner@noor.example',
    owner: 'Noor Haddad',
    name: 'Noor Spa',
    slug: 'noor-spa',
    currency: 'AED',
    timeZone: 'Asia/Dubai',
    language: 'en',
    colour: '#0f766e',
    sample: 'spa',
    description: {
      en: 'A quiet spa by the marina: massages, Moroccan baths and everything for face and hands.',
      ar: 'سبا هادئ قرب المارينا: مساج وحمامات مغربية وكل ما يخص الوجه واليدين.',
    },
    phone: '+971 4 555 0100',
    hasNumbers: true,
    talks: [
      {
        language: 'en',
        says: ['Hi, I would like to book a Royal Moroccan bath', 'Mariam', 'tomorrow at 5pm', 'yes'],
        ending: 'leave',
      },
      { language: 'en', says: ['I want to book a Classic facial', 'Hana', 'Friday at noon', 'yes'], ending: 'approve' },
      { language: 'en', says: ['How much is a Hot stone massage?'], ending: 'leave' },
      {
        language: 'en',
        says: ['I want to talk to a person'],
        ending: 'answer',
        answer: 'Hello, this is Noor. How can I help you?',
      },
    ],
  },
  {
    email: 'owner@layan.example',
    owner: 'ليان العتيبي',
    name: 'Layan مطعم ليان',
    slug: 'layan',
    currency: 'SAR',
    timeZone: 'Asia/Riyadh',
    language: 'ar',
    colour: '#9a3412',
    sample: 'restaurant',
    description: {
      ar: 'مطبخ عربي على أصوله: مشويات ومقبلات وحلويات، نوصلها حيث أنت.',
      en: 'Arabic cooking as it should be: grills, mezze and sweets, brought to your door.',
    },
    phone: '+966 11 555 0100',
    hasNumbers: false,
    talks: [
      {
        language: 'ar',
        says: ['أريد طلب مشاوي مشكلة', 'سلمى', '0501234567', 'حي النخيل، شارع العليا 12', 'نعم'],
        ending: 'leave',
      },
      { language: 'ar', says: ['مرحبا، ما الذي تقدمونه؟'], ending: 'leave' },
      {
        language: 'ar',
        says: ['أريد التحدث مع موظف'],
        ending: 'answer',
        answer: 'أهلًا بك، معك ليان. كيف أستطيع مساعدتك؟',
      },
    ],
  },
];

/** Channels by their names. Recorded: nobody is behind it, the simulator plays its customers. */
export const demoNumbers = { toLink: 'Our WhatsApp', recorded: 'Recorded customers' } as const;

export const demoAdmin = { email: 'admin@platform.example', name: 'Platform admin' } as const;
