import type { CatalogueStore } from '#application/ports/catalogue-store';
import { allTexts } from '#domain/shared/language';

/** The names of the services that are not archived, in lower case. */
export const takenNames = async (catalogue: CatalogueStore): Promise<Set<string>> => {
  const names = new Set<string>();
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<CatalogueStore['pageServices']>> = await catalogue.pageServices({
      after,
      limit: 100,
    });
    for (const { name, status } of page.items)
      if (status !== 'archived') for (const text of allTexts(name)) names.add(text.toLowerCase());
    after = page.next;
  } while (after !== null);
  return names;
};
