import type { Language } from '#domain/shared/language';

/** What a model may write at the most, and what fits on a line or two of a phone. */
export const longestLeadIn = 120;

/** The phrases of a language: a sentence is one opening and at most two of what may follow it. */
type Phrases = { readonly openings: readonly string[]; readonly tails: readonly string[] };

/**
 * Nothing here says yes, grants, promises, counts, names a good, an amount, a time or a term, and no sentence can be built of
 * it that does: bare affirmations defeat every filter over words, so it is whole phrases that are allowed, not words.
 */
const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    openings: [
      'hello',
      'hello there',
      'hi',
      'hi there',
      'good morning',
      'good afternoon',
      'good evening',
      'welcome',
      'a warm welcome',
      'thank you',
      'thank you so much',
      'thank you very much',
      'thanks',
      'thanks a lot',
      'many thanks',
      'i understand',
      'i see what you mean',
      'i hear you',
      'i can see why you ask',
      'that is a fair question',
      'good question',
      'i am sorry',
      'sorry',
      'i hope this helps',
      'hope this helps',
      'i hope you are well',
      'i hope you are having a lovely day',
      'it is lovely to hear from you',
      'nice to hear from you',
      'here is the information',
      'here are the details',
      'here is what our catalogue says',
      'here is what i found',
      'let me show you what our catalogue says',
      'please find the details below',
      'the details are below',
    ],
    tails: [
      'and welcome',
      'for asking',
      'for writing',
      'for writing to us',
      'for reaching out',
      'for getting in touch',
      'for your message',
      'for your question',
      'for your interest',
      'for your patience',
      'for the wait',
      'for the trouble',
      'for the confusion',
      'how important this is to you',
      'that this matters to you',
      'today',
      'again',
      'below',
      'for you',
    ],
  },
  ar: {
    openings: [
      'مرحبا',
      'مرحبا بك',
      'أهلا',
      'أهلا بك',
      'أهلا وسهلا',
      'أهلا وسهلا بك',
      'صباح الخير',
      'مساء الخير',
      'السلام عليكم',
      'وعليكم السلام',
      'حياك الله',
      'شكرا',
      'شكرا لك',
      'شكرا جزيلا',
      'شكرا جزيلا لك',
      'نشكرك',
      'أفهمك',
      'أتفهم سؤالك',
      'أتفهم ما تقصده',
      'سؤال وجيه',
      'نعتذر',
      'أعتذر',
      'آسف',
      'أرجو أن يفيدك هذا',
      'أتمنى أن تكون بخير',
      'أتمنى لك يوما جميلا',
      'يسعدنا تواصلك معنا',
      'سعدنا بتواصلك',
      'إليك المعلومات',
      'إليك التفاصيل',
      'هذا ما ورد في قائمتنا',
      'هذا ما وجدته',
      'تجد التفاصيل أدناه',
    ],
    tails: [
      'على سؤالك',
      'على رسالتك',
      'على تواصلك',
      'على تواصلك معنا',
      'على اهتمامك',
      'على صبرك',
      'على الانتظار',
      'عن التأخير',
      'عن الإزعاج',
      'عن اللبس',
      'اليوم',
      'من جديد',
      'أدناه',
    ],
  },
};

/** Of what a lead-in may be made, character by character: no digit, sign, mark, link, line break, emoji or other script. */
const alphabet: Readonly<Record<Language, RegExp>> = {
  en: /^[A-Za-z ,.!'’]+$/,
  ar: /^(?:[ء-غف-ي][\u064b-\u0652]{0,2}|[ ،.!])+$/,
};

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/['’]m\b/g, ' am')
    .replace(/['’]s\b/g, ' is')
    .replace(/[\u064b-\u0652]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/[,،]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const alternatives = (all: readonly string[]): string => all.map(fold).join('|');

const sentenceOf = ({ openings, tails }: Phrases): RegExp =>
  new RegExp(`^(?:${alternatives(openings)})(?: (?:${alternatives(tails)})){0,2}$`);

const sentences: Readonly<Record<Language, RegExp>> = { en: sentenceOf(phrases.en), ar: sentenceOf(phrases.ar) };

const mostSentences = 3;

/**
 * The lead-in as it may stand above an answer in this language, or `null`: then it is dropped and nobody is told. Blocking
 * costs nothing here, because the answer is whole without it.
 */
export const allowedLeadIn = (raw: string, language: Language): string | null => {
  const text = raw.trim();
  if (text === '' || text.length > longestLeadIn || !alphabet[language].test(text)) return null;
  const parts = text
    .split(/[.!]+/)
    .map(fold)
    .filter((part) => part !== '');
  const isKnown =
    parts.length > 0 && parts.length <= mostSentences && parts.every((part) => sentences[language].test(part));
  return isKnown ? text : null;
};
