import type { ConversationId, TenantId, VisitorId, WidgetSessionId } from '#domain/shared/ids';
import type { Language } from '#domain/shared/language';
import { assertTransition, type Transitions } from '#domain/shared/state-machine';

/** active → closed after half an hour of silence or by the visitor → archived with time. A closed one is never opened again. */
export type WidgetSessionStatus = 'active' | 'closed' | 'archived';

const transitions: Transitions<WidgetSessionStatus> = { active: ['closed'], closed: ['archived'], archived: [] };

/** A visitor who writes nothing for this long has left (WEB-1). */
export const sessionIdleMs = 30 * 60_000;
/** Closed sessions leave the tenant's lists after this. */
export const sessionArchiveMs = 90 * 24 * 60 * 60_000;

export type Rating = { readonly score: number; readonly comment: string; readonly at: Date };

export type WidgetSessionState = {
  readonly id: WidgetSessionId;
  readonly tenantId: TenantId;
  /** The same browser over many sessions; the customer's identity is `widget_visitor` with this value. */
  readonly visitorId: VisitorId;
  /** Set by the first message. */
  readonly conversationId: ConversationId | null;
  readonly status: WidgetSessionStatus;
  readonly language: Language;
  /** What the tenant's privacy settings let us keep; `null` for the rest. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly referrer: string | null;
  readonly origin: string | null;
  readonly consentAt: Date | null;
  readonly rating: Rating | null;
  /** The last number the visitor has seen in the open panel. */
  readonly readSeq: number;
  readonly startedAt: Date;
  readonly activeAt: Date;
  readonly closedAt: Date | null;
  readonly version: number;
};

/** One visit of one browser. */
export class WidgetSession {
  readonly state: WidgetSessionState;
  constructor(state: WidgetSessionState) {
    this.state = state;
  }

  /** Is it over by the clock, whatever the record says? */
  isIdleAt(now: Date): boolean {
    return this.state.status === 'active' && now.getTime() - this.state.activeAt.getTime() >= sessionIdleMs;
  }

  /** @throws {IllegalTransition} */
  close(at: Date): WidgetSession {
    assertTransition('widget session', transitions, this.state.status, 'closed');
    return new WidgetSession({ ...this.state, status: 'closed', closedAt: at });
  }

  /** @throws {IllegalTransition} */
  archive(): WidgetSession {
    assertTransition('widget session', transitions, this.state.status, 'archived');
    return new WidgetSession({ ...this.state, status: 'archived' });
  }

  with(
    changes: Partial<
      Pick<WidgetSessionState, 'conversationId' | 'activeAt' | 'readSeq' | 'rating' | 'consentAt' | 'language'>
    >,
  ): WidgetSession {
    return new WidgetSession({ ...this.state, ...changes });
  }
}
