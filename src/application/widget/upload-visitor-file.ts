import type { FileKeeper, FileView } from '#application/files/file-keeper';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Switches } from '#application/tenancy/switches';
import type { Visitor } from '#application/widget/visitor';
import type { Visits } from '#application/widget/visits';
import { AttachmentsOff, WidgetSessionClosed } from '#application/widget/widget-refusals';
import { assertTakesMessages } from '#application/widget/widget-site';

type Dependencies = {
  readonly store: Store;
  readonly switches: Switches;
  readonly visits: Visits;
  readonly keeper: FileKeeper;
};

export type UploadVisitorFileInput = { readonly by: Visitor; readonly name: string; readonly bytes: Uint8Array };

/** A visitor uploads a file, to send it with their next message. */
export class UploadVisitorFile {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /**
   * @throws {FileTypeNotAllowed} @throws {FileQuotaExceeded} @throws {AttachmentsOff} @throws {WidgetSessionClosed}
   * @throws {TenantSuspended} @throws {WidgetDisabled}
   */
  async execute({ by, name, bytes }: UploadVisitorFileInput): Promise<FileView> {
    const { store, switches, visits, keeper } = this.#deps;
    const tenant = found(await switches.tenant(by.tenantId), 'session');
    const settings = await store.tenant(by.tenantId).widget.settings();
    assertTakesMessages({ tenant, settings });
    if (!settings.attachments) throw new AttachmentsOff();
    const { session } = await visits.of(by);
    if (session.state.status !== 'active') throw new WidgetSessionClosed();
    return keeper.keep({ tenantId: by.tenantId, owner: { kind: 'visitor', visitorId: by.visitorId }, name, bytes });
  }
}
