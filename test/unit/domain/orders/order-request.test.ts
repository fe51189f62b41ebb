import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HumanDecisionRequired, InvalidOrder, OrderRequest, type OrderState } from '#domain/orders/order-request';
import type { Actor, HumanActor } from '#domain/shared/actor';
import { ApiKeyId, ConversationId, CustomerId, OrderId, ServiceId, TenantId, TurnId, UserId } from '#domain/shared/ids';
import { Currency, CurrencyMismatch, InvalidMoney, Money } from '#domain/shared/money';
import { IllegalTransition } from '#domain/shared/state-machine';

const AED = Currency('AED');
const at = new Date('2026-01-01T10:00:00Z');
const sara: HumanActor = { kind: 'human', userId: UserId('usr_1'), name: 'Sara' };
const notHumans: readonly Actor[] = [
  { kind: 'assistant' },
  { kind: 'system', part: 'sweeper' },
  { kind: 'integration', apiKeyId: ApiKeyId('key_1'), name: 'till' },
];
const sofa = ServiceId('svc_sofa');

const anOrder = (about: Partial<OrderState> = {}): OrderRequest =>
  OrderRequest.restore({
    id: OrderId('ord_1'),
    tenantId: TenantId('ten_1'),
    conversationId: ConversationId('cnv_1'),
    customerId: CustomerId('cus_1'),
    turnId: TurnId('trn_1'),
    number: 7,
    status: 'pending',
    lines: [
      {
        serviceId: sofa,
        name: { en: 'Sofa cleaning' },
        quantity: 2,
        unitPrice: Money.of(18_000n, AED),
        overriddenUnitPrice: null,
      },
    ],
    details: {},
    catalogueVersion: 3,
    decision: null,
    createdAt: at,
    version: 1,
    ...about,
  });

type Step = {
  readonly name: string;
  readonly human: boolean;
  readonly take: (order: OrderRequest, by: HumanActor) => OrderRequest;
};
const steps: readonly Step[] = [
  { name: 'approve', human: true, take: (order, by) => order.approve(by, at) },
  { name: 'reject', human: true, take: (order, by) => order.reject(by, at, null) },
  { name: 'fulfil', human: true, take: (order, by) => order.fulfil(by, at) },
  { name: 'cancel', human: true, take: (order, by) => order.cancel(by, at, null) },
  { name: 'overridePrice', human: true, take: (order, by) => order.overridePrice(sofa, Money.of(1n, AED), by) },
  { name: 'withdraw', human: false, take: (order) => order.withdraw() },
  { name: 'expire', human: false, take: (order) => order.expire() },
];

const attempt = (order: OrderRequest, step: Step, by: Actor): OrderRequest => {
  try {
    return step.take(order, by as HumanActor);
  } catch (error) {
    expect([HumanDecisionRequired, IllegalTransition, InvalidOrder].some((kind) => error instanceof kind)).toBe(true);
    return order;
  }
};

const someStep = fc.constantFrom(...steps);

describe('an order request', () => {
  it('no sequence of steps by anybody but a person approves, rejects, fulfils or reprices it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someStep, fc.constantFrom(...notHumans)), { maxLength: 12 }), (sequence) => {
        const order = sequence.reduce((before, [step, by]) => attempt(before, step, by), anOrder());
        expect(['pending', 'cancelled', 'expired']).toContain(order.state.status);
        expect(order.state.lines).toEqual(anOrder().state.lines);
        expect(order.state.decision).toBeNull();
      }),
    );
  });

  it('is approved only straight from pending, whatever was tried before, and never comes back from an end', () => {
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 12 }), (sequence) => {
        let order = anOrder();
        for (const step of sequence) {
          const before = order.state.status;
          order = attempt(order, step, sara);
          if (order.state.status === 'approved') expect(['pending', 'approved']).toContain(before);
          if (['rejected', 'cancelled', 'expired', 'fulfilled'].includes(before))
            expect(order.state.status).toBe(before);
          if (order.state.status === 'fulfilled' && before !== 'fulfilled') expect(before).toBe('approved');
        }
      }),
    );
  });

  it.each(notHumans)('refuses at run time what the types refuse: $kind approves', (by) => {
    for (const step of steps.filter((each) => each.human))
      expect(() =>
        step.take(anOrder({ status: step.name === 'fulfil' ? 'approved' : 'pending' }), by as HumanActor),
      ).toThrow(HumanDecisionRequired);
  });

  it('remembers who decided, and why', () => {
    expect(anOrder().reject(sara, at, 'We are full that day').state).toMatchObject({
      status: 'rejected',
      decision: { by: sara.userId, byName: 'Sara', reason: 'We are full that day', at },
    });
  });

  it('an approved order is cancelled by a person, and not withdrawn by the customer', () => {
    const approved = anOrder().approve(sara, at);
    expect(() => approved.withdraw()).toThrow(IllegalTransition);
    expect(approved.cancel(sara, at, null).state.status).toBe('cancelled');
  });

  it('a price changes only by a person, while pending, and the catalogue’s price stays beside it', () => {
    const overridden = anOrder().overridePrice(sofa, Money.of(15_000n, AED), sara);
    expect(overridden.total.minor).toBe(30_000n);
    expect(overridden.state.lines[0]?.unitPrice.minor).toBe(18_000n);
    expect(() => anOrder().approve(sara, at).overridePrice(sofa, Money.of(1n, AED), sara)).toThrow(InvalidOrder);
    expect(() => anOrder().overridePrice(sofa, Money.of(-1n, AED), sara)).toThrow(InvalidMoney);
    expect(() => anOrder().overridePrice(sofa, Money.of(1n, Currency('USD')), sara)).toThrow(CurrencyMismatch);
    expect(() => anOrder().overridePrice(ServiceId('svc_other'), Money.of(1n, AED), sara)).toThrow(InvalidOrder);
  });

  it('sums its lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.bigInt({ min: 0n, max: 10n ** 9n })), {
          minLength: 1,
          maxLength: 8,
        }),
        (raw) => {
          const lines = raw.map(([quantity, minor]) => ({
            serviceId: sofa,
            name: {},
            quantity,
            unitPrice: Money.of(minor, AED),
            overriddenUnitPrice: null,
          }));
          const expected = raw.reduce((sum, [quantity, minor]) => sum + minor * BigInt(quantity), 0n);
          expect(anOrder({ lines }).total.minor).toBe(expected);
        },
      ),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('does not exist with the quantity %s, or without lines', (quantity) => {
    const [line] = anOrder().state.lines;
    expect(() => anOrder({ lines: line === undefined ? [] : [{ ...line, quantity }] })).toThrow(InvalidOrder);
    expect(() => anOrder({ lines: [] })).toThrow(InvalidOrder);
  });
});
