import { InvalidInput, integerOf, listOf, localizedOf, oneOf, textOf } from '#application/input';
import type { Service, ServiceOption } from '#domain/catalogue/service';
import { orderSlots } from '#domain/orders/order-slot';
import { DomainError } from '#domain/shared/domain-error';
import { ServiceId } from '#domain/shared/ids';
import { type Currency, Money } from '#domain/shared/money';

/** A tenant sells in one currency. */
export class CatalogueCurrencyMismatch extends DomainError {
  readonly code = 'catalogue.currency_mismatch';
  readonly kind = 'invalid';
}

type Texts =
  | 'name'
  | 'description'
  | 'category'
  | 'aliases'
  | 'unit'
  | 'minQuantity'
  | 'maxQuantity'
  | 'options'
  | 'images';

/** What an admin may say of a service. What is left out keeps its value, or the default of a new service. */
export type ServiceFields = { readonly [Key in Texts | 'status' | 'available' | 'kind']?: Service[Key] | undefined } & {
  /** Minor units of the tenant's currency, such as cents. */
  readonly priceMinor?: number | undefined;
  /** Only to be certain: must be the tenant's. */
  readonly currency?: string | undefined;
  readonly requires?: readonly string[] | undefined;
  readonly includes?: readonly string[] | undefined;
};

/** What a new service is before anything is said of it. It has no price: that must be said. */
export type ServiceBase = Omit<Service, 'price'> & { readonly price: Money | null };

const maxPriceMinor = 1_000_000_000_000;

const priceOf = ({ priceMinor, currency }: ServiceFields, base: ServiceBase, own: Currency): Money => {
  if (currency !== undefined && currency !== own)
    throw new CatalogueCurrencyMismatch(`this business sells in ${own}; give the price in ${own}`, {
      currency,
      expected: own,
    });
  if (priceMinor !== undefined) return Money.of(BigInt(integerOf('priceMinor', priceMinor, 0, maxPriceMinor)), own);
  if (base.price === null) throw new InvalidInput('priceMinor', 'a service needs a price; say 0 if it is free');
  return base.price;
};

const optionsOf = (options: readonly ServiceOption[]): readonly ServiceOption[] =>
  listOf('options', options, 10).map(({ name, values }) => ({
    name: localizedOf('options name', name, 60, true),
    values: listOf('options values', values, 30, 1).map((value) => localizedOf('options value', value, 60, true)),
  }));

const imageOf = (raw: string): string => {
  if (!/^(?:https:\/\/|\/pictures\/)[^\s"'<>]{3,480}$/.test(raw))
    throw new InvalidInput('images', 'an image is uploaded here, or an https address of at most 480 characters');
  return raw;
};

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The service with the fields applied, every one of them checked but the existence of what a package includes and of pictures. */
export const withFields = (base: ServiceBase, fields: ServiceFields, currency: Currency): Service => {
  const merged = { ...base, ...defined(fields) };
  const minQuantity = integerOf('minQuantity', merged.minQuantity, 1, 999);
  const kind = oneOf('kind', merged.kind, ['service', 'package']);
  const includes = unique(listOf('includes', fields.includes ?? base.includes, 50)).map(ServiceId);
  if (kind === 'service' && includes.length > 0)
    throw new InvalidInput('includes', 'only a package includes other services');
  return {
    id: base.id,
    tenantId: base.tenantId,
    kind,
    name: localizedOf('name', merged.name, 120, true),
    description: localizedOf('description', merged.description, 2_000, false),
    category: localizedOf('category', merged.category, 60, false),
    aliases: unique(listOf('aliases', merged.aliases, 20).map((alias) => textOf('aliases', alias, 60))),
    price: priceOf(fields, base, currency),
    unit: localizedOf('unit', merged.unit, 40, false),
    minQuantity,
    maxQuantity: integerOf('maxQuantity', merged.maxQuantity, minQuantity, 999),
    options: optionsOf(merged.options),
    requires: unique(
      listOf('requires', fields.requires ?? base.requires, orderSlots.length).map((slot) =>
        oneOf('requires', slot, orderSlots),
      ),
    ),
    includes,
    images: listOf('images', merged.images, 10).map(imageOf),
    status: oneOf('status', merged.status, ['draft', 'active', 'archived']),
    available: merged.available,
    createdAt: base.createdAt,
    version: base.version,
  };
};

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
