import { buildIndex, type CatalogueIndex } from '#adapters/ai/embedded/index/catalogue-index';
import { clausesOf } from '#adapters/ai/embedded/reading/clauses';
import type { Collecting } from '#adapters/ai/embedded/reading/found-slot';
import { type Moment, momentsIn } from '#adapters/ai/embedded/reading/moments';
import { loneCount } from '#adapters/ai/embedded/reading/quantities';
import { orderSlots } from '#domain/orders/order-slot';
import { TenantId } from '#domain/shared/ids';
import { Currency } from '#domain/shared/money';
import { clean } from '#domain/understanding/text/clean';
import type { DataSets } from '#test/support/nlp/data-sets';
import type { ScoreCard } from './score-card.js';

type Gold = { readonly slot: string; readonly text: string };
type Row = { readonly text: string; readonly gold: readonly Gold[] };

type RestaurantRow = {
  readonly userInput: { readonly text: string };
  readonly labels?: readonly {
    readonly slot: string;
    readonly valueSpan: { readonly startIndex?: number; readonly endIndex: number };
  }[];
};
type HotelRow = { readonly text: string; readonly slots?: Readonly<Record<string, { readonly text: string }>> };

const files = {
  restaurant8k: ['restaurant8k/test.jsonl', 'restaurant8k/train_5.jsonl'],
  nlupp_hotels: ['nlupp/hotels_test.jsonl', 'nlupp/hotels.jsonl'],
} as const;
type SetName = keyof typeof files;

const rowsOf = (sets: DataSets, name: SetName, file: string): readonly Row[] =>
  name === 'restaurant8k'
    ? sets.rows<RestaurantRow>(file).map(({ userInput: { text }, labels = [] }) => ({
        text,
        gold: labels.map(({ slot, valueSpan }) => ({
          slot,
          text: text.slice(valueSpan.startIndex ?? 0, valueSpan.endIndex),
        })),
      }))
    : sets.rows<HotelRow>(file).map(({ text, slots = {} }) => ({
        text,
        gold: Object.entries(slots).map(([slot, value]) => ({ slot, text: value.text })),
      }));

/** Exact but for what stands around it: case, the full stop, and a preposition that some labels hold and others do not. */
const comparable = (text: string): string =>
  clean(text)
    .toLowerCase()
    .replace(/^(?:on|at|the|around|by)\s+/, '')
    .replace(/[.,\s]+$/, '')
    .trim();

/** Which of a set's slots are one of ours. Counts of guests are read as the quantity of an order is. */
const kinds = {
  date: ['date', 'date_from', 'date_to'],
  time: ['time', 'time_from', 'time_to'],
  name: ['first_name', 'last_name', 'person_name'],
  count: ['people', 'rooms', 'adults', 'kids'],
} as const;
type Kind = keyof typeof kinds;

const empty: CatalogueIndex = buildIndex({
  tenantId: TenantId('ten_bench'),
  businessName: '',
  currency: Currency('AED'),
  version: 1,
  services: new Map(),
  faqs: new Map(),
});
const collecting: Collecting = {
  isOpen: true,
  isAwaited: false,
  missing: orderSlots,
  vocabulary: empty.vocabulary,
};

const moments = (text: string, kind: Moment['kind']): readonly string[] =>
  momentsIn(text, true)
    .filter((moment) => moment.kind === kind)
    .map(({ start, end }) => text.slice(start, end));

const numberOf = (text: string): string | null => {
  const { whole } = clausesOf([text], collecting);
  const count = loneCount(whole.units, new Set());
  return count === null ? null : String(count);
};

const found = (text: string, kind: Kind): readonly string[] => {
  if (kind === 'date') return moments(text, 'day');
  if (kind === 'time') return moments(text, 'hour');
  if (kind === 'count') return numberOf(text) === null ? [] : [numberOf(text) as string];
  const { whole } = clausesOf([text], collecting);
  return whole.slots.filter(({ slot }) => slot === 'name').map(({ value }) => value);
};

const goldOf = ({ gold }: Row, kind: Kind): readonly string[] => {
  const own = gold.filter(({ slot }) => (kinds[kind] as readonly string[]).includes(slot)).map(({ text }) => text);
  // One message, one name: first and last name stand side by side.
  if (kind === 'name' && own.length > 1) return [own.join(' ')];
  return kind === 'count' ? own.flatMap((each) => numberOf(clean(each)) ?? []) : own;
};

const scoreOf = (rows: readonly Row[], kind: Kind): { readonly f1: number; readonly n: number } => {
  let [right, said, wanted] = [0, 0, 0];
  for (const row of rows) {
    const gold = goldOf(row, kind).map(comparable);
    const got = found(clean(row.text), kind).map(comparable);
    const open = [...gold];
    for (const each of got) {
      const at = open.indexOf(each);
      if (at >= 0) open.splice(at, 1);
      right += at >= 0 ? 1 : 0;
    }
    said += got.length;
    wanted += gold.length;
  }
  return { f1: (2 * right) / (said + wanted), n: wanted };
};

/**
 * Slots that map to what an order asks for, on sets of other trades: exact values, precision and recall together. A text with
 * several counts ("2 adults and a child") is one no order of ours could mean, and counts against us all the same.
 */
export const slots = (sets: DataSets, card: ScoreCard): void => {
  for (const name of Object.keys(files) as SetName[]) {
    const file = sets.firstOf(...files[name]);
    if (file === null) {
      card.skip(`slots_${name}`, files[name]);
      continue;
    }
    const rows = rowsOf(sets, name, file);
    for (const kind of Object.keys(kinds) as Kind[]) {
      const { f1, n } = scoreOf(rows, kind);
      card.add({ name: `slots_${name}_${kind}_f1`, value: f1, unit: 'share', n, scored: file });
    }
  }
};
