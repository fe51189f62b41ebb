import type { TenantStore } from '#application/ports/tenant-store';
import type { TenantId } from '#domain/shared/ids';

/** So many of the latest questions say what customers ask now. */
const kept = 500;
/** How often it is looked at anew. */
const every = 25;
const mostTenants = 2_000;

type Heard = { none: number[]; since: number };

/** P(no answer fits) of each tenant's latest questions, as noted in their turns. */
export class RecentTraffic {
  readonly #heard = new Map<TenantId, Heard>();

  of(tenantId: TenantId): readonly number[] {
    return this.#heard.get(tenantId)?.none ?? [];
  }

  /** @returns whether enough was asked since it was last looked at. */
  note(tenantId: TenantId, none: number): boolean {
    const heard = this.#heard.get(tenantId) ?? { none: [], since: 0 };
    heard.none = [...heard.none, none].slice(-kept);
    heard.since = (heard.since + 1) % every;
    this.#heard.delete(tenantId);
    this.#heard.set(tenantId, heard);
    const [oldest] = this.#heard.keys();
    if (this.#heard.size > mostTenants && oldest !== undefined) this.#heard.delete(oldest);
    return heard.since === 0;
  }

  /** What was asked before this process began, once. */
  async remember({ tenantId, knowledge }: Pick<TenantStore, 'tenantId' | 'knowledge'>): Promise<void> {
    if (this.#heard.has(tenantId)) return;
    const turns = await knowledge.newestTurns(new Date(0), kept);
    const none = turns.flatMap(({ trace }) => trace.reading?.none ?? []).toReversed();
    if (!this.#heard.has(tenantId)) this.#heard.set(tenantId, { none, since: 0 });
  }
}
