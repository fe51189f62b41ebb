import type { Clock } from '#application/ports/clock';
import type { StoreSeals } from '#application/ports/store-seals';
import type { Telemetry } from '#application/ports/telemetry';
import type { TenantId } from '#domain/shared/ids';

type Dependencies = {
  readonly seals: StoreSeals;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
};

/** As many as take a few milliseconds: those who write for the tenant wait for them. */
const rowsAtOnce = 50;
const restMs = 20;
/** When to look again whether a key was changed. */
const lookAgainMs = 10 * 60_000;

/** Seals what an older release stored, and what an older key sealed, a little at a time and beside all other work. */
export class SealRows {
  readonly #deps: Dependencies;
  #cancel: (() => void) | null = null;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  start(): void {
    this.#running = this.#round();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
  }

  /** Every tenant, once. */
  async execute(): Promise<void> {
    for (const tenantId of await this.#deps.seals.tenants()) {
      if (this.#stopped) return;
      await this.#sealTenant(tenantId);
    }
  }

  async #sealTenant(tenantId: TenantId): Promise<void> {
    const { seals, telemetry } = this.#deps;
    let rows = 0;
    while (!this.#stopped) {
      const some = await seals.sealSome(tenantId, rowsAtOnce);
      if (some === null) break;
      rows += some;
      await this.#rest();
    }
    if (rows > 0) telemetry.info('store.sealed', { tenantId, rows });
  }

  #rest(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#deps.clock.after(restMs, resolve);
      this.#cancel = () => {
        cancel();
        resolve();
      };
    });
  }

  async #round(): Promise<void> {
    const { clock, telemetry } = this.#deps;
    try {
      await this.execute();
    } catch (error) {
      telemetry.error('store.sealing_failed', error, {});
    }
    if (!this.#stopped)
      this.#cancel = clock.after(lookAgainMs, () => {
        this.#running = this.#round();
      });
  }
}
