import type { LocalizedText, Service } from '../../../shared/api/types.js';
import type { ServiceBody } from '../data.js';

export type OptionDraft = { readonly name: LocalizedText; readonly values: readonly LocalizedText[] };

/** A service as it stands in the form. */
export type ServiceDraft = Pick<
  Service,
  | 'kind'
  | 'name'
  | 'description'
  | 'category'
  | 'aliases'
  | 'unit'
  | 'minQuantity'
  | 'maxQuantity'
  | 'requires'
  | 'includes'
  | 'images'
  | 'status'
  | 'available'
> & {
  /** Minor units; `null` while what is typed is no amount. */
  readonly priceMinor: number | null;
  readonly options: readonly OptionDraft[];
};

export const newDraft: ServiceDraft = {
  kind: 'service',
  name: {},
  description: {},
  category: {},
  aliases: [],
  priceMinor: null,
  unit: {},
  minQuantity: 1,
  maxQuantity: 99,
  options: [],
  requires: ['name', 'phone'],
  includes: [],
  images: [],
  status: 'active',
  available: true,
};

export const draftOf = (service: Service): ServiceDraft => ({
  kind: service.kind,
  name: service.name,
  description: service.description,
  category: service.category,
  aliases: service.aliases,
  priceMinor: service.price.minor,
  unit: service.unit,
  minQuantity: service.minQuantity,
  maxQuantity: service.maxQuantity,
  options: service.options,
  requires: service.requires,
  includes: service.includes,
  images: service.images,
  status: service.status,
  available: service.available,
});

const isEmpty = ({ en = '', ar = '' }: LocalizedText): boolean => en.trim() === '' && ar.trim() === '';

export type DraftFault = 'name' | 'price' | 'quantity';

export const faultsOf = ({ name, priceMinor, minQuantity, maxQuantity }: ServiceDraft): ReadonlySet<DraftFault> =>
  new Set([
    ...(isEmpty(name) ? (['name'] as const) : []),
    ...(priceMinor === null ? (['price'] as const) : []),
    ...(maxQuantity < minQuantity ? (['quantity'] as const) : []),
  ]);

/** Choices and values that were begun and left empty fall away. */
const optionsOf = (options: ServiceDraft['options']) =>
  options
    .map(({ name, values }) => ({ name, values: values.filter((value) => !isEmpty(value)) }))
    .filter(({ name, values }) => !isEmpty(name) && values.length > 0);

export const bodyOf = ({ priceMinor, ...draft }: ServiceDraft): ServiceBody => ({
  ...draft,
  priceMinor: priceMinor ?? 0,
  options: optionsOf(draft.options),
  includes: draft.kind === 'package' ? draft.includes : [],
});
