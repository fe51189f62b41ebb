import type { PictureLinks } from '#application/files/picture-links';
import { InvalidInput } from '#application/input';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Service } from '#domain/catalogue/service';

/** @throws {InvalidInput} an address on this server leads to nothing this business has uploaded for its catalogue. */
export const assertPictures = async (
  { tenantId, files }: Pick<TenantStore, 'tenantId' | 'files'>,
  links: PictureLinks,
  { images }: Pick<Service, 'images'>,
): Promise<void> => {
  for (const image of images.filter((each) => each.startsWith('/'))) {
    const link = links.read(image);
    const isOwn = link?.tenantId === tenantId && (await files.find(link.fileId)) !== null;
    if (!isOwn) throw new InvalidInput('images', 'this picture is not there; upload it again');
  }
};
