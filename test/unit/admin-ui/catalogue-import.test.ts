import { describe, expect, it } from 'vitest';
import { detectMapping, mappingFaults } from '../../../admin-ui/src/features/catalogue/model/import-columns.js';
import { countsOf, planImport, readRows } from '../../../admin-ui/src/features/catalogue/model/import-rows.js';
import { ApiProblem } from '../../../admin-ui/src/shared/api/problem.js';

type Ask = Parameters<typeof planImport>[1];
type Answer = Awaited<ReturnType<Ask>>;

const minorOf = (text: string): number | null =>
  /^\d+(?:\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : null;
const read = (header: readonly string[], lines: readonly (readonly string[])[]) =>
  readRows({ lines, mapping: detectMapping(header), minorOf });
const created = (row: number): Answer['rows'][number] => ({ row, effect: 'created', changes: [], priceBefore: null });
const answer = (about: Partial<Answer>): Answer => ({ created: 0, updated: 0, problems: [], rows: [], ...about });
const refusal = (errors: ApiProblem['errors']): ApiProblem =>
  new ApiProblem({
    status: 400,
    code: 'request.invalid',
    detail: '',
    errors,
    correlationId: null,
    retryAfterMs: null,
    details: {},
  });

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
  it('is read with the price out of its currency and the name in the language of its letters', () => {
    expect(read(['name', 'price'], [['رفع الحواجب', 'AED 99.50']])).toEqual([
      { row: 1, body: { name: { ar: 'رفع الحواجب' }, priceMinor: 9_950 }, faults: [] },
    ]);
  });

  it('that does not fit says everything that is wrong with it', () => {
    const [row] = read(['name', 'price', 'status', 'min', 'requires'], [['', 'abc', 'maybe', '0', 'shoe size']]);
    expect(row?.faults).toEqual([
      { fault: 'name' },
      { fault: 'price', text: 'abc' },
      { fault: 'quantity' },
      { fault: 'requires', text: 'shoe size' },
      { fault: 'status' },
    ]);
  });

  it('with a name that came before in the file does not fit', () => {
    const rows = read(
      ['name', 'price'],
      [
        ['Manicure', '75'],
        ['manicure ', '80'],
      ],
    );
    expect(rows.map(({ faults }) => faults)).toEqual([[], [{ fault: 'twice' }]]);
  });
});

describe('the plan', () => {
  const lines = [
    ['A', '1'],
    ['B', 'x'],
    ['C', '3'],
    ['D', '4'],
  ];
  const rows = read(['name', 'price'], lines);

  it('is what the server says of each row that could be read', async () => {
    const asked: unknown[] = [];
    const priceBefore = { minor: 200, currency: 'AED' };
    const plan = await planImport(rows, (services) => {
      asked.push(services.map(({ name }) => name.en));
      const changed = { row: 2, effect: 'updated', changes: ['price'], priceBefore } as const;
      const problems = [{ row: 3, field: 'name', message: 'no' }];
      return Promise.resolve(answer({ rows: [created(1), changed], problems }));
    });
    expect(asked).toEqual([['A', 'C', 'D']]);
    expect(plan).toMatchObject([
      { row: 1, verdict: 'created' },
      { row: 2, verdict: 'invalid', faults: [{ fault: 'price', text: 'x' }] },
      { row: 3, verdict: 'changed', differs: ['price'], priceBefore },
      { row: 4, verdict: 'invalid', faults: [{ fault: 'server', text: 'no' }] },
    ]);
    expect(countsOf(plan)).toEqual({ created: 1, changed: 1, unchanged: 0, invalid: 2 });
  });

  it('keeps the other rows when the server cannot read one', async () => {
    const plan = await planImport(rows, (services) =>
      services.length === 3
        ? Promise.reject(refusal([{ path: 'body.services.1.description.en', message: 'too long' }]))
        : Promise.resolve(answer({ rows: [created(1), created(2)] })),
    );
    expect(plan.map(({ verdict }) => verdict)).toEqual(['created', 'invalid', 'invalid', 'created']);
    expect(plan[2]).toMatchObject({ faults: [{ fault: 'server', text: 'description.en: too long' }] });
  });

  it('fails as a whole when the fault is of no row, and asks for nothing when none can be read', async () => {
    const ask: Ask = () => Promise.reject(refusal([{ path: 'body', message: 'no' }]));
    await expect(planImport(rows, ask)).rejects.toBeInstanceOf(ApiProblem);
    expect(await planImport(rows.slice(1, 2), ask)).toHaveLength(1);
  });
});
