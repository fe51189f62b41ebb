import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { ReceiptLinks } from '#application/receipts/receipt-links';
import type { Turn } from '#domain/conversation/turn';
import type { ConversationId, ServiceId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

/** A turn, and where the prices it quoted can be looked up. */
export type TracedTurn = {
  readonly turn: Turn;
  readonly receipts: readonly { readonly serviceId: ServiceId; readonly url: string }[];
};

/** How the answers of one conversation came about, newest first (AI-12). */
export class PageTurns {
  readonly #store: Store;
  readonly #receipts: ReceiptLinks;
  constructor(deps: { readonly store: Store; readonly receipts: ReceiptLinks }) {
    this.#store = deps.store;
    this.#receipts = deps.receipts;
  }

  async execute({
    by,
    conversationId,
    page,
  }: {
    by: Principal;
    conversationId: ConversationId;
    page: PageRequest;
  }): Promise<Page<TracedTurn>> {
    const { conversations, turns } = this.#store.tenant(tenantFor(by, 'conversations.read'));
    found(await conversations.find(conversationId), 'conversation');
    const { items, next } = await turns.page(conversationId, page);
    return { items: items.map((turn) => ({ turn, receipts: this.#receiptsOf(turn) })), next };
  }

  #receiptsOf({ tenantId, trace }: Turn): TracedTurn['receipts'] {
    return (trace.prices ?? []).map(({ service, version }) => ({
      serviceId: service,
      url: this.#receipts.to({ tenantId, serviceId: service, serviceVersion: version }),
    }));
  }
}
