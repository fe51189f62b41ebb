import { announceConversation } from '#application/conversation/announce';
import { withFreshConversation } from '#application/conversation/with-fresh-conversation';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Visitor } from '#application/widget/visitor';
import type { WidgetSession } from '#domain/channel/widget-session';
import { type Conversation, ConversationClosed } from '#domain/conversation/conversation';
import type { SystemActor } from '#domain/shared/actor';
import type { ConversationId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
};

/** Why a visit ended; also the resolution of a conversation that nobody but the assistant had. */
export type VisitEnd = 'idle' | 'visitor_left' | 'conversation_closed';

const actor: SystemActor = { kind: 'system', part: 'widget' };

/** A visit as it is now, with the conversation it is in. */
export type Visit = { readonly session: WidgetSession; readonly conversation: Conversation | null };

/** Looks after visits: whoever asks for one gets it as the clock says, whatever the record still says (WEB-1). */
export class Visits {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} there is no such session of this visitor. */
  async of({ tenantId, sessionId, visitorId }: Visitor): Promise<Visit> {
    const session = await this.#deps.store.tenant(tenantId).widget.findSession(sessionId);
    return this.settled(found(session?.state.visitorId === visitorId ? session : null, 'session'));
  }

  /** Closes it if its time is over, or if the conversation it is in has been closed: numbers begin anew in the next one. */
  async settled(session: WidgetSession): Promise<Visit> {
    const { store, clock } = this.#deps;
    const { tenantId, conversationId, status } = session.state;
    const conversation =
      conversationId === null ? null : await store.tenant(tenantId).conversations.find(conversationId);
    if (status !== 'active') return { session, conversation };
    if (session.isIdleAt(clock.now())) return this.end(session, 'idle');
    if (conversation?.state.status === 'closed') return this.end(session, 'conversation_closed');
    return { session, conversation };
  }

  /** Ends a visit. A conversation that only the assistant had ends with it; one a person has, or is awaited in, goes on. */
  async end(session: WidgetSession, why: VisitEnd): Promise<Visit> {
    const { store, clock, bus } = this.#deps;
    const { tenantId, id } = session.state;
    const scoped = store.tenant(tenantId);
    const closed = await this.#closed(scoped, session);
    const { conversationId } = closed.state;
    if (conversationId !== null) await this.#closeConversation(scoped, conversationId, why, clock.now());
    // Who listens to the visit looks again, wherever that is.
    bus.publish({ kind: 'visit', tenantId, sessionId: id });
    const conversation = conversationId === null ? null : await scoped.conversations.find(conversationId);
    return { session: closed, conversation };
  }

  /** Two that close it at once both find it closed. */
  async #closed({ widget }: TenantStore, session: WidgetSession): Promise<WidgetSession> {
    try {
      return await widget.saveSession(session.close(this.#deps.clock.now()));
    } catch (error) {
      if (!(error instanceof StaleWrite)) throw error;
      const now = found(await widget.findSession(session.state.id), 'session');
      return now.state.status === 'active' ? widget.saveSession(now.close(this.#deps.clock.now())) : now;
    }
  }

  async #closeConversation(store: TenantStore, id: ConversationId, why: VisitEnd, at: Date): Promise<void> {
    try {
      await withFreshConversation(store, id, async (conversation) => {
        if (conversation.state.status === 'closed' || conversation.state.mode !== 'assistant') return conversation;
        const facts = { resolved: false, why };
        return store.conversations.save(conversation.close(why, at), {
          audit: [{ actor, action: 'conversation.closed', target: id, facts, at }],
          markAnswered: true,
        });
      });
    } catch (error) {
      if (!(error instanceof ConversationClosed)) throw error;
    }
    announceConversation(this.#deps.bus, store.tenantId, id);
  }
}
