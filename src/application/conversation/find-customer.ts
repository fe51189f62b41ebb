import { type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Store } from '#application/ports/store';
import type { Conversation } from '#domain/conversation/conversation';
import type { Customer } from '#domain/conversation/customer';
import type { OrderRequest } from '#domain/orders/order-request';
import type { CustomerId } from '#domain/shared/ids';

/** A customer with what came of them lately; `null` where the caller may not read it. */
export type CustomerCard = {
  readonly customer: Customer;
  readonly conversations: readonly Conversation[];
  readonly orders: readonly OrderRequest[] | null;
};

const newest = { after: null, limit: 20 } as const;

/** One customer's card: the last twenty conversations and order requests. */
export class FindCustomer {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  async execute({ by, customerId }: { by: Principal; customerId: CustomerId }): Promise<CustomerCard> {
    const store = this.#store.tenant(tenantFor(by, 'conversations.read'));
    const customer = found(await store.conversations.findCustomer(customerId), 'customer');
    const page = await store.conversations.page({ customerId }, newest, null);
    const conversations = page.items.map(({ conversation }) => conversation);
    const orders = by.permissions.has('orders.read') ? await store.orders.page({ customerId }, newest) : null;
    return { customer, conversations, orders: orders?.items ?? null };
  }
}
