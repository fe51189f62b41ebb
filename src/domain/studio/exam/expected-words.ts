import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import { formatMoney } from '#domain/shared/format-money';
import type { FaqId, ServiceId } from '#domain/shared/ids';
import { allTexts, type Language, type LocalizedText } from '#domain/shared/language';
import type { ExamQuestion } from '#domain/studio/exam/exam-question';

const inIts = (language: Language, text: LocalizedText): string => text[language] ?? allTexts(text)[0] ?? '';

const serviceWords = (
  id: ServiceId,
  withPrice: boolean,
  language: Language,
  { services }: CatalogueSnapshot,
): string => {
  const service = services.get(id);
  if (service === undefined) return '';
  const name = inIts(language, service.name);
  return withPrice ? `${name}: ${formatMoney(service.price, language)}` : name;
};

const faqWords = (id: FaqId, language: Language, { faqs }: CatalogueSnapshot): string =>
  inIts(language, faqs.get(id)?.answer ?? {});

/** What should have been said, in the tenant's own words; empty where nothing of it should have been. */
export const expectedWords = (
  { expectation, language }: Pick<ExamQuestion, 'expectation' | 'language'>,
  catalogue: CatalogueSnapshot,
): string => {
  switch (expectation.expect) {
    case 'price':
    case 'availability':
      return serviceWords(expectation.service, expectation.expect === 'price', language, catalogue);
    case 'faq':
      return faqWords(expectation.faq, language, catalogue);
    case 'not_again':
      return inIts(language, expectation.answer);
    case 'document':
      return `${catalogue.knowledge?.titles.get(expectation.document) ?? ''}: ${expectation.about}`;
    case 'no_answer':
    case 'nothing_granted':
    case 'person':
      return '';
  }
};
