import { ApiProblem } from '../../../shared/api/problem.js';
import type { LocalizedText, Money, Service } from '../../../shared/api/types.js';
import type { ImportAnswer, ServiceBody } from '../data.js';
import type { ImportField, Mapping } from './import-columns.js';

export type RowFault =
  | { readonly fault: 'name' | 'nameLong' | 'priceMissing' | 'quantity' | 'status' | 'twice' }
  | { readonly fault: 'price' | 'requires' | 'server'; readonly text: string };

/** A row of the file as a service, as far as it can be read. */
export type ReadRow = {
  /** Counted from 1, without the heading. */
  readonly row: number;
  readonly body: ServiceBody;
  readonly faults: readonly RowFault[];
};

export type Difference = ImportAnswer['rows'][number]['changes'][number];

export type PlannedRow = Pick<ReadRow, 'row' | 'body'> &
  (
    | { readonly verdict: 'created' | 'unchanged' }
    | { readonly verdict: 'changed'; readonly differs: readonly Difference[]; readonly priceBefore: Money | null }
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

const readRow = (cells: Cells, minorOf: (text: string) => number | null): Omit<ReadRow, 'row'> => {
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

type Input = {
  readonly lines: readonly (readonly string[])[];
  readonly mapping: Mapping;
  /** Of the business's currency. */
  readonly minorOf: (text: string) => number | null;
};

/** The rows of the file, with what is wrong with each as far as the browser can know. */
export const readRows = ({ lines, mapping, minorOf }: Input): readonly ReadRow[] => {
  const seen = new Set<string>();
  return lines.map((line, at): ReadRow => {
    const { body, faults } = readRow(cellsOf(line, mapping), minorOf);
    const names = namesOf(body.name);
    const isTwice = names.some((name) => seen.has(name));
    for (const name of names) seen.add(name);
    return { row: at + 1, body, faults: isTwice ? [...faults, { fault: 'twice' }] : faults };
  });
};

const invalid = ({ row, body }: ReadRow, faults: readonly RowFault[]): PlannedRow => ({
  row,
  body,
  verdict: 'invalid',
  faults,
});

/** What the server made of the rows it was given, in their order. */
const verdictsOf = (given: readonly ReadRow[], { rows, problems }: ImportAnswer): readonly PlannedRow[] => {
  const outcomes = new Map(rows.map((each) => [each.row, each]));
  const refusals = new Map(problems.map(({ row, message }) => [row, message]));
  return given.map((row, at): PlannedRow => {
    const outcome = outcomes.get(at + 1);
    if (outcome === undefined) return invalid(row, [{ fault: 'server', text: refusals.get(at + 1) ?? '' }]);
    const { effect, changes, priceBefore } = outcome;
    const own = { row: row.row, body: row.body };
    return effect === 'updated'
      ? { ...own, verdict: 'changed', differs: changes, priceBefore }
      : { ...own, verdict: effect };
  });
};

/** The rows whose form the server refuses before it looks at what they say: where in the list, and why. */
const malformedIn = (error: unknown): ReadonlyMap<number, string> =>
  new Map(
    (error instanceof ApiProblem ? error.errors : []).flatMap(({ path, message }) => {
      const [, at, field = ''] = /^body\.services\.(\d+)(?:\.(.+))?$/.exec(path) ?? [];
      return at === undefined ? [] : [[Number(at), field === '' ? message : `${field}: ${message}`] as const];
    }),
  );

type Ask = (services: readonly ServiceBody[]) => Promise<ImportAnswer>;

const planOpen = async (open: readonly ReadRow[], ask: Ask): Promise<readonly PlannedRow[]> => {
  if (open.length === 0) return [];
  try {
    return verdictsOf(open, await ask(open.map(({ body }) => body)));
  } catch (error) {
    const malformed = malformedIn(error);
    const left = open.filter((_, at) => !malformed.has(at));
    if (left.length === open.length) throw error;
    const refused = open.flatMap((row, at) => {
      const text = malformed.get(at);
      return text === undefined ? [] : [invalid(row, [{ fault: 'server', text }])];
    });
    return [...refused, ...(await planOpen(left, ask))];
  }
};

/** What each row would do, by the server's word. A row it cannot even read is left out, and the others asked for again. */
export const planImport = async (rows: readonly ReadRow[], ask: Ask): Promise<readonly PlannedRow[]> => {
  const unread = rows.filter(({ faults }) => faults.length > 0).map((row) => invalid(row, row.faults));
  const asked = await planOpen(
    rows.filter(({ faults }) => faults.length === 0),
    ask,
  );
  return [...unread, ...asked].sort((a, b) => a.row - b.row);
};

export const countsOf = (rows: readonly PlannedRow[]): Readonly<Record<PlannedRow['verdict'], number>> => {
  const counts = { created: 0, changed: 0, unchanged: 0, invalid: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
};
