import type { Act } from '#domain/assistant/proposal';
import { plain, type Statement } from '#domain/assistant/statement';
import { normalised } from '#domain/assistant/words';
import type { CatalogueSnapshot } from '#domain/catalogue/catalogue-snapshot';
import type { Service } from '#domain/catalogue/service';
import { allTexts } from '#domain/shared/language';

const longestList = 10;

const isIn = (service: Service, category: string | null): boolean =>
  category === null || allTexts(service.category).some((name) => normalised(name) === normalised(category));

const isWithin = (service: Service, budgetMinor: number | null, catalogue: CatalogueSnapshot): boolean =>
  budgetMinor === null || (service.price.currency === catalogue.currency && service.price.minor <= BigInt(budgetMinor));

const byPrice = (left: Service, right: Service): number =>
  left.price.minor < right.price.minor ? -1 : left.price.minor > right.price.minor ? 1 : 0;

/** Filtering and sorting are ours, so a model that knows no price can still be asked for the cheapest. */
export const listServices = (
  act: Extract<Act, { act: 'list_services' }>,
  catalogue: CatalogueSnapshot,
  withPrices: boolean,
): Statement => {
  const matching = [...catalogue.services.values()].filter(
    (service) => isIn(service, act.category) && isWithin(service, act.budgetMinor, catalogue),
  );
  const sorted = act.cheapestFirst ? matching.sort(byPrice) : matching;
  if (sorted.length === 0) return plain('list_empty');
  const services = sorted.slice(0, longestList).map((service) => service.id);
  const narrowed = act.category !== null;
  return { say: 'list', services, more: sorted.length - services.length, narrowed, withPrices };
};
