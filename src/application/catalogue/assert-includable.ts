import { InvalidInput } from '#application/input';
import type { CatalogueStore } from '#application/ports/catalogue-store';
import type { Service } from '#domain/catalogue/service';

/** @throws {InvalidInput} the package includes something that is no single, living service of this tenant. */
export const assertIncludable = async (
  catalogue: CatalogueStore,
  { id: own, includes }: Pick<Service, 'id' | 'includes'>,
): Promise<void> => {
  for (const id of includes) {
    const included = await catalogue.findService(id);
    if (id === own || included?.kind !== 'service' || included.status === 'archived')
      throw new InvalidInput('includes', 'a package includes only services of the catalogue that are not archived');
  }
};
