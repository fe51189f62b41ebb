import type { Signatures } from '#application/ports/signatures';
import { FileId, isIdOf, TenantId } from '#domain/shared/ids';

export type PictureLink = { readonly tenantId: TenantId; readonly fileId: FileId; readonly signature: string };

const form = /^\/pictures\/(fil_[0-9a-f]+)\?tenant=(ten_[0-9a-f]+)&signature=([\w-]{16,128})$/;

/** Addresses of pictures for everybody's eyes: they hold for good, and nobody finds one who was not given it. */
export class PictureLinks {
  readonly #signatures: Signatures;
  constructor({ signatures }: { readonly signatures: Signatures }) {
    this.#signatures = signatures;
  }

  to(tenantId: TenantId, fileId: FileId): string {
    const signature = this.#signatures.sign('picture', `${tenantId}/${fileId}`);
    return `/pictures/${fileId}?tenant=${tenantId}&signature=${signature}`;
  }

  /** Was the address made by us, for exactly this file of this tenant? */
  isOurs({ tenantId, fileId, signature }: PictureLink): boolean {
    return this.#signatures.matches('picture', `${tenantId}/${fileId}`, signature);
  }

  /** What an address of ours leads to; `null`: it is none. */
  read(path: string): PictureLink | null {
    const [, fileId = '', tenantId = '', signature = ''] = form.exec(path) ?? [];
    if (!isIdOf('file', fileId) || !isIdOf('tenant', tenantId)) return null;
    const link = { tenantId: TenantId(tenantId), fileId: FileId(fileId), signature };
    return this.isOurs(link) ? link : null;
  }
}
