import type { AiSettings, TenantAi } from '#domain/ai/ai-settings';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';

export type Spend = {
  /** What calls under way may cost at most; also what a call may have cost whose end nobody recorded. */
  readonly reservedMicros: number;
  readonly spentMicros: number;
};

/** An amount set aside for one call, before it is made. */
export type SpendClaim = {
  /** `null`: the platform's own, such as a test call. */
  readonly tenantId: TenantId | null;
  /** UTC, as `2026-01-31`. */
  readonly day: string;
  readonly micros: number;
};

export type SpendCaps = { readonly tenantMicros: number; readonly platformMicros: number };

/** Which models answer, for whom, and what they cost. */
export interface AiStore {
  /** Another number after every change of any settings below: cheap enough to ask twice a second. */
  revision(): Promise<number>;
  settings(): Promise<AiSettings>;
  /** Version 0 inserts. @throws {StaleWrite} */
  saveSettings(settings: AiSettings, audit: AuditDraft): Promise<AiSettings>;
  tenantSettings(tenantId: TenantId): Promise<TenantAi>;
  /** Version 0 inserts. The entry goes into the tenant's log and into the platform's. @throws {StaleWrite} */
  saveTenantSettings(settings: TenantAi, audit: AuditDraft): Promise<TenantAi>;

  /**
   * Sets the amount aside if what is spent and set aside stays within both caps; else nothing changes. However many ask at
   * once, in however many processes, the caps hold.
   */
  reserve(claim: SpendClaim, caps: SpendCaps): Promise<'reserved' | 'tenant_cap' | 'platform_cap'>;
  /** Ends a claim: what was really spent takes its place. */
  settle(claim: SpendClaim, spentMicros: number): Promise<void>;
  /** `null`: of all tenants together. */
  spend(tenantId: TenantId | null, day: string): Promise<Spend>;
}
