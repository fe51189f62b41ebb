import { announceConversation } from '#application/conversation/announce';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { VisitState, VisitStates } from '#application/widget/visit-state';
import type { Visitor } from '#application/widget/visitor';
import type { Visits } from '#application/widget/visits';
import { RatingNotAsked } from '#application/widget/widget-refusals';
import { cleanText } from '#domain/conversation/message-content';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly visits: Visits;
  readonly states: VisitStates;
};

export type RateVisitInput = { readonly by: Visitor; readonly score: number; readonly comment: string };

const longestComment = 1_000;

/** What a visitor thought of it, once it is over. The first word counts. */
export class RateVisit {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {RatingNotAsked} */
  async execute({ by, score, comment }: RateVisitInput): Promise<VisitState> {
    const { store, clock, bus, visits, states } = this.#deps;
    const visit = await visits.of(by);
    const state = await states.of(visit);
    if (state.rating === 'given') return state;
    if (state.rating === 'none') throw new RatingNotAsked();
    const { text } = cleanText(comment, longestComment);
    const rated = visit.session.with({ rating: { score, comment: text.trim(), at: clock.now() } });
    const session = await store.tenant(by.tenantId).widget.saveSession(rated);
    const { conversationId } = session.state;
    if (conversationId !== null) announceConversation(bus, by.tenantId, conversationId);
    return states.of({ ...visit, session });
  }
}
