import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Service } from '#domain/catalogue/service';
import type { Sentence } from '#domain/knowledge/sentence';
import { allTexts } from '#domain/shared/language';

const present = (texts: readonly string[]): string[] => texts.map((each) => each.trim()).filter((each) => each !== '');

const written = ({ services, faqs, businessName, knowledge }: CatalogueSnapshot): string[] =>
  present([
    businessName,
    ...[...services.values()].flatMap((each) => [
      ...allTexts(each.name),
      ...allTexts(each.description),
      ...allTexts(each.unit),
      ...each.options.flatMap((option) => [...allTexts(option.name), ...option.values.flatMap(allTexts)]),
    ]),
    ...[...faqs.values()].flatMap((each) => [...allTexts(each.answer), ...each.questions]),
    ...[...(knowledge?.sentences.values() ?? [])].filter(isQuotable).map(({ text }) => text),
    ...(knowledge?.titles.values() ?? []),
  ]).sort((left, rest) => rest.length - left.length);

const isQuotable = ({ unquotable }: Sentence): boolean => unquotable === null;

/** A snapshot never changes, and an exam asks of the same one a few hundred times. */
const known = new WeakMap<CatalogueSnapshot, readonly string[]>();

const textsOf = (catalogue: CatalogueSnapshot): readonly string[] => {
  const before = known.get(catalogue) ?? written(catalogue);
  known.set(catalogue, before);
  return before;
};

/** The text without what the admin wrote: names may hold digits, and an FAQ may name an amount. */
export const withoutTenantTexts = (text: string, catalogue: CatalogueSnapshot): string =>
  textsOf(catalogue).reduce((left, each) => left.replaceAll(each, '□'), text);

export const namesIt = (text: string, service: Service): boolean =>
  present(allTexts(service.name)).some((name) => text.includes(name));

/** The sentences of documents that stand in it, word for word. */
export const quotedIn = (text: string, { knowledge }: CatalogueSnapshot): readonly Sentence[] =>
  [...(knowledge?.sentences.values() ?? [])].filter((each) => isQuotable(each) && text.includes(each.text.trim()));

const tellsOfCatalogue = (text: string, { services, faqs }: CatalogueSnapshot): boolean =>
  [...services.values()].some((service) => namesIt(text, service)) ||
  [...faqs.values()].some(({ answer }) => present(allTexts(answer)).some((each) => text.includes(each)));

/** Something of the tenant's was told: a service by name, an FAQ's answer, a sentence of a document. */
export const tells = (text: string, catalogue: CatalogueSnapshot): boolean =>
  tellsOfCatalogue(text, catalogue) || quotedIn(text, catalogue).length > 0;
