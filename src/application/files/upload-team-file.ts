import type { FileKeeper, FileView } from '#application/files/file-keeper';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';

export type UploadTeamFileInput = { readonly by: Principal; readonly name: string; readonly bytes: Uint8Array };

/** A person of the team uploads a picture or a PDF: to send it, or as a logo. */
export class UploadTeamFile {
  readonly #keeper: FileKeeper;
  constructor({ keeper }: { readonly keeper: FileKeeper }) {
    this.#keeper = keeper;
  }

  /** @throws {PermissionDenied} @throws {FileTypeNotAllowed} @throws {FileQuotaExceeded} */
  async execute({ by, name, bytes }: UploadTeamFileInput): Promise<FileView> {
    const { userId } = humanOf(by);
    const tenantId = tenantFor(by, 'conversations.reply');
    return this.#keeper.keep({ tenantId, owner: { kind: 'user', userId }, name, bytes });
  }
}
