import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Switches } from '#application/tenancy/switches';
import type { Visit } from '#application/widget/visits';
import type { WidgetSessionStatus } from '#domain/channel/widget-session';
import type { WidgetSettings } from '#domain/channel/widget-settings';
import type { Conversation, ConversationMode } from '#domain/conversation/conversation';
import type { TenantId, UserId } from '#domain/shared/ids';
import { localAt, openAt } from '#domain/tenancy/opening';
import type { Tenant } from '#domain/tenancy/tenant';

/** Where a visit stands, as its visitor sees it. */
export type VisitState = {
  readonly status: WidgetSessionStatus;
  readonly mode: ConversationMode;
  /** The first name of who has it. */
  readonly agent: string | null;
  readonly typing: 'assistant' | 'human' | null;
  readonly lastSeq: number;
  readonly readSeq: number;
  readonly rating: 'none' | 'asked' | 'given';
  readonly open: boolean;
};

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly switches: Switches };

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

/** Once the talk is over, and there was one. */
const ratingOf = ({ session, conversation }: Visit, { askRating }: WidgetSettings): VisitState['rating'] => {
  if (session.state.rating !== null) return 'given';
  const isOver = session.state.status !== 'active' || conversation?.state.status === 'closed';
  return isOver && askRating && conversation !== null ? 'asked' : 'none';
};

/** People are there now, by the business's hours. */
export const isOpenNow = ({ state }: Tenant, now: Date): boolean => openAt(state.hours, localAt(state.timeZone, now));

/** Tells where a visit stands. */
export class VisitStates {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async of(visit: Visit): Promise<VisitState> {
    const { store, clock, switches } = this.#deps;
    const { session, conversation } = visit;
    const { tenantId, status, readSeq } = session.state;
    const [tenant, settings] = await Promise.all([switches.tenant(tenantId), store.tenant(tenantId).widget.settings()]);
    const mode = conversation?.state.mode ?? 'assistant';
    return {
      status,
      mode,
      agent: mode === 'human' ? await this.#agent(tenantId, conversation?.state.holder ?? null) : null,
      typing: this.#isAnswering(tenant, conversation) ? 'assistant' : null,
      lastSeq: conversation?.counters.lastSeq ?? 0,
      readSeq,
      rating: ratingOf(visit, settings),
      open: tenant !== null && isOpenNow(tenant, clock.now()),
    };
  }

  #isAnswering(tenant: Tenant | null, conversation: Conversation | null): boolean {
    if (tenant === null || conversation === null || !tenant.isActive || !tenant.state.assistant.enabled) return false;
    return conversation.hasUnanswered && conversation.assistantMayAct && !this.#deps.switches.isKilled(tenant.state.id);
  }

  async #agent(tenantId: TenantId, holder: UserId | null): Promise<string | null> {
    const member = holder === null ? null : await this.#deps.store.tenant(tenantId).team.findMember(holder);
    return member === null ? null : firstName(member.name);
  }
}
