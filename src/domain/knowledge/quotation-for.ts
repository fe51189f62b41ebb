import { normalised, withAsciiDigits } from '#domain/assistant/words';
import type { CandidateSentence } from '#domain/knowledge/candidate-sentence';
import { money } from '#domain/knowledge/unquotable-words';
import type { Language } from '#domain/shared/language';

export type Quotation = {
  readonly sentence: CandidateSentence;
  /** P(a careful agent would answer with it), 0..1. */
  readonly confidence: number;
};

/** A question of a kind, and what a sentence must hold to answer that kind. */
type Kind = { readonly asks: RegExp; readonly answers: RegExp };

const kinds: readonly Kind[] = [
  {
    asks: /\b(?:when|what time|which days?|hours|how long|how often|until)\b|متى|ساعات|اوقات|مواعيد|كم يستغرق|كم المده/u,
    answers:
      /\d|\b(?:daily|always|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|morning|noon|evening|night|minutes?|hours?|weeks?|days?|month)\b|يوم|اسبوع|شهر|صباح|مساء|ظهر|ساع|دقيق|السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه/u,
  },
  {
    asks: /\b(?:where|address|location|located|directions?)\b|اين|وين|عنوان|موقع/u,
    answers:
      /\b(?:in|at|on|near|next to|behind|beside|opposite|between|inside|outside|floor|street|road|mall|building|entrance|online|home)\b|(?:^| )(?:في|خلف|بجانب|امام|عند|قرب|مقابل|داخل|خارج|بين|شارع|طابق|مبني|مدخل|البيت|المنزل)/u,
  },
  {
    asks: /\b(?:how many|how old|how big|how far|minimum age|number of)\b|كم عدد|كم عمر|كم واحد/u,
    answers:
      /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|single|each)\b|واحد|اثنان|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع|عشر/u,
  },
  {
    asks: /\b(?:why|how come)\b|لماذا|ليش/u,
    answers: /\b(?:because|since|so that|due to|in order)\b|لان|بسبب|حتى|لكي/u,
  },
  {
    asks: /\b(?:who|whose)\b|من هو|من هي|مين/u,
    answers:
      /\b(?:by|team|staff|doctor|dr|therapists?|trainers?|owner|manager|adult|parents?)\b|فريق|طبيب|موظف|مدرب|صاحب|مدير/u,
  },
];

/** "Can I have a discount?", "how much": a document does not speak of money, so nothing of it answers that. */
const aboutMoney = (question: string): boolean => money(question) || /\bhow much\b|بكم|كم سعر|كم السعر/u.test(question);

const fits = (question: string, answer: string): boolean =>
  kinds.every(({ asks, answers }) => !asks.test(question) || answers.test(answer));

/** From 0.85 on a sentence speaks of about four fifths of what was asked, rare words counting more. */
const confidenceOf = (score: number): number => Math.min(0.95, 0.35 + 0.62 * score);

/** The sentence that answers the question by itself, if one does. Pure. */
export const quotationFor = (
  question: string,
  sentences: readonly CandidateSentence[],
  language: Language,
): Quotation | null => {
  const asked = normalised(withAsciiDigits(question));
  if (aboutMoney(asked)) return null;
  // By their words, whatever order meaning put them in.
  const byWords = [...sentences].sort((one, other) => other.score - one.score);
  const [nearest] = byWords;
  const sentence = byWords.find(
    (each) => each.quotable && each.language === language && fits(asked, normalised(each.text)),
  );
  if (sentence === undefined || nearest === undefined) return null;
  // What comes nearer and may not be said would have been the answer.
  const isPassedOver = nearest.score > sentence.score + 0.05;
  return { sentence, confidence: confidenceOf(sentence.score) * (isPassedOver ? 0.6 : 1) };
};
