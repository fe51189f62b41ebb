import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { ReceiptLinks } from '#application/receipts/receipt-links';
import type { PriceRecord } from '#domain/catalogue/price-record';
import type { Language } from '#domain/shared/language';

export type Receipt = {
  readonly businessName: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly record: PriceRecord;
  /** It is still what the catalogue says. */
  readonly isCurrent: boolean;
};

type Dependencies = { readonly store: Store; readonly links: ReceiptLinks };

/** What one price was when it was quoted, for whoever holds its address (BEY-6). */
export class ReadReceipt {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} the address was not made by us, or the business is gone. */
  async execute({ token }: { readonly token: string }): Promise<Receipt> {
    const { store, links } = this.#deps;
    const ref = found(links.read(token), 'receipt');
    const tenantStore = store.tenant(ref.tenantId);
    const tenant = found(await tenantStore.findTenant(), 'receipt');
    const record = found(await tenantStore.prices.at(ref.serviceId, ref.serviceVersion), 'receipt');
    const latest = await tenantStore.prices.latest(ref.serviceId);
    const { name, timeZone, assistant } = tenant.state;
    return {
      businessName: name,
      language: assistant.defaultLanguage,
      timeZone,
      record,
      isCurrent: latest?.hash === record.hash,
    };
  }
}
