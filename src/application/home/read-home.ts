import { type Principal, tenantFor } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { OpenCounts } from '#application/ports/conversation-store';
import type { Store } from '#application/ports/store';
import type { AnswerFigures } from '#application/ports/turn-store';
import type { LeadStatus } from '#domain/leads/lead';
import type { OrderStatus } from '#domain/orders/order-request';

/** What waits for somebody, and how it has been going; `null` where the caller may not look. */
export type Home = {
  readonly open: OpenCounts | null;
  readonly orders: Readonly<Record<OrderStatus, number>> | null;
  readonly leads: Readonly<Record<LeadStatus, number>> | null;
  /** Of the last seven days. */
  readonly figures: AnswerFigures | null;
};

const sevenDaysMs = 7 * 24 * 60 * 60 * 1_000;

/** The first screen's figures. */
export class ReadHome {
  readonly #deps: { readonly store: Store; readonly clock: Clock };
  constructor(deps: { readonly store: Store; readonly clock: Clock }) {
    this.#deps = deps;
  }

  async execute({ by }: { by: Principal }): Promise<Home> {
    const { store, clock } = this.#deps;
    const { conversations, orders, leads, turns } = store.tenant(tenantFor(by, 'tenant.read'));
    const since = new Date(clock.now().getTime() - sevenDaysMs);
    const readsTalks = by.permissions.has('conversations.read');
    const [open, byStatus, leadsByStatus, figures] = await Promise.all([
      readsTalks ? conversations.counts() : null,
      by.permissions.has('orders.read') ? orders.counts() : null,
      by.permissions.has('leads.read') ? leads.counts() : null,
      readsTalks ? turns.answerFigures(since) : null,
    ]);
    return { open, orders: byStatus, leads: leadsByStatus, figures };
  }
}
