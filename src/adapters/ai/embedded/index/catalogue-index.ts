import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import { allTexts } from '#domain/shared/language';
import { Vocabulary } from '../reading/vocabulary.js';
import { type Form, formOf } from './form.js';
import { type Entry, InvertedIndex } from './inverted-index.js';

/** What is looked up for every message, built once per version of a catalogue. */
export type CatalogueIndex = {
  readonly services: readonly Service[];
  readonly serviceIndex: InvertedIndex;
  readonly faqs: readonly Faq[];
  readonly faqIndex: InvertedIndex;
  readonly categories: readonly Category[];
  readonly categoryIndex: InvertedIndex;
  readonly vocabulary: Vocabulary;
};

export type Category = { readonly text: Service['category']; readonly members: readonly Service[] };

const keysOf = (texts: readonly string[], formsOf: (text: string) => Form): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => [...formsOf(text).keys]));

/** Thousands of services share a handful of categories, units and descriptions: each text is read once. */
const memoised = (): ((text: string) => Form) => {
  const known = new Map<string, Form>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const form = formOf(text);
    known.set(text, form);
    return form;
  };
};

const serviceEntry = (service: Service, read: (text: string) => Form): Entry => {
  const options = service.options.flatMap((option) => [...allTexts(option.name), ...option.values.flatMap(allTexts)]);
  const context = [service.description, service.category, service.unit].flatMap(allTexts);
  return {
    forms: [...allTexts(service.name), ...service.aliases].map(read).filter((form) => form.keys.size > 0),
    context: keysOf([...context, ...options], read),
  };
};

const faqEntry = (faq: Faq, read: (text: string) => Form): Entry => ({
  forms: faq.questions.map(read).filter((form) => form.canonical !== ''),
  context: keysOf([...allTexts(faq.answer), faq.category], read),
});

const categoriesOf = (services: readonly Service[]): readonly Category[] => {
  const found = new Map<string, { text: Service['category']; members: Service[] }>();
  for (const service of services) {
    const name = allTexts(service.category).join('|');
    if (name === '') continue;
    const category = found.get(name) ?? { text: service.category, members: [] };
    category.members.push(service);
    found.set(name, category);
  }
  return [...found.values()];
};

export const buildIndex = (catalogue: CatalogueSnapshot): CatalogueIndex => {
  const read = memoised();
  const services = [...catalogue.services.values()];
  const faqs = [...catalogue.faqs.values()];
  const categories = categoriesOf(services);
  const serviceIndex = new InvertedIndex(services.map((service) => serviceEntry(service, read)));
  const faqIndex = new InvertedIndex(faqs.map((faq) => faqEntry(faq, read)));
  const categoryIndex = new InvertedIndex(
    categories.map((category) => ({ forms: allTexts(category.text).map(read), context: new Set<string>() })),
  );
  const entries = [serviceIndex, faqIndex, categoryIndex].flatMap((index) => index.entries);
  const words = new Set(entries.flatMap((entry) => entry.forms.flatMap((form) => form.words)));
  return { services, serviceIndex, faqs, faqIndex, categories, categoryIndex, vocabulary: new Vocabulary(words) };
};
