import type { OrderStatus } from '#domain/orders/order-request';
import type { ConversationId, CustomerId, LeadId, MessageId, OrderId, ServiceId } from '#domain/shared/ids';

export type Talk = {
  readonly conversationId: ConversationId;
  readonly customerId: CustomerId;
  /** In the order they were said. */
  readonly texts: string[];
  readonly notes: string[];
  readonly messageIds: MessageId[];
  tags: readonly string[];
  isAssigned: boolean;
  remark: string;
};

/** What the assistant says; it is not searched for. */
export const reply = 'a reply';

/** What one tenant must see: all that was done there, and nothing that was done elsewhere. */
export class TenantModel {
  readonly talks: Talk[] = [];
  readonly orders = new Map<OrderId, OrderStatus>();
  readonly services = new Map<ServiceId, string>();
  readonly leads = new Map<LeadId, string>();
  isErased = false;

  erase(): void {
    for (const each of [this.orders, this.services, this.leads]) each.clear();
    this.talks.length = 0;
    this.isErased = true;
  }

  talk(conversationId: ConversationId): Talk | undefined {
    return this.talks.find((each) => each.conversationId === conversationId);
  }

  /** How many messages are found by the word. */
  holding(word: string): number {
    const said = this.talks.flatMap(({ texts }) => texts).filter((text) => text !== reply);
    return said.filter((text) => text.split(' ').includes(word)).length;
  }

  /** As `Seen` has it. */
  get expected(): Seen {
    const talks = this.talks.map(({ conversationId, texts, notes, tags, isAssigned, remark }) => ({
      conversationId,
      texts,
      notes,
      tags,
      isAssigned,
      remark,
    }));
    return {
      talks: byId(talks),
      orders: sorted(this.orders),
      services: sorted(this.services),
      leads: sorted(this.leads),
      tags: [...new Set(talks.flatMap(({ tags }) => tags))].sort(),
      found: this.holding('hello'),
    };
  }
}

/** Everything a tenant can see of itself, in an order of its own. */
export type Seen = {
  readonly talks: readonly (Pick<Talk, 'conversationId' | 'isAssigned' | 'remark'> & {
    readonly texts: readonly string[];
    readonly notes: readonly string[];
    readonly tags: readonly string[];
  })[];
  readonly orders: readonly (readonly [string, string])[];
  readonly services: readonly (readonly [string, string])[];
  readonly leads: readonly (readonly [string, string])[];
  readonly tags: readonly string[];
  readonly found: number;
};

const before = (left: string, right: string): number => (left < right ? -1 : 1);

export const byId = <T extends { readonly conversationId: string }>(talks: readonly T[]): T[] =>
  [...talks].sort((left, right) => before(left.conversationId, right.conversationId));

export const sorted = (of: Iterable<readonly [string, string]>): [string, string][] =>
  [...of].map(([id, value]): [string, string] => [id, value]).sort(([left], [right]) => before(left, right));
