import type { Segment } from '#domain/assistant/outbound';
import { catalogueMoney, comma, count, joined, layout, localized } from '#domain/assistant/segments';
import { fill } from '#domain/assistant/templates/fill';
import type { Voice } from '#domain/assistant/templates/voice';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Service } from '#domain/catalogue/service';
import { type Language, textIn } from '#domain/shared/language';

export const nameOf = (service: Service, voice: Voice): Segment => localized(`${service.id}.name`, service.name, voice);

const priceOf = (service: Service, voice: Voice): Segment =>
  catalogueMoney(`${service.id}.price`, service.price, voice);

/** How an admin may have begun the unit already: "per visit", "لكل زيارة". */
const saysPer: Readonly<Record<Language, RegExp>> = { en: /^(per|an?|each|every)\b|^\//i, ar: /^(لكل|لل|عن|في)/ };

/** " per visit", or nothing when there is nothing to say. */
const unitOf = (service: Service, voice: Voice): Segment[] => {
  const text = textIn(service.unit, voice.language).trim();
  if (text === '') return [];
  const unit = localized(`${service.id}.unit`, service.unit, voice);
  return saysPer[voice.language].test(text) ? [layout(' '), unit] : fill(voice, 'per_unit', { unit });
};

const minimumOf = (service: Service, voice: Voice): Segment[] =>
  service.minQuantity > 1 ? fill(voice, 'price_minimum', { minimum: count('quantity', service.minQuantity) }) : [];

/** "Sofa cleaning: AED 180 per visit." A whole sentence that names its item, so it is true wherever it stands. */
export const priceSentence = (service: Service, voice: Voice): Segment[] => {
  const name = nameOf(service, voice);
  return fill(voice, 'price', {
    name,
    price: priceOf(service, voice),
    unit: unitOf(service, voice),
    minimum: minimumOf(service, voice),
    note: service.available ? [] : fill(voice, 'price_note', { name }),
  });
};

export const listItem = (service: Service, withPrice: boolean, voice: Voice): Segment[] => {
  const name = nameOf(service, voice);
  const note = service.available ? [] : fill(voice, 'list_item_note', {});
  if (!withPrice) return [...fill(voice, 'list_item', { name }), ...note];
  const price = priceOf(service, voice);
  const filled = { name, price, unit: unitOf(service, voice), minimum: minimumOf(service, voice) };
  return [...fill(voice, 'list_item_price', filled), ...note];
};

export const availabilitySentence = (service: Service, voice: Voice): Segment[] =>
  fill(voice, service.available ? 'available' : 'unavailable', { name: nameOf(service, voice) });

const optionSentences = (service: Service, voice: Voice): Segment[][] =>
  service.options.map((option, index) =>
    fill(voice, 'option', {
      name: nameOf(service, voice),
      option: localized(`${service.id}.options.${index}.name`, option.name, voice),
      values: joined(
        option.values.map((value, at) => [localized(`${service.id}.options.${index}.values.${at}`, value, voice)]),
        comma(voice),
      ),
    }),
  );

const includesSentence = (service: Service, catalogue: CatalogueSnapshot, voice: Voice): Segment[] => {
  const parts = service.includes.flatMap((id) => catalogue.services.get(id) ?? []);
  if (parts.length === 0) return [];
  const services = joined(
    parts.map((part) => [nameOf(part, voice)]),
    comma(voice),
  );
  return fill(voice, 'includes', { name: nameOf(service, voice), services });
};

export const description = (
  service: Service,
  withPrice: boolean,
  catalogue: CatalogueSnapshot,
  voice: Voice,
): Segment[] => {
  const text = localized(`${service.id}.description`, service.description, voice);
  const described =
    text.text === '' ? [] : fill(voice, 'description', { name: nameOf(service, voice), description: text });
  const blocks = [
    described,
    includesSentence(service, catalogue, voice),
    ...optionSentences(service, voice),
    withPrice ? priceSentence(service, voice) : availabilitySentence(service, voice),
  ];
  return joined(blocks, layout('\n'));
};
