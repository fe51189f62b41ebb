import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { currency, LocalizedTextDto, localized, localizedRequired, MoneyDto } from '#adapters/http/contract/money';
import { line, timestamp } from '#adapters/http/contract/text';
import { orderSlots } from '#domain/orders/order-slot';

const kind = z.enum(['service', 'package']);
const status = z.enum(['draft', 'active', 'archived']);
const requires = z.array(z.enum(orderSlots));
const quantity = z.int().min(1).max(999);

export const ServiceDto = z
  .strictObject({
    id: idOf('service'),
    kind,
    name: LocalizedTextDto,
    description: LocalizedTextDto,
    category: LocalizedTextDto,
    aliases: z.array(z.string()),
    price: MoneyDto,
    unit: LocalizedTextDto,
    minQuantity: z.int(),
    maxQuantity: z.int(),
    options: z.array(z.strictObject({ name: LocalizedTextDto, values: z.array(LocalizedTextDto) })),
    requires,
    includes: z.array(idOf('service')),
    images: z.array(z.string()),
    status,
    available: z.boolean(),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Service' });

const option = z.strictObject({ name: localizedRequired(60), values: z.array(localizedRequired(60)).min(1).max(30) });

const changeable = {
  kind: kind.optional(),
  name: localizedRequired(120).optional(),
  description: localized(2_000).optional(),
  category: localized(60).optional(),
  aliases: z.array(line(60)).max(20).optional(),
  priceMinor: z
    .int()
    .min(0)
    .max(1_000_000_000_000)
    .optional()
    .meta({ description: "Minor units of the tenant's currency." }),
  currency: currency.optional().meta({ description: "Only to be certain: must be the tenant's." }),
  unit: localized(40).optional(),
  minQuantity: quantity.optional(),
  maxQuantity: quantity.optional(),
  options: z.array(option).max(10).optional(),
  requires: requires
    .max(orderSlots.length)
    .optional()
    .meta({ description: 'What the customer must say before an order is complete.' }),
  includes: z.array(idOf('service')).max(50).optional().meta({ description: 'What a package is made of.' }),
  images: z.array(line(500)).max(10).optional(),
  status: status.optional(),
  available: z.boolean().optional(),
};
export const serviceChange = changeable;
/** A new service needs a name and a price; all else has a default. */
export const NewService = z
  .strictObject({ ...changeable, name: localizedRequired(120), priceMinor: changeable.priceMinor.unwrap() })
  .meta({ id: 'NewService' });

export const FaqDto = z
  .strictObject({
    id: idOf('faq'),
    questions: z.array(z.string()),
    answer: LocalizedTextDto,
    category: z.string(),
    active: z.boolean(),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Faq' });

export const NewFaq = z
  .strictObject({
    questions: z
      .array(line(300))
      .min(1)
      .max(20)
      .meta({ description: 'Ways customers ask it; three find it far better than one.' }),
    answer: localizedRequired(2_000).meta({ description: 'Given word for word.' }),
    category: line(60, 0).optional(),
    active: z.boolean().optional(),
  })
  .meta({ id: 'NewFaq' });
