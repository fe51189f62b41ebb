import type { LocalizedText, Service } from '../../../shared/api/types.js';
import type { ServiceBody } from '../data.js';
import type { ImportField, Mapping } from './import-columns.js';

export type RowFault =
  | { readonly fault: 'name' | 'nameLong' | 'priceMissing' | 'quantity' | 'status' | 'twice' }
  | { readonly fault: 'price' | 'requires' | 'server'; readonly text: string };

export const differences = [
  'name',
  'description',
  'category',
  'unit',
  'price',
  'aliases',
  'quantities',
  'requires',
  'status',
] as const;
export type Difference = (typeof differences)[number];

export type PlannedRow = {
  /** Counted from 1, without the heading. */
  readonly row: number;
  readonly body: ServiceBody;
} & (
  | { readonly verdict: 'created' | 'unchanged' }
  | { readonly verdict: 'changed'; readonly service: Service; readonly differs: readonly Difference[] }
  | { readonly verdict: 'invalid'; readonly faults: readonly RowFault[] }
);

const slots = ['name', 'phone', 'address', 'date', 'note'] as const;
type Slot = (typeof slots)[number];
const slotWords: Readonly<Record<string, Slot>> = {
  الاسم: 'name',
  اسم: 'name',
  الهاتف: 'phone',
  هاتف: 'phone',
  العنوان: 'address',
  عنوان: 'address',
  الموعد: 'date',
  التاريخ: 'date',
  ملاحظة: 'note',
};
const statusWords: Readonly<Record<string, Service['status']>> = {
  active: 'active',
  yes: 'active',
  draft: 'draft',
  archived: 'archived',
  no: 'archived',
  مفعلة: 'active',
  مفعّلة: 'active',
  مسودة: 'draft',
  مؤرشفة: 'archived',
};

type Cells = Readonly<Partial<Record<ImportField, string>>>;

const cellsOf = (line: readonly string[], mapping: Mapping): Cells =>
  Object.fromEntries(
    mapping.flatMap((field, at): [ImportField, string][] => {
      const text = (line[at] ?? '').trim();
      return field === null || text === '' ? [] : [[field, text]];
    }),
  );

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

/** Text under a heading without a language goes by its letters. */
const textOf = (en: string | undefined, ar: string | undefined): LocalizedText => {
  if (en !== undefined && ar === undefined && isArabic(en)) return { ar: en };
  return { ...(en !== undefined && { en }), ...(ar !== undefined && { ar }) };
};

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[;|،,\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** "AED 150" and "150 درهم" are 150. */
const amountIn = (text: string): string => text.replace(/^[^\d٠-٩۰-۹-]+|[^\d٠-٩۰-۹]+$/g, '');

const quantityOf = (text: string | undefined): number | null | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= 999 ? value : null;
};

type Read = { readonly body: ServiceBody; readonly faults: readonly RowFault[] };

const nameFaults = ({ en = '', ar = '' }: LocalizedText): RowFault[] => {
  if (en === '' && ar === '') return [{ fault: 'name' }];
  return en.length > 120 || ar.length > 120 ? [{ fault: 'nameLong' }] : [];
};

const priceFaults = (text: string | undefined, minor: number | null): RowFault[] => {
  if (text === undefined) return [{ fault: 'priceMissing' }];
  return minor === null ? [{ fault: 'price', text }] : [];
};

const requiresOf = (text: string | undefined): { slots: Slot[]; unknown: string[] } => {
  const words = listOf(text).map((each) => each.toLowerCase());
  const slotFor = (word: string): Slot | undefined => slots.find((slot) => slot === word) ?? slotWords[word];
  return {
    slots: slots.filter((slot) => words.some((word) => slotFor(word) === slot)),
    unknown: words.filter((word) => slotFor(word) === undefined),
  };
};

const pairs = [
  ['description', 'descriptionEn', 'descriptionAr'],
  ['category', 'categoryEn', 'categoryAr'],
  ['unit', 'unitEn', 'unitAr'],
] as const;

const textsOf = (cells: Cells): Partial<Pick<ServiceBody, 'description' | 'category' | 'unit'>> =>
  Object.fromEntries(
    pairs.flatMap(([name, en, ar]): [string, LocalizedText][] =>
      cells[en] === undefined && cells[ar] === undefined ? [] : [[name, textOf(cells[en], cells[ar])]],
    ),
  );

type Part = { readonly body: Partial<ServiceBody>; readonly faults: readonly RowFault[] };

const quantitiesOf = (cells: Cells): Part => {
  const [min, max] = [quantityOf(cells.minQuantity), quantityOf(cells.maxQuantity)];
  if (min === null || max === null || (min ?? 1) > (max ?? 999)) return { body: {}, faults: [{ fault: 'quantity' }] };
  return {
    body: { ...(min !== undefined && { minQuantity: min }), ...(max !== undefined && { maxQuantity: max }) },
    faults: [],
  };
};

