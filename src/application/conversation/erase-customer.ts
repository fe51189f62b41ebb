import { announceConversation } from '#application/conversation/announce';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import type { BlobStore } from '#application/ports/blob-store';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { CustomerId } from '#domain/shared/ids';

type Dependencies = {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly bus: LiveBus;
};

/** Announced to the screens that may show them; the others see it when they look. */
const mostAnnounced = 100;

/**
 * Takes away a customer who asked for it: conversations, orders, leads, files, and the key that opens their words in backups. There
 * is no way back. The audit log keeps that somebody was erased, and not who it was. What is sealed with the tenant's key stays
 * until it goes by itself: calls of functions, reports of the time machine, and files in older backups (docs/operations.md).
 */
export class EraseCustomer {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {PermissionDenied} */
  async execute({ by, customerId }: { by: Principal; customerId: CustomerId }): Promise<void> {
    const { store, blobs, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'customers.erase');
    const actor = humanOf(by);
    const { conversations } = store.tenant(tenantId);
    const shown = await conversations.page({ customerId }, { after: null, limit: mostAnnounced }, null);
    const audit = { actor, action: 'customer.erased', target: customerId, facts: {}, at: clock.now() };
    const files = await conversations.eraseCustomer(customerId, audit);
    for (const { conversation } of shown.items) announceConversation(bus, tenantId, conversation.state.id, true);
    // Rows first: a file that nothing points to any more is shown to nobody.
    for (const id of files) await blobs.remove(tenantId, id);
  }
}
