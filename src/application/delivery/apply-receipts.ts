import type { LiveBus } from '#application/ports/live-bus';
import type { Receipt } from '#application/ports/message-store';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
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
    const applied = await Promise.all(receipts.map((receipt) => store.messages.applyReceipt(receipt)));
    const moved = receipts.filter((_receipt, index) => applied[index]);
    await this.#announce(store, moved);
    return moved.length;
  }

  /** A receipt that does not echo our id is heard of with the conversation's next news. */
  async #announce({ tenantId, messages }: TenantStore, moved: readonly Receipt[]): Promise<void> {
    const ids = moved.flatMap(({ messageId }) => (messageId === null ? [] : [messageId]));
    const found = await Promise.all(ids.map((id) => messages.find(id)));
    const conversations = new Set(found.flatMap((message) => (message === null ? [] : [message.conversationId])));
    for (const conversationId of conversations) this.#bus.publish({ kind: 'messages', tenantId, conversationId });
  }
}
