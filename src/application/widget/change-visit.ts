import type { ApplyReceipts } from '#application/delivery/apply-receipts';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { VisitState, VisitStates } from '#application/widget/visit-state';
import type { Visitor } from '#application/widget/visitor';
import type { Visit, Visits } from '#application/widget/visits';
import type { Conversation } from '#domain/conversation/conversation';
import type { Message } from '#domain/conversation/message';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly visits: Visits;
  readonly states: VisitStates;
  readonly applyReceipts: ApplyReceipts;
};

export type ChangeVisitInput = {
  readonly by: Visitor;
  readonly close: boolean;
  /** They have seen everything up to here. */
  readonly readSeq: number | null;
  readonly isTyping: boolean;
};

const mostReceipts = 200;

const isUnread = ({ direction, status }: Message): boolean =>
  direction === 'out' && (status === 'sent' || status === 'delivered');

/** What a visitor does besides writing: reading, typing, leaving. */
export class ChangeVisit {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** On a visit that is over it changes nothing. @throws {NotFound} */
  async execute({ by, close, readSeq, isTyping }: ChangeVisitInput): Promise<VisitState> {
    const { visits, states, bus } = this.#deps;
    const visit = await visits.of(by);
    const { session, conversation } = visit;
    if (session.state.status !== 'active') return states.of(visit);
    if (readSeq !== null) await this.#read(visit, readSeq);
    if (isTyping && conversation !== null)
      bus.publish({
        kind: 'typing',
        tenantId: by.tenantId,
        conversationId: conversation.state.id,
        who: 'customer',
        name: null,
      });
    return states.of(close ? await visits.end(session, 'visitor_left') : await visits.of(by));
  }

  async #read({ session, conversation }: Visit, seq: number): Promise<void> {
    const { store, clock } = this.#deps;
    const { id, tenantId, readSeq: before } = session.state;
    const readSeq = Math.min(seq, conversation?.counters.lastSeq ?? 0);
    const scoped = store.tenant(tenantId);
    await scoped.widget.touchSession(id, clock.now(), { readSeq });
    if (conversation !== null && readSeq > 0)
      await this.#tellTeam(scoped, conversation, Math.min(before, readSeq), readSeq);
  }

  /** Also what was released late, below the number they had seen before. */
  async #tellTeam(store: TenantStore, conversation: Conversation, from: number, upTo: number): Promise<void> {
    const { applyReceipts, clock } = this.#deps;
    const { id, channelId } = conversation.state;
    const messages = await store.messages.since(id, Math.max(0, from - 20), mostReceipts);
    const read = messages.filter((message) => message.seq <= upTo && isUnread(message));
    if (read.length === 0) return;
    const at = clock.now();
    await applyReceipts.execute({
      tenantId: store.tenantId,
      receipts: read.map(({ id: messageId, externalId }) => ({
        channelId,
        messageId,
        externalId,
        status: 'read',
        reason: null,
        at,
      })),
    });
  }
}
