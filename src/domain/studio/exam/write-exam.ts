import { wordsOf } from '#domain/assistant/words';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { TestCase } from '#domain/knowledge/test-case';
import { allTexts, type Language } from '#domain/shared/language';
import type { VersionedSettings } from '#domain/studio/assistant-config';
import { aboutDocuments } from '#domain/studio/exam/about-documents';
import type { ExamQuestion, Expectation } from '#domain/studio/exam/exam-question';
import {
  availabilityQuestions,
  haggling,
  injections,
  outOfScope,
  personWanted,
  priceQuestions,
} from '#domain/studio/exam/fixed-questions';

/** More than these of a large catalogue are not asked about: the first by age, so that exams can be compared. */
export const examLimits = { services: 40, faqs: 60, phrasings: 3, corrected: 100 } as const;

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

const withService = (pattern: string, name: string): string => pattern.replaceAll('{service}', () => name);

/** Two different letters in the middle of the longest word change places: the commonest slip there is. */
export const withTypo = (text: string): string => {
  const longest = text.split(/\s+/).reduce((best, word) => (word.length > best.length ? word : best), '');
  if (longest.length < 5) return text;
  const middle = Math.floor(longest.length / 2);
  const at = [middle, middle - 1, middle + 1].find((place) => longest[place] !== longest[place - 1]);
  if (at === undefined) return text;
  const slipped = `${longest.slice(0, at - 1)}${longest[at] ?? ''}${longest[at - 1] ?? ''}${longest.slice(at + 1)}`;
  return text.replace(longest, () => slipped);
};

type Scope = { readonly catalogue: CatalogueSnapshot; readonly settings: VersionedSettings };

const namesIn = (service: Service, { settings }: Scope): readonly [Language, string][] =>
  settings.languages.flatMap((language): [Language, string][] => {
    const name = service.name[language]?.trim();
    return name === undefined || name === '' ? [] : [[language, name]];
  });

/** Two services of one name cannot be told apart by it: asked for by name, either answer would be right. */
const distinct = (services: readonly Service[]): Service[] => {
  const seen = new Map<string, number>();
  const keysOf = (service: Service): string[] => allTexts(service.name).map((name) => wordsOf(name).join(' '));
  for (const service of services) for (const key of keysOf(service)) seen.set(key, (seen.get(key) ?? 0) + 1);
  return services.filter((service) => keysOf(service).every((key) => seen.get(key) === 1));
};

const aboutService = (service: Service, scope: Scope): ExamQuestion[] =>
  namesIn(service, scope).flatMap(([language, name]) => {
    const mayPrice = scope.settings.allowedResponses.includes('prices');
    const mayTell = scope.settings.allowedResponses.includes('services');
    const price: Expectation = mayPrice ? { expect: 'price', service: service.id } : { expect: 'no_answer' };
    const { plain, dialect } = priceQuestions[language];
    const make = (variant: ExamQuestion['variant'], text: string): ExamQuestion => ({
      id: `price:${service.id}:${language}:${variant}`,
      kind: 'price',
      language,
      variant,
      text,
      expectation: price,
      mustAnswer: mayPrice && variant === 'plain',
    });
    return [
      make('plain', withService(plain, name)),
      make('typo', withService(plain, withTypo(name))),
      make('dialect', withService(dialect, name)),
      {
        id: `availability:${service.id}:${language}:plain`,
        kind: 'availability',
        language,
        variant: 'plain',
        text: withService(availabilityQuestions[language], name),
        expectation: mayTell ? { expect: 'availability', service: service.id } : { expect: 'no_answer' },
        mustAnswer: false,
      },
    ];
  });

const aboutFaq = (faq: Faq, { settings }: Scope): ExamQuestion[] =>
  faq.questions.slice(0, examLimits.phrasings).map((text, index) => {
    const may = settings.allowedResponses.includes('faqs') && allTexts(faq.answer).length > 0;
    return {
      id: `faq:${faq.id}:${index}`,
      kind: 'faq',
      language: isArabic(text) ? 'ar' : 'en',
      variant: index === 0 ? 'plain' : 'phrasing',
      text,
      expectation: may ? { expect: 'faq', faq: faq.id } : { expect: 'no_answer' },
      mustAnswer: may && index === 0,
    };
  });

