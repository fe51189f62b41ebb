import type { TemplateId } from '#domain/assistant/templates/en';
import { piecesOf } from '#domain/assistant/templates/fill';
import { reviewedTemplates } from '#domain/assistant/templates/voice';
import { saysForbidden } from '#domain/assistant/tripwire';
import type { Language } from '#domain/shared/language';

/**
 * The sentences a tenant may word its own way. Whatever speaks of amounts agreed, of a request's state, or refuses to change
 * a price stays as reviewed.
 */
export const adaptableTemplates = [
  'disclosure',
  'identify',
  'greet',
  'thanks',
  'goodbye',
  'unknown',
  'which_one',
  'did_you_mean',
  'price',
  'list_title',
  'list_more',
  'list_more_here',
  'list_empty',
  'description',
  'available',
  'unavailable',
  'ask_service',
  'ask_quantity',
  'ask_name',
  'ask_phone',
  'ask_address',
  'ask_date',
  'ask_note',
  'bad_name',
  'bad_phone',
  'bad_address',
  'bad_date',
  'bad_note',
  'summary_title',
  'hand_over',
  'hand_over_unsure',
  'hand_over_unable',
  'hand_over_sorry',
  'hand_over_unreadable',
  'hand_over_voice',
] as const satisfies readonly TemplateId[];
export type AdaptableTemplate = (typeof adaptableTemplates)[number];

/** Why a wording is refused, as stable codes: the panel says them in words. */
export type WordingFault =
  | 'blanks'
  | 'too_long'
  | 'digits'
  | 'money'
  | 'promise'
  | 'link'
  | 'script'
  | 'invisible'
  | 'amount_place'
  | 'says_no_ai'
  | 'not_adaptable';

const longest = 400;

/** Beside what the tripwire forbids: words that agree, promise, or speak of a lower price without naming one. */
const promising =
  /\b(?:promise\w*|agree\w*|accept\w*|deal|sure|yes|okay?|of course|certainly|absolutely|half|cheap\w*|bargain|lowest|best price|gift|bonus|cashback|sale|offer|save|saving\w*|extra|complimentary|waive\w*|book(?:ed|ing)|reserved?|ordered|shipped|paid|pay|price drop|negotia\w*|flexible)\b|نعم|أكيد|بالتأكيد|حسن[اًا]|موافق|وعد|نعد|هدي[ةه]|عرض|أرخص|نصف|وفر|توفير|تفاوض|محجوز|حجزنا|أوافق/iu;
const links = /https?:|www\.|[@\\/]|\b[\w-]+\.(?:com|net|org|io|ae|me|link)\b/iu;
const invisible = /[\p{Cf}\p{Cc}\p{Co}\p{Cs}]/u;
const numberWords =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|fifty|hundred|thousand|percent)\b|(?:^|\s)(?:واحد|اثنان|اثنين|ثلاث\p{L}*|أربع\p{L}*|خمس\p{L}*|ست[ةه]|سبع\p{L}*|ثمان\p{L}*|تسع\p{L}*|عشر\p{L}*|مئ[ةه]|مائ[ةه]|ألف)(?=\s|$)/iu;
const namesMachine = /\bAI\b|artificial|automat|\bbot\b|الذكاء الاصطناعي|آلي|روبوت/iu;

/** An Arabic word must stand right before an amount, or number and currency part in a line that runs both ways. */
const amountLeads = /(?:^|[^\p{Script=Arabic} ])\s*\{(?:price|amount|total)\}/u;

const blanksOf = (text: string): string =>
  piecesOf(text)
    .filter((_piece, index) => index % 2 === 1)
    .sort()
    .join();

const literalOf = (text: string): string =>
  piecesOf(text)
    .filter((_piece, index) => index % 2 === 0)
    .join(' ');

/** "Reply 0" calls a person: the one digit that is ours, and it must stay where it was. */
const digitsOf = (text: string): string => (literalOf(text).match(/\p{N}/gu) ?? []).join('');

/** Numbers in words that the reviewed sentence does not hold itself ("one of these" does). */
const addsNumberWords = (text: string, reviewed: string): boolean =>
  numberWords.test(literalOf(text).replace(/\bone\b/giu, /\bone\b/iu.test(reviewed) ? '' : 'one'));

const inScript = (text: string, language: Language): boolean => {
  const isArabic = /\p{Script=Arabic}/u.test(literalOf(text));
  return language === 'ar' ? isArabic || !/\p{L}/u.test(literalOf(text)) : !isArabic;
};

type Sentence = {
  readonly template: AdaptableTemplate;
  readonly language: Language;
  readonly text: string;
  readonly literal: string;
  readonly reviewed: string;
};

const agreesAnew = ({ literal, reviewed }: Sentence): boolean =>
  promising.test(literal) && !promising.test(literalOf(reviewed));

const hidesMachine = ({ template, literal }: Sentence): boolean =>
  (template === 'disclosure' || template === 'identify') && !namesMachine.test(literal);

const checks: readonly (readonly [WordingFault, (sentence: Sentence) => boolean])[] = [
  ['amount_place', ({ text, language }) => language === 'ar' && amountLeads.test(text)],
  ['blanks', ({ text, literal, reviewed }) => blanksOf(text) !== blanksOf(reviewed) || /[{}]/.test(literal)],
  ['too_long', ({ text }) => text.length > longest || text.trim() === ''],
  ['digits', ({ text, reviewed }) => digitsOf(text) !== digitsOf(reviewed) || addsNumberWords(text, reviewed)],
  ['money', ({ literal }) => saysForbidden(literal) || /[\p{Sc}%٪]/u.test(literal)],
  ['promise', agreesAnew],
  ['link', ({ literal }) => links.test(literal)],
  ['invisible', ({ text }) => invisible.test(text.replace(/\n/g, ''))],
  ['script', ({ text, language }) => !inScript(text, language)],
  ['says_no_ai', hidesMachine],
];

/** What is wrong with a tenant's wording of a sentence; nothing: it may be said. */
export const wordingFaults = (id: string, language: Language, text: string): readonly WordingFault[] => {
  const template = adaptableTemplates.find((each) => each === id);
  if (template === undefined) return ['not_adaptable'];
  const sentence = {
    template,
    language,
    text,
    literal: literalOf(text),
    reviewed: reviewedTemplates[language][template],
  };
  return checks.filter(([, isWrong]) => isWrong(sentence)).map(([fault]) => fault);
};

/** What a tenant may tell a model about how to answer: words only, no amounts and nothing granted. */
export const guidanceFaults = (text: string): readonly WordingFault[] => {
  const found: readonly (WordingFault | false)[] = [
    text.length > 2_000 && 'too_long',
    (saysForbidden(text) || /\p{Sc}|\p{Nd}{2,}/u.test(text)) && 'money',
    links.test(text) && 'link',
    invisible.test(text.replace(/[\n\t]/g, '')) && 'invisible',
  ];
  return found.filter((each): each is WordingFault => each !== false);
};
