import type { Service } from '#domain/catalogue/service';
import type { TenantId } from '#domain/shared/ids';
import { Currency, Money } from '#domain/shared/money';
import type { StoreBuilders } from '#test/support/store-builders';
import type { BusinessPlan } from './engine-rig.js';

const AED = Currency('AED');
type Item = {
  readonly en: string;
  readonly ar: string;
  readonly amount: number;
  readonly requires?: Service['requires'];
};

const services =
  (...items: readonly Item[]) =>
  (tenantId: TenantId, { aService }: StoreBuilders): Service[] =>
    items.map(({ en, ar, amount, requires = [] }) =>
      aService(tenantId, {
        name: { en, ar },
        aliases: [],
        price: Money.of(BigInt(amount) * 100n, AED),
        requires,
        maxQuantity: 20,
      }),
    );

/** Two things whose names share no word, and prices that share no digit. */
export const cleaning: BusinessPlan = {
  name: 'Noor Cleaning',
  services: services(
    { en: 'Sofa cleaning', ar: 'تنظيف كنب', amount: 180, requires: ['name', 'phone'] },
    { en: 'Hourly maid', ar: 'عاملة بالساعة', amount: 35 },
  ),
};

export const garage: BusinessPlan = {
  name: 'Zephyr Garage',
  services: services(
    { en: 'Tyre rotation', ar: 'تدوير إطارات', amount: 77 },
    { en: 'Engine tuning', ar: 'ضبط محرك', amount: 660 },
  ),
};
