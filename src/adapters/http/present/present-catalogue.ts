import type { z } from 'zod';
import type { FaqDto, ServiceDto } from '#adapters/http/contract/catalogue';
import { presentLocalized, presentMoney } from '#adapters/http/present/present-money';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';

export const presentService = (service: Service): z.input<typeof ServiceDto> => ({
  id: service.id,
  kind: service.kind,
  name: presentLocalized(service.name),
  description: presentLocalized(service.description),
  category: presentLocalized(service.category),
  aliases: [...service.aliases],
  price: presentMoney(service.price),
  unit: presentLocalized(service.unit),
  minQuantity: service.minQuantity,
  maxQuantity: service.maxQuantity,
  options: service.options.map(({ name, values }) => ({
    name: presentLocalized(name),
    values: values.map(presentLocalized),
  })),
  requires: [...service.requires],
  includes: [...service.includes],
  images: [...service.images],
  status: service.status,
  available: service.available,
  createdAt: service.createdAt.toISOString(),
  version: service.version,
});

export const presentFaq = (faq: Faq): z.input<typeof FaqDto> => ({
  id: faq.id,
  questions: [...faq.questions],
  answer: presentLocalized(faq.answer),
  category: faq.category,
  active: faq.active,
  createdAt: faq.createdAt.toISOString(),
  version: faq.version,
});
