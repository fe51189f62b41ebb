import type { Service } from '#domain/catalogue/service';

/** What an admin says of a service, as opposed to what the system keeps about it. */
export const serviceFields = [
  'kind',
  'name',
  'description',
  'category',
  'aliases',
  'price',
  'unit',
  'minQuantity',
  'maxQuantity',
  'options',
  'requires',
  'includes',
  'images',
  'status',
  'available',
] as const satisfies readonly (keyof Service)[];
export type ServiceField = (typeof serviceFields)[number];

type Entry = readonly [string, unknown];

/** Written out, one way for equal values: keys in their order, amounts (bigints, which JSON does not know) as text. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'bigint') return String(each);
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a]: Entry, [b]: Entry) => (a < b ? -1 : 1)));
  });

export const changedFields = (before: Service, after: Service): readonly ServiceField[] =>
  serviceFields.filter((field) => written(before[field]) !== written(after[field]));
