import type { Wording } from '#domain/assistant/templates/voice';
import type { AssistantConfig, Tone } from '#domain/studio/assistant-config';

/** Reviewed sentences for the two tones beside the plain one. Facts, prices and orders sound the same in every tone. */
const tones: Readonly<Record<Tone, Wording>> = {
  neutral: {},
  friendly: {
    en: {
      greet: 'What can I do for you today? 😊',
      thanks: 'Any time! Happy to help.',
      goodbye: 'Bye for now, and have a wonderful day!',
      unknown: 'Oops, I did not catch that. Could you say it another way?',
      did_you_mean: 'Is it one of these?',
      ask_name: 'Lovely! What name shall I put on the request?',
    },
    ar: {
      greet: 'كيف أقدر أن أساعدك اليوم؟ 😊',
      thanks: 'بكل سرور، أنا هنا دائمًا!',
      goodbye: 'إلى اللقاء، ونتمنى لك يومًا رائعًا!',
      unknown: 'عذرًا، لم ألتقط ذلك. هل تقولها بطريقة أخرى؟',
      did_you_mean: 'هل هي واحدة من هذه؟',
      ask_name: 'رائع! ما الاسم الذي أكتبه على الطلب؟',
    },
  },
  formal: {
    en: {
      greet: 'How may I assist you today?',
      thanks: 'You are most welcome.',
      goodbye: 'Goodbye. Thank you for contacting us.',
      unknown: 'I apologise, I did not understand your message. Would you kindly rephrase it?',
      did_you_mean: 'Are you enquiring about one of the following?',
      ask_name: 'Under which name may I record the request?',
    },
    ar: {
      greet: 'كيف لي أن أخدمكم اليوم؟',
      thanks: 'على الرحب والسعة.',
      goodbye: 'مع السلامة. شكرًا لتواصلكم معنا.',
      unknown: 'نعتذر، لم تتضح لنا رسالتكم. هل تتفضلون بإعادة صياغتها؟',
      did_you_mean: 'هل تستفسرون عن أحد ما يلي؟',
      ask_name: 'ما الاسم الذي نسجّل به الطلب؟',
    },
  },
};

type Spoken = Pick<AssistantConfig, 'tone' | 'wording'>;

/** Published configurations are the same object for as long as they are live. */
const known = new WeakMap<Spoken, Wording>();

/** The sentences of a version: its tone's, with the tenant's own over them. */
export const wordingOf = (config: Spoken): Wording => {
  const before = known.get(config);
  if (before !== undefined) return before;
  const tone = tones[config.tone];
  const made: Wording = {
    en: { ...tone.en, ...config.wording.en },
    ar: { ...tone.ar, ...config.wording.ar },
  };
  known.set(config, made);
  return made;
};
