import { describe, expect, it } from 'vitest';
import { detectMapping, mappingFaults } from '../../../admin-ui/src/features/catalogue/model/import-columns.js';
import { countsOf, planImport } from '../../../admin-ui/src/features/catalogue/model/import-rows.js';

type Input = Parameters<typeof planImport>[0];
type Service = Input['known'][number];

const minorOf = (text: string): number | null =>
  /^\d+(?:\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : null;
const service = (over: Partial<Service> = {}): Service => ({
  id: 'svc_1' as Service['id'],
  kind: 'service',
  name: { en: 'Sugar scrub', ar: 'تقشير السكر' },
  description: {},
  category: {},
  aliases: [],
  price: { minor: 15_000, currency: 'AED' },
  unit: {},
  minQuantity: 1,
  maxQuantity: 99,
  options: [],
  requires: ['name'],
  includes: [],
  images: [],
  status: 'active',
  available: true,
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 3,
  ...over,
});
const plan = (header: readonly string[], lines: Input['lines'], known: Input['known'] = []) =>
  planImport({ lines, mapping: detectMapping(header), known, minorOf });

describe('headings', () => {
  it('are recognised in English and in Arabic, with signs and without', () => {
    expect(detectMapping(['Service name', 'الاسم', 'Price (AED)', 'Category', 'الفِئة', 'Notes'])).toEqual([
      'nameEn',
      'nameAr',
      'price',
      'categoryEn',
      'categoryAr',
      null,
    ]);
  });

  it('claim a meaning once, and say what is missing', () => {
    expect(detectMapping(['name', 'title', 'cost'])).toEqual(['nameEn', null, 'price']);
    expect(mappingFaults([null, 'aliases'])).toEqual([{ fault: 'name' }, { fault: 'price' }]);
    expect(mappingFaults(['nameEn', 'nameEn', 'price'])).toEqual([{ fault: 'twice', field: 'nameEn' }]);
  });
});

describe('a row', () => {
  it('is new, with the price out of its currency and the name in the language of its letters', () => {
    expect(plan(['name', 'price'], [['رفع الحواجب', 'AED 99.50']])).toEqual([
      { row: 1, verdict: 'created', body: { name: { ar: 'رفع الحواجب' }, priceMinor: 9_950 } },
    ]);
  });

  it('that does not fit says everything that is wrong with it', () => {
    const [row] = plan(['name', 'price', 'status', 'min', 'requires'], [['', 'abc', 'maybe', '0', 'shoe size']]);
    expect(row).toMatchObject({
      verdict: 'invalid',
      faults: [
        { fault: 'name' },
        { fault: 'price', text: 'abc' },
        { fault: 'quantity' },
        { fault: 'requires', text: 'shoe size' },
        { fault: 'status' },
      ],
    });
  });

  it('with a name that came before in the file does not fit', () => {
    const rows = plan(
      ['name', 'price'],
      [
        ['Manicure', '75'],
        ['manicure ', '80'],
      ],
    );
    expect(rows.map(({ verdict }) => verdict)).toEqual(['created', 'invalid']);
  });
});

describe('a row of a service that is there', () => {
  const known = [service()];

  it('is as it is when what the file says is so already', () => {
    expect(plan(['name', 'price'], [['SUGAR SCRUB', '150']], [service({ name: { en: 'SUGAR SCRUB' } })])).toMatchObject(
      [{ verdict: 'unchanged' }],
    );
  });

  it('changes what differs and keeps the language the file does not have', () => {
    expect(plan(['الاسم', 'price'], [['تقشير السكر', '175']], known)).toMatchObject([
      {
        verdict: 'changed',
        differs: ['price'],
        body: { name: { en: 'Sugar scrub', ar: 'تقشير السكر' }, priceMinor: 17_500 },
      },
    ]);
  });

  it('does not meet an archived one', () => {
    expect(plan(['name', 'price'], [['Sugar scrub', '1']], [service({ status: 'archived' })])).toMatchObject([
      { verdict: 'created' },
    ]);
  });
});

it('counts each verdict', () => {
  const rows = plan(
    ['name', 'price'],
    [
      ['A', '1'],
      ['B', 'x'],
    ],
  );
  expect(countsOf(rows)).toEqual({ created: 1, changed: 0, unchanged: 0, invalid: 1 });
});
