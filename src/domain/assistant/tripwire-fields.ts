import type { Provenance } from '#domain/assistant/outbound';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Service } from '#domain/catalogue/service';
import { formatMoney } from '#domain/shared/format-money';
import { DocumentId, FaqId, SentenceId, ServiceId } from '#domain/shared/ids';
import { type Language, type LocalizedText, textIn } from '#domain/shared/language';

const optionText = (service: Service, path: readonly string[]): LocalizedText | undefined => {
  const option = service.options[Number(path[1])];
  return path[2] === 'name' ? option?.name : option?.values[Number(path[3])];
};

const fieldText = (service: Service, field: string, language: Language): string | undefined => {
  switch (field) {
    case 'price':
      return formatMoney(service.price, language);
    case 'name':
    case 'unit':
    case 'description':
    case 'category':
      return textIn(service[field], language).trim();
    default: {
      const path = field.split('.');
      const text = path[0] === 'options' ? optionText(service, path) : undefined;
      return text === undefined ? undefined : textIn(text, language).trim();
    }
  }
};

/** The whole sentence as it stands, judged quotable, or the title it is said with. */
const isDocumentText = (text: string, id: string, { knowledge }: CatalogueSnapshot): boolean => {
  const sentence = knowledge?.sentences.get(SentenceId(id));
  if (sentence !== undefined) return sentence.unquotable === null && sentence.text === text;
  return knowledge?.titles.get(DocumentId(id)) === text;
};

/** Is this exactly what the snapshot holds where the segment says it comes from? */
export const isFieldText = (
  text: string,
  provenance: Extract<Provenance, { from: 'catalogue' | 'faq' | 'document' }>,
  catalogue: CatalogueSnapshot,
  language: Language,
): boolean => {
  if (provenance.from === 'document') return isDocumentText(text, provenance.id, catalogue);
  if (provenance.from === 'faq') {
    const faq = catalogue.faqs.get(FaqId(provenance.id));
    return faq !== undefined && [textIn(faq.answer, language), ...faq.questions, faq.category].includes(text);
  }
  if (provenance.field === 'businessName') return text === catalogue.businessName;
  const end = provenance.field.indexOf('.');
  const service = end < 0 ? undefined : catalogue.services.get(ServiceId(provenance.field.slice(0, end)));
  return service !== undefined && fieldText(service, provenance.field.slice(end + 1), language) === text;
};
