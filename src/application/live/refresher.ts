import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { TenantId } from '#domain/shared/ids';

type Needs = {
  readonly clock: Clock;
  readonly bus: LiveBus;
  readonly everyMs: number;
  /** Reads what is kept, and keeps it. */
  readonly read: () => Promise<void>;
  /** Of a reading that nobody waits for: what was known stays known. */
  readonly onError: (error: unknown) => void;
  /** Before the reading that a notice of changed switches brings about. */
  readonly onNotice?: (tenantId: TenantId | null) => void;
};

/**
 * Keeps something of the store in memory as it is now: read at the start, with each notice that it changed, and every so
 * often, should a notice be lost.
 */
export class Refresher {
  readonly #needs: Needs;
  #reading: Promise<void> | null = null;
  #queued: Promise<void> | null = null;
  #stopping: (() => void)[] = [];
  #running = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Resolves when it has been read. @throws whatever reading throws */
  async start(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#stopping = [
      this.#needs.bus.subscribe((notice) => {
        if (notice.kind !== 'switches') return;
        this.#needs.onNotice?.(notice.tenantId);
        void this.#refreshQuietly();
      }),
    ];
    await this.refresh();
    this.#tick();
  }

  stop(): void {
    this.#running = false;
    for (const end of this.#stopping) end();
    this.#stopping = [];
  }

  /** Reads it as it is after this call, never as a reading under way saw it. */
  refresh(): Promise<void> {
    if (this.#reading === null) return this.#read();
    this.#queued ??= this.#reading
      .catch(() => undefined)
      .then(() => {
        this.#queued = null;
        return this.#read();
      });
    return this.#queued;
  }

  #read(): Promise<void> {
    const reading = this.#needs.read().finally(() => {
      this.#reading = null;
    });
    this.#reading = reading;
    return reading;
  }

  #refreshQuietly(): Promise<void> {
    return this.refresh().catch((error: unknown) => this.#needs.onError(error));
  }

  #tick(): void {
    if (!this.#running) return;
    const cancel = this.#needs.clock.after(this.#needs.everyMs, () => {
      void this.#refreshQuietly().then(() => this.#tick());
    });
    this.#stopping = [...this.#stopping.slice(0, 1), cancel];
  }
}
