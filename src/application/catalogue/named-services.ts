import type { CatalogueStore } from '#application/ports/catalogue-store';
import type { Service } from '#domain/catalogue/service';
import { allTexts } from '#domain/shared/language';

/** A service's names in the form two of them are compared in. */
export const namesOf = ({ name }: Pick<Service, 'name'>): string[] => allTexts(name).map((text) => text.toLowerCase());

/** The services that are not archived (or those that are), by every name they have. */
export const namedServices = async (catalogue: CatalogueStore, areArchived = false): Promise<Map<string, Service>> => {
  const named = new Map<string, Service>();
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<CatalogueStore['pageServices']>> = await catalogue.pageServices({
      after,
      limit: 100,
    });
    for (const service of page.items)
      if ((service.status === 'archived') === areArchived)
        for (const name of namesOf(service)) named.set(name, service);
    after = page.next;
  } while (after !== null);
  return named;
};
