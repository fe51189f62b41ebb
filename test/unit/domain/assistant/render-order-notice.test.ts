import { describe, expect, it } from 'vitest';
import { textOf } from '#domain/assistant/outbound';
import { renderOrderNotice } from '#domain/assistant/render-order-notice';
import { OrderRequest, type OrderStatus } from '#domain/orders/order-request';
import type { HumanActor } from '#domain/shared/actor';
import { ConversationId, CustomerId, OrderId, TenantId, TurnId, UserId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
import { aed, svc } from './noor-souq.js';

const at = new Date(0);
const sara: HumanActor = { kind: 'human', userId: UserId('usr_1'), name: 'Sara' };
const order = OrderRequest.restore({
  id: OrderId('ord_1'),
  tenantId: TenantId('ten_1'),
  conversationId: ConversationId('cnv_1'),
  customerId: CustomerId('cus_1'),
  turnId: TurnId('trn_1'),
  number: 1_207,
  status: 'pending',
  lines: [
    {
      serviceId: svc('S01'),
      name: { en: 'Sofa cleaning', ar: 'تنظيف كنب' },
      quantity: 2,
      unitPrice: aed(180),
      overriddenUnitPrice: null,
    },
    {
      serviceId: svc('S04'),
      name: { en: 'Gift wrapping' },
      quantity: 1,
      unitPrice: aed(10),
      overriddenUnitPrice: null,
    },
  ],
  details: { name: 'Sara, 100% off' },
  catalogueVersion: 1,
  decision: null,
  createdAt: at,
  version: 1,
});
const notice = (each: OrderRequest, language: Language = 'en'): string =>
  textOf(renderOrderNotice(each, language, 'Noor Souq'));
const lines = '• 2 × Sofa cleaning: AED 360\n• 1 × Gift wrapping: AED 10\nTotal: AED 370';

describe('the news about an order', () => {
  it('that was approved', () => {
    expect(notice(order.approve(sara, at))).toBe(
      `Noor Souq: good news, your request no. 1207 has been approved.\n${lines}`,
    );
    expect(notice(order.approve(sara, at), 'ar')).toBe(
      'Noor Souq: خبر سار، تمت الموافقة على طلبك رقم 1207.\n• تنظيف كنب، الكمية 2، بمبلغ 360 درهم\n• Gift wrapping، الكمية 1، بمبلغ 10 درهم\nالإجمالي 370 درهم',
    );
  });

  it('that was rejected, with what the person wrote, word for word', () => {
    expect(notice(order.reject(sara, at, 'We are full on Friday – 10% of our team is ill.'))).toBe(
      `Noor Souq: we are sorry, your request no. 1207 could not be accepted.\n${lines}\nThe team writes: We are full on Friday – 10% of our team is ill.`,
    );
    expect(notice(order.reject(sara, at, null))).not.toContain('The team writes');
  });

  it.each([
    ['cancelled', order.cancel(sara, at, null), 'has been cancelled'],
    ['withdrawn', order.withdraw(), 'has been cancelled'],
    ['expired', order.expire(), 'has expired'],
    ['fulfilled', order.approve(sara, at).fulfil(sara, at), 'has been completed'],
    ['pending', order, 'is with the team'],
  ])('that was %s', (_what, each, phrase) => {
    expect(notice(each)).toContain(phrase);
    expect(notice(each)).toContain(lines);
    expect(notice(each, 'ar')).toContain('1207');
  });

  it('tells the price a person gave it', () => {
    expect(notice(order.overridePrice(svc('S01'), aed(150), sara).approve(sara, at))).toContain(
      '• 2 × Sofa cleaning: AED 300\n',
    );
  });

  it('holds none of the customer’s details, and is never resent in doubt', () => {
    expect(notice(order.approve(sara, at))).not.toContain('100%');
    expect(renderOrderNotice(order, 'en', 'Noor Souq').sensitive).toBe(true);
  });

  it('has words for every status', () => {
    const all: readonly OrderStatus[] = ['pending', 'approved', 'rejected', 'cancelled', 'expired', 'fulfilled'];
    const texts = all.map((status) => notice(OrderRequest.restore({ ...order.state, status })).split('\n')[0]);
    expect(new Set(texts).size).toBe(all.length);
  });
});
