import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import type { ServiceId } from '#domain/shared/ids';
import { allTexts } from '#domain/shared/language';
import { Vocabulary } from '../reading/vocabulary.js';
import { type Form, formOf, runsOf } from './form.js';
import { type FunctionIndex, noFunctions } from './function-index.js';
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
  /** What may be asked of the tenant's own services; not of the catalogue, so set for each turn. */
  readonly functions: FunctionIndex;
  /** Keys of the business's own name: calling us by it asks for nothing. */
  readonly ownName: ReadonlySet<string>;
  /** The keys of a service's names and aliases. */
  namesOf(id: ServiceId): ReadonlySet<string>;
  /** What a service's own texts speak of besides its name. */
  contextOf(id: ServiceId): ReadonlySet<string> | null;
};

export type Category = { readonly text: Service['category']; readonly members: readonly Service[] };

const contextOf = (texts: readonly string[], read: (text: string) => Form): Pick<Entry, 'context' | 'contextWords'> => {
  const forms = texts.map(read);
  return {
    context: new Set(forms.flatMap((form) => [...form.keys])),
    contextWords: [...new Set(forms.flatMap((form) => form.words))],
  };
};

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
    ...contextOf([...context, ...options], read),
  };
};

const faqEntry = (faq: Faq, read: (text: string) => Form): Entry => ({
  forms: faq.questions.map(read).filter((form) => form.canonical !== ''),
  ...contextOf([...allTexts(faq.answer), faq.category], read),
  runs: allTexts(faq.answer).flatMap((text) => runsOf(read(text).canonical)),
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

/** Words of the business's name that name nothing it sells. */
const ownNameOf = (name: string, entries: readonly Entry[]): ReadonlySet<string> => {
  const sold = new Set(entries.flatMap((entry) => entry.forms.flatMap((form) => [...form.keys])));
  return new Set([...formOf(name).keys].filter((key) => !sold.has(key)));
};

export const buildIndex = (catalogue: CatalogueSnapshot): CatalogueIndex => {
  const read = memoised();
  const services = [...catalogue.services.values()].filter((service) => service.status === 'active');
  const faqs = [...catalogue.faqs.values()].filter(
    (faq) => faq.active && allTexts(faq.answer).some((text) => text.trim() !== ''),
  );
  const categories = categoriesOf(services);
  const serviceIndex = new InvertedIndex(services.map((service) => serviceEntry(service, read)));
  const faqIndex = new InvertedIndex(faqs.map((faq) => faqEntry(faq, read)));
  const categoryIndex = new InvertedIndex(
    categories.map((category) => ({ forms: allTexts(category.text).map(read), ...contextOf([], read) })),
  );
  const entries = [serviceIndex, faqIndex, categoryIndex].flatMap((index) => index.entries);
  const words = new Set(entries.flatMap((entry) => entry.forms.flatMap((form) => form.words)));
  const positions = new Map(services.map((service, at) => [service.id, at]));
  return {
    services,
    serviceIndex,
    faqs,
    faqIndex,
    categories,
    categoryIndex,
    vocabulary: new Vocabulary(words, new Set(entries.flatMap((entry) => entry.contextWords))),
    functions: noFunctions,
    ownName: ownNameOf(catalogue.businessName, [...entries]),
    namesOf: (id) =>
      new Set((serviceIndex.entries[positions.get(id) ?? -1]?.forms ?? []).flatMap((form) => [...form.keys])),
    contextOf: (id) => serviceIndex.entries[positions.get(id) ?? -1]?.context ?? null,
  };
};
