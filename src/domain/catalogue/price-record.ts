import type { ServiceId, TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';
import type { Money } from '#domain/shared/money';

/** What a service cost, from one moment until the next record of it: what a price receipt shows (BEY-6). Never changed. */
export type PriceRecord = {
  readonly tenantId: TenantId;
  readonly serviceId: ServiceId;
  /** The service's version that brought it. */
  readonly serviceVersion: number;
  readonly name: LocalizedText;
  readonly unit: LocalizedText;
  readonly price: Money;
  readonly validFrom: Date;
  /** SHA-256 over all of the above, hex: two people with the same one saw the same price. */
  readonly hash: string;
};

/** What is hashed: the fields in a fixed order. */
export const priceText = ({
  tenantId,
  serviceId,
  serviceVersion,
  name,
  unit,
  price,
  validFrom,
}: Omit<PriceRecord, 'hash'>): string =>
  JSON.stringify([
    tenantId,
    serviceId,
    serviceVersion,
    name.en ?? null,
    name.ar ?? null,
    unit.en ?? null,
    unit.ar ?? null,
    price.minor.toString(),
    price.currency,
    validFrom.toISOString(),
  ]);
