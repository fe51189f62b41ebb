import type { SpendClaim } from '#application/ports/ai-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { AiLimits } from '#domain/ai/ai-settings';
import type { TenantId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly telemetry: Telemetry };

/** The day spend is counted by: that of UTC, the same on every server. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Money for models: set aside before a call, settled after it (AI-16). */
export class SpendBook {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** A claim, or which cap stands against it. A call that costs nothing needs none. @throws {StoreUnavailable} */
  async reserve(
    tenantId: TenantId | null,
    micros: number,
    limits: AiLimits,
  ): Promise<SpendClaim | 'tenant_cap' | 'platform_cap'> {
    const { store, clock } = this.#deps;
    const claim = { tenantId, day: dayOf(clock.now()), micros };
    if (micros === 0) return claim;
    const caps = { tenantMicros: limits.tenantDailyMicros, platformMicros: limits.platformDailyMicros };
    const answer = await store.platform.ai.reserve(claim, caps);
    return answer === 'reserved' ? claim : answer;
  }

  /** When even this cannot be written, the amount set aside stays: it counts as spent, never as free. */
  async settle(claim: SpendClaim, spentMicros: number): Promise<void> {
    if (claim.micros === 0 && spentMicros === 0) return;
    const { store, telemetry } = this.#deps;
    try {
      await store.platform.ai.settle(claim, spentMicros);
    } catch (error) {
      telemetry.error('ai.spend_not_settled', error, { tenantId: claim.tenantId, micros: claim.micros });
    }
  }

  /** From this share of the day's money on only the cheapest model is asked. */
  async isNearCap(tenantId: TenantId, limits: AiLimits): Promise<boolean> {
    const { store, clock } = this.#deps;
    const { reservedMicros, spentMicros } = await store.platform.ai.spend(tenantId, dayOf(clock.now()));
    return (reservedMicros + spentMicros) * 100 >= limits.tenantDailyMicros * limits.degradePercent;
  }
}
