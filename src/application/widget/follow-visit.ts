import { found } from '#application/not-found';
import type { Switches } from '#application/tenancy/switches';
import type { Visitor } from '#application/widget/visitor';
import type { VisitorListener, VisitorStreams } from '#application/widget/visitor-streams';
import type { Visits } from '#application/widget/visits';
import { TenantSuspended } from '#application/widget/widget-refusals';

type Dependencies = { readonly switches: Switches; readonly visits: Visits; readonly streams: VisitorStreams };

/** Listens to a visit; the returned function of the listener ends it. */
export type OpenVisit = (listener: VisitorListener) => () => void;

/** Tells a visitor's browser what happens in its visit, as it happens. */
export class FollowVisit {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /**
   * @param after the last number the browser has.
   * @throws {NotFound} @throws {TenantSuspended} nothing will happen there; what was said can still be read.
   */
  async execute({ by, after }: { readonly by: Visitor; readonly after: number }): Promise<OpenVisit> {
    const { switches, visits, streams } = this.#deps;
    const { conversation } = await visits.of(by);
    if (!found(await switches.tenant(by.tenantId), 'session').isActive) throw new TenantSuspended();
    return (listener) => streams.open(by, conversation?.state.id ?? null, after, listener);
  }

  /** Ends every stream: the process stops. */
  close(): void {
    this.#deps.streams.close();
  }
}
