import { describe, expect, it } from 'vitest';
import { correctionOf, draftOf, faultOf, totalOf } from '../../../admin-ui/src/features/orders/model/correction.js';
import {
  changesBetween,
  decisionsFor,
  outdatedLines,
} from '../../../admin-ui/src/features/orders/model/order-facts.js';

type Order = Parameters<typeof outdatedLines>[0];
type Line = Order['lines'][number];

const aed = (minor: number) => ({ minor, currency: 'AED' });
const line = (id: string, over: Partial<Line> = {}): Line => ({
  serviceId: id as Line['serviceId'],
  name: { en: id },
  quantity: 2,
  unitPrice: aed(15_000),
  overriddenUnitPrice: null,
  currentUnitPrice: aed(15_000),
  ...over,
});
const order = (over: Partial<Order> = {}): Order => ({
  id: 'ord_1' as Order['id'],
  number: 1,
  conversationId: 'cnv_1' as Order['conversationId'],
  customerId: 'cus_1' as Order['customerId'],
  turnId: 'trn_1' as Order['turnId'],
  status: 'pending',
  lines: [line('svc_a'), line('svc_b')],
  total: aed(60_000),
  details: { name: 'Omar' },
  decision: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 1,
  ...over,
});

describe('a price that is not what the customer was told', () => {
  it('is one that changed or is gone, while the request waits', () => {
    const lines = [
      line('svc_a', { currentUnitPrice: aed(18_000) }),
      line('svc_b', { currentUnitPrice: null }),
      line('svc_c'),
    ];
    expect(outdatedLines(order({ lines })).map(({ serviceId }) => serviceId)).toEqual(['svc_a', 'svc_b']);
  });

  it('is none of a request that was decided', () => {
    const lines = [line('svc_a', { currentUnitPrice: aed(18_000) })];
    expect(outdatedLines(order({ lines, status: 'approved' }))).toEqual([]);
  });
});

describe('what changed since somebody looked', () => {
  it('is named: quantities, prices, lines and details', () => {
    const after = order({
      lines: [line('svc_a', { quantity: 3, overriddenUnitPrice: aed(12_000) }), line('svc_c')],
      details: { name: 'Omar', phone: '+971500000000' },
    });
    expect(changesBetween(order(), after)).toMatchObject([
      { kind: 'quantity', before: 2, after: 3 },
      { kind: 'price', before: aed(15_000), after: aed(12_000) },
      { kind: 'removed', line: { serviceId: 'svc_b' } },
      { kind: 'added', line: { serviceId: 'svc_c' } },
      { kind: 'detail', slot: 'phone', before: null, after: '+971500000000' },
    ]);
  });

  it('is never silence', () => {
    expect(changesBetween(order(), order({ version: 2 }))).toEqual([{ kind: 'other' }]);
  });
});

describe('what can be decided', () => {
  it('follows the status', () => {
    expect(decisionsFor({ status: 'pending' })).toEqual(['approve', 'reject']);
    expect(decisionsFor({ status: 'approved' })).toEqual(['fulfil', 'cancel']);
    expect(decisionsFor({ status: 'rejected' })).toEqual([]);
  });
});

describe('a correction', () => {
  const start = order();
  const draft = draftOf(start);

  it('says nothing when nothing was changed', () => {
    expect(correctionOf(start, draft)).toEqual({ lines: [], details: {}, prices: [] });
  });

  it('says only what differs; an emptied detail is removed', () => {
    const changed = {
      quantities: { ...draft.quantities, svc_a: 1 },
      prices: { ...draft.prices, svc_b: 12_000 },
      details: { ...draft.details, name: ' ', note: ' ring twice ' },
    };
    expect(correctionOf(start, changed)).toEqual({
      lines: [{ serviceId: 'svc_a', quantity: 1 }],
      details: { name: null, note: 'ring twice' },
      prices: [{ serviceId: 'svc_b', priceMinor: 12_000 }],
    });
    expect(totalOf(start, changed)).toEqual(aed(39_000));
  });

  it('gives no price to a line that is taken off', () => {
    const changed = {
      ...draft,
      quantities: { ...draft.quantities, svc_b: 0 },
      prices: { ...draft.prices, svc_b: 12_000 },
    };
    expect(correctionOf(start, changed).prices).toEqual([]);
  });

  it('cannot take off every line, or leave a price that is no amount', () => {
    expect(faultOf({ ...draft, quantities: { svc_a: 0, svc_b: 0 } })).toBe('no_line');
    expect(faultOf({ ...draft, prices: { svc_a: null, svc_b: 1 } })).toBe('no_price');
    expect(faultOf(draft)).toBeNull();
  });
});
