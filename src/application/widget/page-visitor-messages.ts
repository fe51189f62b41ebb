import type { Store } from '#application/ports/store';
import { isNewsAfter, overlap, visibleAmong } from '#application/widget/visible-messages';
import type { VisitState, VisitStates } from '#application/widget/visit-state';
import type { Visitor } from '#application/widget/visitor';
import type { VisitorMessage, VisitorViews } from '#application/widget/visitor-views';
import type { Visits } from '#application/widget/visits';

type Dependencies = {
  readonly store: Store;
  readonly visits: Visits;
  readonly views: VisitorViews;
  readonly states: VisitStates;
};

export type VisitorMessages = {
  /** Oldest first. */
  readonly messages: readonly VisitorMessage[];
  /** There may be more after the last of these. */
  readonly hasMore: boolean;
  readonly state: VisitState;
};

const mostAtOnce = 100;

/** What was said since a number. Also of a visit that is over, and of a business that takes no messages any more. */
export class PageVisitorMessages {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} */
  async execute({ by, after }: { readonly by: Visitor; readonly after: number }): Promise<VisitorMessages> {
    const { store, visits, views, states } = this.#deps;
    const visit = await visits.of(by);
    const { conversation, session } = visit;
    const around =
      conversation === null
        ? []
        : await store
            .tenant(by.tenantId)
            .messages.since(conversation.state.id, Math.max(0, after - overlap), mostAtOnce + overlap);
    const news = visibleAmong(around).filter((message) => isNewsAfter(after, message, around));
    return {
      messages: await views.of(session, news),
      hasMore: around.length === mostAtOnce + overlap,
      state: await states.of(visit),
    };
  }
}

/** Where a visit stands. */
export class ReadVisit {
  readonly #deps: Pick<Dependencies, 'visits' | 'states'>;
  constructor(deps: Pick<Dependencies, 'visits' | 'states'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} */
  async execute({ by }: { readonly by: Visitor }): Promise<VisitState> {
    return this.#deps.states.of(await this.#deps.visits.of(by));
  }
}