const statusOf = ({ status: text }: Cells): Part => {
  if (text === undefined) return { body: {}, faults: [] };
  const status = statusWords[text.toLowerCase()];
  return status === undefined ? { body: {}, faults: [{ fault: 'status' }] } : { body: { status }, faults: [] };
};

const askedOf = ({ requires: text }: Cells): Part => {
  if (text === undefined) return { body: {}, faults: [] };
  const { slots: requires, unknown } = requiresOf(text);
  return { body: { requires }, faults: unknown.slice(0, 1).map((word) => ({ fault: 'requires', text: word })) };
};

const aliasesOf = ({ aliases: text }: Cells): Part => ({
  body: text === undefined ? {} : { aliases: listOf(text).slice(0, 20) },
  faults: [],
});

/** Only what the file says is said: a column that is not there changes nothing. */
const restOf = (cells: Cells): Part => {
  const parts = [aliasesOf(cells), quantitiesOf(cells), askedOf(cells), statusOf(cells)];
  return {
    body: Object.assign({}, textsOf(cells), ...parts.map(({ body }) => body)) as Partial<ServiceBody>,
    faults: parts.flatMap(({ faults }) => faults),
  };
};

const readRow = (cells: Cells, minorOf: (text: string) => number | null): Read => {
  const name = textOf(cells.nameEn, cells.nameAr);
  const minor = cells.price === undefined ? null : minorOf(amountIn(cells.price));
  const { body, faults } = restOf(cells);
  return {
    body: { ...body, name, priceMinor: minor ?? 0 },
    faults: [...nameFaults(name), ...priceFaults(cells.price, minor), ...faults],
  };
};

const namesOf = ({ en, ar }: LocalizedText): string[] =>
  [en, ar].flatMap((text) => (text === undefined ? [] : [text.trim().toLowerCase()]));

/** A language the file does not have keeps its text. */
const isSameText = (said: LocalizedText | undefined, known: LocalizedText): boolean =>
  said === undefined ||
  (['en', 'ar'] as const).every((language) => said[language] === undefined || said[language] === known[language]);

const isSameList = (said: readonly string[] | undefined, known: readonly string[]): boolean =>
  said === undefined || (said.length === known.length && said.every((each) => known.includes(each)));

const isSame = <T>(said: T | undefined, known: T): boolean => said === undefined || said === known;

const differencesOf = (body: ServiceBody, service: Service): readonly Difference[] => {
  const same: Readonly<Record<Difference, boolean>> = {
    name: isSameText(body.name, service.name),
    description: isSameText(body.description, service.description),
    category: isSameText(body.category, service.category),
    unit: isSameText(body.unit, service.unit),
    price: body.priceMinor === service.price.minor,
    aliases: isSameList(body.aliases, service.aliases),
    quantities: isSame(body.minQuantity, service.minQuantity) && isSame(body.maxQuantity, service.maxQuantity),
    requires: isSameList(body.requires, service.requires),
    status: isSame(body.status, service.status),
  };
  return differences.filter((each) => !same[each]);
};

/** Texts of languages the file does not have are kept: the API takes a text whole. */
const mergedInto = (body: ServiceBody, { name, description, category, unit }: Service): ServiceBody => ({
  ...body,
  name: { ...name, ...body.name },
  ...(body.description !== undefined && { description: { ...description, ...body.description } }),
  ...(body.category !== undefined && { category: { ...category, ...body.category } }),
  ...(body.unit !== undefined && { unit: { ...unit, ...body.unit } }),
});

type Input = {
  readonly lines: readonly (readonly string[])[];
  readonly mapping: Mapping;
  /** What is in the catalogue now. */
  readonly known: readonly Service[];
  /** Of the business's currency. */
  readonly minorOf: (text: string) => number | null;
};

/** What each row of the file would do. A service is known by its name in either language. */
export const planImport = ({ lines, mapping, known, minorOf }: Input): readonly PlannedRow[] => {
  const byName = new Map(
    known
      .filter(({ status }) => status !== 'archived')
      .flatMap((service) => namesOf(service.name).map((name) => [name, service] as const)),
  );
  const seen = new Set<string>();
  return lines.map((line, at): PlannedRow => {
    const row = at + 1;
    const { body, faults } = readRow(cellsOf(line, mapping), minorOf);
    const names = namesOf(body.name);
    const isTwice = names.some((name) => seen.has(name));
    for (const name of names) seen.add(name);
    const all: readonly RowFault[] = isTwice ? [...faults, { fault: 'twice' }] : faults;
    if (all.length > 0) return { row, body, verdict: 'invalid', faults: all };
    const service = names.map((name) => byName.get(name)).find((each) => each !== undefined);
    if (service === undefined) return { row, body, verdict: 'created' };
    const differs = differencesOf(body, service);
    if (differs.length === 0) return { row, body, verdict: 'unchanged' };
    return { row, body: mergedInto(body, service), verdict: 'changed', service, differs };
  });
};

export const countsOf = (rows: readonly PlannedRow[]): Readonly<Record<PlannedRow['verdict'], number>> => {
  const counts = { created: 0, changed: 0, unchanged: 0, invalid: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
};
