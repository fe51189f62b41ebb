import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { LocalizedTextDto, MoneyDto } from '#adapters/http/contract/money';
import { timestamp } from '#adapters/http/contract/text';

export const orderStatus = z.enum(['pending', 'approved', 'rejected', 'cancelled', 'expired', 'fulfilled']);

const OrderLineDto = z
  .strictObject({
    serviceId: idOf('service'),
    name: LocalizedTextDto,
    quantity: z.int(),
    unitPrice: MoneyDto.meta({ description: "The catalogue's price when the customer asked." }),
    overriddenUnitPrice: MoneyDto.nullable().meta({ description: 'The price a person gave it instead.' }),
    currentUnitPrice: MoneyDto.nullable().meta({
      description: "The catalogue's price now; null if it is not on offer.",
    }),
  })
  .meta({ id: 'OrderLine' });

export const OrderDto = z
  .strictObject({
    id: idOf('order'),
    number: z.int(),
    conversationId: idOf('conversation'),
    customerId: idOf('customer'),
    turnId: idOf('turn'),
    status: orderStatus,
    lines: z.array(OrderLineDto),
    total: MoneyDto,
    details: z.strictObject({
      name: z.string().optional(),
      phone: z.string().optional(),
      address: z.string().optional(),
      date: z.string().optional(),
      note: z.string().optional(),
    }),
    decision: z
      .strictObject({ by: idOf('user'), byName: z.string(), at: timestamp, reason: z.string().nullable() })
      .nullable(),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Order' });

export const OrderCountsDto = z
  .strictObject({
    pending: z.int(),
    approved: z.int(),
    rejected: z.int(),
    cancelled: z.int(),
    expired: z.int(),
    fulfilled: z.int(),
  })
  .meta({ id: 'OrderCounts', description: 'Order requests in each status.' });

export const OrderNewsDto = z
  .strictObject({ text: z.string(), language: z.enum(['en', 'ar']) })
  .meta({ id: 'OrderNews', description: 'What the customer would be told.' });
