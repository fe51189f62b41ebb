import type { Segment } from '#domain/assistant/outbound';
import { catalogueMoney, comma, count, joined, layout, localized } from '#domain/assistant/segments';
import { fill } from '#domain/assistant/templates/fill';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Service } from '#domain/catalogue/service';
import { type Language, textIn } from '#domain/shared/language';

export const nameOf = (service: Service, language: Language): Segment =>
  localized(`${service.id}.name`, service.name, language);

const priceOf = (service: Service, language: Language): Segment =>
  catalogueMoney(`${service.id}.price`, service.price, language);

/** How an admin may have begun the unit already: "per visit", "لكل زيارة". */
const saysPer: Readonly<Record<Language, RegExp>> = { en: /^(per|an?|each|every)\b|^\//i, ar: /^(لكل|لل|عن|في)/ };

/** " per visit", or nothing when there is nothing to say. */
const unitOf = (service: Service, language: Language): Segment[] => {
  const text = textIn(service.unit, language).trim();
  if (text === '') return [];
  const unit = localized(`${service.id}.unit`, service.unit, language);
  return saysPer[language].test(text) ? [layout(' '), unit] : fill(language, 'per_unit', { unit });
};

const minimumOf = (service: Service, language: Language): Segment[] =>
  service.minQuantity > 1 ? fill(language, 'price_minimum', { minimum: count('quantity', service.minQuantity) }) : [];

/** "Sofa cleaning: AED 180 per visit." A whole sentence that names its item, so it is true wherever it stands. */
export const priceSentence = (service: Service, language: Language): Segment[] => {
  const name = nameOf(service, language);
  return fill(language, 'price', {
    name,
    price: priceOf(service, language),
    unit: unitOf(service, language),
    minimum: minimumOf(service, language),
    note: service.available ? [] : fill(language, 'price_note', { name }),
  });
};

export const listItem = (service: Service, withPrice: boolean, language: Language): Segment[] => {
  const name = nameOf(service, language);
  const note = service.available ? [] : fill(language, 'list_item_note', {});
  if (!withPrice) return [...fill(language, 'list_item', { name }), ...note];
  const price = priceOf(service, language);
  const filled = { name, price, unit: unitOf(service, language), minimum: minimumOf(service, language) };
  return [...fill(language, 'list_item_price', filled), ...note];
};

export const availabilitySentence = (service: Service, language: Language): Segment[] =>
  fill(language, service.available ? 'available' : 'unavailable', { name: nameOf(service, language) });

const optionSentences = (service: Service, language: Language): Segment[][] =>
  service.options.map((option, index) =>
    fill(language, 'option', {
      name: nameOf(service, language),
      option: localized(`${service.id}.options.${index}.name`, option.name, language),
      values: joined(
        option.values.map((value, at) => [localized(`${service.id}.options.${index}.values.${at}`, value, language)]),
        comma(language),
      ),
    }),
  );

const includesSentence = (service: Service, catalogue: CatalogueSnapshot, language: Language): Segment[] => {
  const parts = service.includes.flatMap((id) => catalogue.services.get(id) ?? []);
  if (parts.length === 0) return [];
  const services = joined(
    parts.map((part) => [nameOf(part, language)]),
    comma(language),
  );
  return fill(language, 'includes', { name: nameOf(service, language), services });
};

export const description = (
  service: Service,
  withPrice: boolean,
  catalogue: CatalogueSnapshot,
  language: Language,
): Segment[] => {
  const text = localized(`${service.id}.description`, service.description, language);
  const described =
    text.text === '' ? [] : fill(language, 'description', { name: nameOf(service, language), description: text });
  const blocks = [
    described,
    includesSentence(service, catalogue, language),
    ...optionSentences(service, language),
    withPrice ? priceSentence(service, language) : availabilitySentence(service, language),
  ];
  return joined(blocks, layout('\n'));
};
