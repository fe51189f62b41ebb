import type { Receipt } from '#application/ports/message-store';
import type { Store } from '#application/ports/store';
import type { TenantId } from '#domain/shared/ids';

/** Applies what a provider reports of messages we sent. Late, twice and out of order are normal; nothing goes backwards. */
export class ApplyReceipts {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** Resolves to how many were of messages we know. */
  async execute({ tenantId, receipts }: { tenantId: TenantId; receipts: readonly Receipt[] }): Promise<number> {
    const { messages } = this.#store.tenant(tenantId);
    const applied = await Promise.all(receipts.map((receipt) => messages.applyReceipt(receipt)));
    return applied.filter(Boolean).length;
  }
}
