import { describe, expect, it } from 'vitest';
import { HumanDecisionRequired, InvalidOrder, OrderRequest } from '#domain/orders/order-request';
import type { HumanActor } from '#domain/shared/actor';
import { ConversationId, CustomerId, OrderId, ServiceId, TenantId, TurnId, UserId } from '#domain/shared/ids';
import { Currency, Money } from '#domain/shared/money';

const AED = Currency('AED');
const at = new Date('2026-01-01T10:00:00Z');
const sara: HumanActor = { kind: 'human', userId: UserId('usr_1'), name: 'Sara' };
const [sofa, rug] = [ServiceId('svc_sofa'), ServiceId('svc_rug')];
const line = (serviceId: ServiceId, minor: bigint) => ({
  serviceId,
  name: { en: serviceId },
  quantity: 2,
  unitPrice: Money.of(minor, AED),
  overriddenUnitPrice: null,
});

const order = OrderRequest.restore({
  id: OrderId('ord_1'),
  tenantId: TenantId('ten_1'),
  conversationId: ConversationId('cnv_1'),
  customerId: CustomerId('cus_1'),
  turnId: TurnId('trn_1'),
  number: 7,
  status: 'pending',
  lines: [line(sofa, 18_000n), line(rug, 5_000n)],
  details: { name: 'Sara Ali', phone: '0501234567' },
  catalogueVersion: 3,
  decision: null,
  createdAt: at,
  version: 1,
});
const quantities = (...pairs: [ServiceId, number][]) => ({ quantities: new Map(pairs), details: null });

describe('a pending order', () => {
  it('gets other quantities at the prices it was made at; what is not named stays', () => {
    const revised = order.revise(quantities([sofa, 5]), sara);
    expect(revised.state.lines.map(({ quantity }) => quantity)).toEqual([5, 2]);
    expect(revised.state.lines.map(({ unitPrice }) => unitPrice.minor)).toEqual([18_000n, 5_000n]);
    expect(revised.total.minor).toBe(100_000n);
    expect(revised.state).toMatchObject({
      status: 'pending',
      decision: null,
      details: order.state.details,
      version: 1,
    });
  });

  it('keeps the price a person gave a line', () => {
    const cheaper = order.overridePrice(sofa, Money.of(15_000n, AED), sara);
    expect(cheaper.revise(quantities([sofa, 3]), sara).total.minor).toBe(55_000n);
  });

  it('loses a line by quantity 0, but never its last one', () => {
    expect(order.revise(quantities([rug, 0]), sara).state.lines).toHaveLength(1);
    expect(() => order.revise(quantities([rug, 0], [sofa, 0]), sara)).toThrow(InvalidOrder);
  });

  it('gets the details it is given', () => {
    expect(order.revise({ quantities: new Map(), details: { name: 'Mona' } }, sara).state.details).toEqual({
      name: 'Mona',
    });
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 60])('refuses the quantity %d', (quantity) => {
    expect(() => order.revise(quantities([sofa, quantity]), sara)).toThrow(InvalidOrder);
  });

  it('refuses a line it does not have', () => {
    expect(() => order.revise(quantities([ServiceId('svc_other'), 1]), sara)).toThrow(InvalidOrder);
  });

  it('is changed by a person only', () => {
    const robot = { kind: 'assistant' } as unknown as HumanActor;
    expect(() => order.revise(quantities([sofa, 1]), robot)).toThrow(HumanDecisionRequired);
  });
});

it('a decided order is not changed any more', () => {
  expect(() => order.approve(sara, at).revise(quantities([sofa, 1]), sara)).toThrow(InvalidOrder);
});