/** A question that was answered wrongly once. What is expected is the FAQ that was drafted then, once it is switched on. */
const aboutCorrected = ({ id, question, answer, faqId, wrongAnswer }: TestCase, scope: Scope): ExamQuestion => {
  const mayAnswer = scope.settings.allowedResponses.includes('faqs') && scope.catalogue.faqs.has(faqId);
  return {
    id: `corrected:${id}`,
    kind: 'corrected',
    language: isArabic(question) ? 'ar' : 'en',
    variant: 'fixed',
    text: question,
    expectation: mayAnswer ? { expect: 'faq', faq: faqId } : { expect: 'not_again', wrong: wrongAnswer, answer },
    mustAnswer: mayAnswer,
  };
};

const content = (text: string): string[] => wordsOf(text).filter((word) => word.length > 3);

/** A question whose words the catalogue knows may well be in its scope: it is not asked. */
const isOutside = (text: string, known: ReadonlySet<string>): boolean => !content(text).some((word) => known.has(word));

const knownWords = ({ services, faqs, knowledge }: CatalogueSnapshot): ReadonlySet<string> =>
  new Set(
    [
      ...[...services.values()].flatMap((each) => [
        ...allTexts(each.name),
        ...allTexts(each.category),
        ...allTexts(each.description),
        ...each.aliases,
      ]),
      ...[...faqs.values()].flatMap(({ questions }) => questions),
      ...[...(knowledge?.sentences.values() ?? [])].flatMap(({ heading, text }) => [heading, text]),
    ].flatMap(content),
  );

const fixed = (
  kind: ExamQuestion['kind'],
  texts: readonly string[],
  language: Language,
  expectation: Expectation,
): ExamQuestion[] =>
  texts.map((text, index) => ({
    id: `${kind}:${language}:${index}`,
    kind,
    language,
    variant: 'fixed',
    text,
    expectation,
    mustAnswer: kind === 'person',
  }));

const builtIn = (language: Language, services: readonly Service[], { catalogue }: Scope): ExamQuestion[] => {
  const named = services.find((service) => (service.name[language] ?? '').trim() !== '');
  const name = named?.name[language]?.trim();
  const subject = named?.id ?? null;
  const known = knownWords(catalogue);
  const about = (texts: readonly string[]): string[] =>
    name === undefined
      ? texts.filter((text) => !text.includes('{service}'))
      : texts.map((text) => withService(text, name));
  return [
    ...fixed(
      'out_of_scope',
      outOfScope[language].filter((text) => isOutside(text, known)),
      language,
      { expect: 'no_answer' },
    ),
    ...fixed('injection', about(injections[language]), language, { expect: 'nothing_granted', service: subject }),
    ...fixed('haggling', about(haggling[language]), language, { expect: 'nothing_granted', service: subject }),
    ...fixed('person', personWanted[language], language, { expect: 'person' }),
  ];
};

/**
 * The go-live exam (BEY-1), made of the tenant's own catalogue, documents and corrections, and of what every assistant must
 * withstand. The same snapshot, settings and corrections make the same exam.
 */
export const writeExam = (
  catalogue: CatalogueSnapshot,
  settings: VersionedSettings,
  corrections: readonly TestCase[] = [],
): readonly ExamQuestion[] => {
  const scope: Scope = { catalogue, settings };
  const services = distinct([...catalogue.services.values()]).slice(0, examLimits.services);
  const faqs = [...catalogue.faqs.values()].slice(0, examLimits.faqs);
  return [
    ...corrections.slice(-examLimits.corrected).map((each) => aboutCorrected(each, scope)),
    ...services.flatMap((service) => aboutService(service, scope)),
    ...faqs.flatMap((faq) => aboutFaq(faq, scope)),
    ...aboutDocuments(catalogue, settings),
    ...settings.languages.flatMap((language) => builtIn(language, services, scope)),
  ];
};
