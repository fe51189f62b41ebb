import type { Clock } from '#application/ports/clock';
import type { WidgetSessionRef } from '#application/ports/platform-store';
import type { Store } from '#application/ports/store';
import type { Telemetry } from '#application/ports/telemetry';
import type { Visits } from '#application/widget/visits';
import { sessionArchiveMs, sessionIdleMs } from '#domain/channel/widget-session';
import { StaleWrite } from '#domain/shared/stale-write';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly visits: Visits;
  readonly everyMs: number;
};

const batch = 500;

/** Ends the visits nobody came back to, and puts old ones away (WEB-1). Who asks for one meanwhile finds it ended all the same. */
export class SweepVisits {
  readonly #deps: Dependencies;
  #cancel: (() => void) | null = null;
  #stopped = false;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute(): Promise<{ closed: number; archived: number }> {
    const { store, clock } = this.#deps;
    const now = clock.now().getTime();
    // `before` is exclusive; a visit that is idle for exactly its time is over.
    const idle = await store.platform.idleWidgetSessions(new Date(now - sessionIdleMs + 1), batch);
    for (const ref of idle) await this.#close(ref);
    const old = await store.platform.oldWidgetSessions(new Date(now - sessionArchiveMs + 1), batch);
    for (const ref of old) await this.#archive(ref);
    return { closed: idle.length, archived: old.length };
  }

  /** Sweeps now and then every `everyMs`. */
  start(): void {
    void this.#beat();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #close({ tenantId, sessionId }: WidgetSessionRef): Promise<void> {
    const session = await this.#deps.store.tenant(tenantId).widget.findSession(sessionId);
    if (session !== null) await this.#deps.visits.settled(session);
  }

  async #archive({ tenantId, sessionId }: WidgetSessionRef): Promise<void> {
    const { widget } = this.#deps.store.tenant(tenantId);
    const session = await widget.findSession(sessionId);
    if (session?.state.status !== 'closed') return;
    await widget.saveSession(session.archive()).catch((error: unknown) => {
      // Somebody rated it this very moment: the next sweep.
      if (!(error instanceof StaleWrite)) throw error;
    });
  }

  async #beat(): Promise<void> {
    const { telemetry, clock, everyMs } = this.#deps;
    try {
      await this.execute();
    } catch (error) {
      telemetry.error('widget.sweep_failed', error, {});
    }
    if (!this.#stopped) this.#cancel = clock.after(everyMs, () => void this.#beat());
  }
}
