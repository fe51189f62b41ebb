import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Sentence } from '#domain/knowledge/sentence';
import type { Language } from '#domain/shared/language';
import type { VersionedSettings } from '#domain/studio/assistant-config';
import type { ExamQuestion } from '#domain/studio/exam/exam-question';

const mostDocuments = 20;
const mostHeadings = 3;
const longestHeading = 120;

const questions: Readonly<Record<Language, string>> = {
  en: 'What about {heading}?',
  ar: 'ماذا عن {heading}؟',
};

type Asked = Pick<Sentence, 'documentId' | 'heading' | 'language'>;

const isQuestion = (text: string): boolean => /[?؟]\s*$/.test(text);

const worded = ({ heading, language }: Asked): string =>
  isQuestion(heading) ? heading : questions[language].replace('{heading}', () => heading);

/** Headings with something quotable under them, in reading order; one that two documents have asks about neither. */
const headingsOf = ({ knowledge }: CatalogueSnapshot): readonly Asked[] => {
  const found = new Map<string, Asked | null>();
  for (const { heading: raw, documentId, language, unquotable } of knowledge?.sentences.values() ?? []) {
    const heading = raw.trim();
    if (unquotable !== null || heading === '' || heading.length > longestHeading) continue;
    const before = found.get(heading);
    if (before === undefined) found.set(heading, { documentId, heading, language });
    else if (before?.documentId !== documentId) found.set(heading, null);
  }
  return [...found.values()].filter((each) => each !== null);
};

const fewOfEach = (headings: readonly Asked[]): readonly Asked[] => {
  const counts = new Map<string, number>();
  return headings.filter(({ documentId }) => {
    const count = (counts.get(documentId) ?? 0) + 1;
    counts.set(documentId, count);
    return counts.size <= mostDocuments && count <= mostHeadings;
  });
};

/** What the tenant's documents speak of. Nobody knows what one would ask, so silence does not block. */
export const aboutDocuments = (
  catalogue: CatalogueSnapshot,
  { languages, allowedResponses }: VersionedSettings,
): readonly ExamQuestion[] => {
  if (!allowedResponses.includes('faqs')) return [];
  const spoken = headingsOf(catalogue).filter(({ language }) => languages.includes(language));
  return fewOfEach(spoken).map((asked) => ({
    id: `document:${asked.documentId}:${asked.heading}`,
    kind: 'document',
    language: asked.language,
    variant: isQuestion(asked.heading) ? 'plain' : 'phrasing',
    text: worded(asked),
    expectation: { expect: 'document', document: asked.documentId, about: asked.heading },
    mustAnswer: false,
  }));
};
