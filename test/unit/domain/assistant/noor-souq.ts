import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Faq } from '#domain/catalogue/faq';
import type { Service } from '#domain/catalogue/service';
import { FaqId, ServiceId, TenantId } from '#domain/shared/ids';
import { Currency, Money } from '#domain/shared/money';

const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../fixtures/guard/${name}`, import.meta.url)), 'utf8');

export type RawItem = {
  readonly sku: string;
  readonly name: string;
  readonly name_ar: string;
  readonly price: number;
  readonly unit: string;
  readonly available: boolean;
  readonly min_quantity?: number;
  readonly variants?: Readonly<Record<string, readonly string[]>>;
};
export type RawFaq = { readonly id: string; readonly q: string; readonly a: string };

/** The shop of the guard corpus, as its files have it: what the oracle reads. */
export const rawShop = JSON.parse(fixture('catalogue.json')) as {
  readonly tenant: { readonly name: string };
  readonly items: readonly RawItem[];
  readonly faqs: readonly RawFaq[];
};

export const arabicUnits: Readonly<Record<string, string>> = {
  piece: 'للقطعة',
  bottle: 'للزجاجة',
  set: 'للطقم',
  box: 'للعلبة',
  visit: 'للزيارة',
  'AC unit': 'للمكيف',
  hour: 'للساعة',
  item: 'للقطعة',
  order: 'للطلب',
};
export const maxQuantity = 20;
export const categories = { S: { en: 'Services', ar: 'الخدمات' }, P: { en: 'Shop', ar: 'المتجر' } } as const;

const hex = (code: string): string =>
  [...code]
    .map((character) => character.charCodeAt(0).toString(16))
    .join('')
    .padStart(32, '0');
/** The id of an item or FAQ by the code people know it by. */
export const svc = (sku: string): ServiceId => ServiceId(`svc_${hex(sku)}`);
export const faq = (code: string): FaqId => FaqId(`faq_${hex(code)}`);

const tenantId = TenantId('ten_00000000000000000000000000000001');
const createdAt = new Date(0);
export const AED = Currency('AED');
export const aed = (amount: number): Money => Money.of(BigInt(Math.round(amount * 100)), AED);

const descriptions: Readonly<Record<string, string>> = {
  S01: 'One sofa of up to 7 seats; the team brings all equipment.',
};

export const serviceOf = (item: RawItem): Service => ({
  id: svc(item.sku),
  tenantId,
  kind: 'service',
  name: { en: item.name, ar: item.name_ar },
  description: descriptions[item.sku] === undefined ? {} : { en: descriptions[item.sku] ?? '' },
  category: item.sku.startsWith('S') ? categories.S : categories.P,
  aliases: [],
  price: aed(item.price),
  unit: { en: `per ${item.unit}`, ar: arabicUnits[item.unit] ?? '' },
  minQuantity: item.min_quantity ?? 1,
  maxQuantity,
  options: Object.entries(item.variants ?? {}).map(([name, values]) => ({
    name: { en: name },
    values: values.map((value) => ({ en: value })),
  })),
  requires: ['name', 'phone'],
  includes: [],
  images: [],
  status: 'active',
  available: item.available,
  createdAt,
  version: 1,
});

const faqOf = ({ id, q, a }: RawFaq): Faq => ({
  id: faq(id),
  tenantId,
  questions: [q],
  answer: { en: a },
  category: 'general',
  active: true,
  createdAt,
  version: 1,
});

/** The shop as a snapshot; a test changes single services by their code. */
export const noorSouq = (changes: Readonly<Record<string, Partial<Service>>> = {}): CatalogueSnapshot => ({
  tenantId,
  businessName: rawShop.tenant.name,
  currency: AED,
  version: 1,
  services: new Map(rawShop.items.map((item) => [svc(item.sku), { ...serviceOf(item), ...changes[item.sku] }])),
  faqs: new Map(rawShop.faqs.map((each) => [faq(each.id), faqOf(each)])),
});

/** The snapshot without some of its services. */
export const without = (catalogue: CatalogueSnapshot, ...skus: string[]): CatalogueSnapshot => ({
  ...catalogue,
  services: new Map([...catalogue.services].filter(([id]) => !skus.map(svc).includes(id))),
});
