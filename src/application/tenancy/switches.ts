import { Refresher } from '#application/live/refresher';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantId } from '#domain/shared/ids';
import type { Tenant } from '#domain/tenancy/tenant';

type Dependencies = {
  readonly store: Store;
  readonly bus: LiveBus;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

const refreshMs = 250;
const tenantTtlMs = 1_000;
const maxTenants = 1_000;

/**
 * The answer to "may the assistant's words of this tenant leave?", asked several times a message and so kept in memory:
 * kill switches and tenant records. A notice on the bus refreshes them at once; should it be lost, a timer does (switches
 * after 250 ms, a tenant's record after 1 s). Until the switches were read for the first time everything counts as killed.
 */
export class Switches {
  readonly #deps: Dependencies;
  /** Tenants whose switch is on; `null` in it stands for the platform's. */
  #killed: ReadonlySet<TenantId | null> | null = null;
  readonly #tenants = new Map<TenantId, { readonly tenant: Tenant; readonly until: number }>();
  /** Grows with each notice about a tenant: a record whose reading began before is not kept. */
  #notices = 0;
  readonly #refresher: Refresher;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#refresher = new Refresher({
      clock: deps.clock,
      bus: deps.bus,
      everyMs: refreshMs,
      read: () => this.#read(),
      // Nothing can be claimed from a store that does not answer either.
      onError: (error) => deps.telemetry.error('switches.unreadable', error, {}),
      onNotice: (tenantId) => this.#heard(tenantId),
    });
  }

  /** Resolves when the switches have been read. @throws {StoreUnavailable} */
  start(): Promise<void> {
    return this.#refresher.start();
  }

  stop(): void {
    this.#refresher.stop();
  }

  isKilled(tenantId: TenantId): boolean {
    return this.#killed === null || this.#killed.has(null) || this.#killed.has(tenantId);
  }

  /** How many are on, as far as this process knows. */
  get thrown(): { readonly platform: boolean; readonly tenants: number } {
    const killed = this.#killed ?? new Set();
    const platform = killed.has(null);
    return { platform, tenants: killed.size - (platform ? 1 : 0) };
  }

  /** The tenant's record, at most a second old. `null`: it never was, or was destroyed. */
  async tenant(tenantId: TenantId): Promise<Tenant | null> {
    const now = this.#deps.clock.now().getTime();
    const kept = this.#tenants.get(tenantId);
    if (kept !== undefined && kept.until > now) return kept.tenant;
    const notices = this.#notices;
    const tenant = await this.#deps.store.tenant(tenantId).findTenant();
    if (tenant !== null && notices === this.#notices) this.#keep(tenantId, tenant, now + tenantTtlMs);
    return tenant;
  }

  /** Reads the switches as they are after this call. */
  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  async #read(): Promise<void> {
    const switches = await this.#deps.store.platform.killSwitches();
    this.#killed = new Set(switches.filter(({ on }) => on).map(({ tenantId }) => tenantId));
  }

  #heard(tenantId: TenantId | null): void {
    this.#notices += 1;
    if (tenantId === null) this.#tenants.clear();
    else this.#tenants.delete(tenantId);
  }

  #keep(tenantId: TenantId, tenant: Tenant, until: number): void {
    this.#tenants.delete(tenantId);
    this.#tenants.set(tenantId, { tenant, until });
    for (const [oldest] of this.#tenants) {
      if (this.#tenants.size <= maxTenants) break;
      this.#tenants.delete(oldest);
    }
  }
}
