import type { LiveBus } from '#application/ports/live-bus';
import type { Receipt } from '#application/ports/message-store';
import type { Store } from '#application/ports/store';
import type { TenantId } from '#domain/shared/ids';

/** Applies what a provider reports of messages we sent. Late, twice and out of order are normal; nothing goes backwards. */
export class ApplyReceipts {
  readonly #store: Store;
  readonly #bus: LiveBus;
  constructor(deps: { readonly store: Store; readonly bus: LiveBus }) {
    this.#store = deps.store;
    this.#bus = deps.bus;
  }

  /** Resolves to how many were of messages we know. */
  async execute({ tenantId, receipts }: { tenantId: TenantId; receipts: readonly Receipt[] }): Promise<number> {
    const store = this.#store.tenant(tenantId);
    const found = await Promise.all(receipts.map((receipt) => store.messages.applyReceipt(receipt)));
    const of = found.filter((conversationId) => conversationId !== null);
    for (const conversationId of new Set(of)) this.#bus.publish({ kind: 'messages', tenantId, conversationId });
    return of.length;
  }
}
