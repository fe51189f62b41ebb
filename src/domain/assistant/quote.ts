import type { CountedService } from '#domain/assistant/statement';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Service } from '#domain/catalogue/service';
import type { OrderLine } from '#domain/orders/order-request';
import { DomainError } from '#domain/shared/domain-error';
import type { Money } from '#domain/shared/money';

/** The sum of the lines, or `null` when there is none to say: no lines, two currencies, or an amount beyond what we hold. */
export const totalOf = (
  lines: readonly Pick<OrderLine, 'quantity' | 'unitPrice' | 'overriddenUnitPrice'>[],
): Money | null => {
  try {
    const amounts = lines.map((line) => (line.overriddenUnitPrice ?? line.unitPrice).times(line.quantity));
    return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum.plus(amount));
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
};

const orderLine = (service: Service, quantity: number): OrderLine => ({
  serviceId: service.id,
  name: service.name,
  quantity,
  unitPrice: service.price,
  overriddenUnitPrice: null,
});

/** The lines at the catalogue's prices of this moment. What the snapshot does not hold is left out. */
export const linesAtCataloguePrices = (lines: readonly CountedService[], catalogue: CatalogueSnapshot): OrderLine[] =>
  lines.flatMap(({ service: id, quantity }) => {
    const service = catalogue.services.get(id);
    return service === undefined ? [] : [orderLine(service, quantity)];
  });

export const quantityFits = (service: Service, quantity: number): boolean =>
  Number.isSafeInteger(quantity) && quantity >= Math.max(1, service.minQuantity) && quantity <= service.maxQuantity;

/** What a sum was made of, for the provenance and for "is this still what was agreed to?". */
export const quoteId = (lines: readonly OrderLine[]): string =>
  lines
    .map((line) => `${line.serviceId}*${line.quantity}@${(line.overriddenUnitPrice ?? line.unitPrice).minor}`)
    .join('+');
