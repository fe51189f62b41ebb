import type { FileKeeper, FileView } from '#application/files/file-keeper';
import type { PictureLinks } from '#application/files/picture-links';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { kindOfFile } from '#domain/conversation/file-kind';
import type { Permission } from '#domain/identity/permission';
import { DomainError } from '#domain/shared/domain-error';

/** A picture for everybody's eyes is one that every browser shows, and not too heavy for a page with many. */
export class PictureNotAllowed extends DomainError {
  readonly code = 'file.picture_not_allowed';
  readonly kind = 'unsupported';
  constructor() {
    super('A picture of a service is a PNG, JPEG or WebP of at most 5 MB. Choose another one.');
  }
}

export const filePurposes = ['message', 'logo', 'service'] as const;
export type FilePurpose = (typeof filePurposes)[number];

/** Whoever may do what the file is for may upload it. */
const needed: Readonly<Record<FilePurpose, Permission>> = {
  message: 'conversations.reply',
  logo: 'tenant.configure',
  service: 'catalogue.write',
};

export const uploadPermissions: readonly Permission[] = Object.values(needed);

export const largestServicePicture = 5 * 1_048_576;
const isServicePicture = (bytes: Uint8Array): boolean =>
  bytes.length <= largestServicePicture &&
  ['image/png', 'image/jpeg', 'image/webp'].includes(kindOfFile(bytes) ?? 'nothing we take');

type Dependencies = { readonly keeper: FileKeeper; readonly pictures: PictureLinks };

export type UploadTeamFileInput = {
  readonly by: Principal;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly purpose: FilePurpose;
};

/** A person of the team uploads a picture or a PDF: to send it, as a logo, or for a service. */
export class UploadTeamFile {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {PermissionDenied} @throws {FileTypeNotAllowed} @throws {PictureNotAllowed} @throws {FileQuotaExceeded} */
  async execute({ by, name, bytes, purpose }: UploadTeamFileInput): Promise<FileView> {
    const { keeper, pictures } = this.#deps;
    const { userId } = humanOf(by);
    const tenantId = tenantFor(by, needed[purpose]);
    const isPublic = purpose === 'service';
    if (isPublic && !isServicePicture(bytes)) throw new PictureNotAllowed();
    const { stored, path } = await keeper.keep({ tenantId, owner: { kind: 'user', userId }, name, bytes });
    return { stored, path: isPublic ? pictures.to(tenantId, stored.id) : path };
  }
}
