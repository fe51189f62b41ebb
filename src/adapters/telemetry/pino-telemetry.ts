import { channel } from 'node:diagnostics_channel';
import type { Logger } from 'pino';
import type { Level, Tracing, Watcher } from '#adapters/telemetry/watcher';
import type { Facts, Note, SpanName, Telemetry } from '#application/ports/telemetry';

/** Subscribe to `wakil:step` on node:diagnostics_channel to follow the engine step by step; costs nothing while nobody does. */
const steps = channel('wakil:step');

type Others = {
  /** Counts; `null`: nobody does. */
  readonly watcher?: Watcher | null;
  readonly tracing?: Tracing | null;
};

/** Structured log lines on stdout; ids and numbers only. What is logged is also counted, and traced where that is wanted. */
export class PinoTelemetry implements Telemetry {
  readonly #log: Logger;
  readonly #watcher: Watcher | null;
  readonly #tracing: Tracing | null;
  constructor(log: Logger, { watcher = null, tracing = null }: Others = {}) {
    this.#log = log;
    this.#watcher = watcher;
    this.#tracing = tracing;
  }

  /** Said whatever level of detail is asked for: what the person who starts it has to know. */
  announce(event: string, facts: Facts): void {
    this.#log.child({}, { level: 'info' }).info(facts, event);
  }

  step(name: string, facts: Facts): void {
    if (steps.hasSubscribers) steps.publish({ name, facts });
    this.#log.debug(facts, name);
    this.#tell('step', name, facts);
  }

  info(event: string, facts: Facts): void {
    this.#log.info(facts, event);
    this.#tell('info', event, facts);
  }

  warn(event: string, facts: Facts): void {
    this.#log.warn(facts, event);
    this.#tell('warn', event, facts);
  }

  error(event: string, error: unknown, facts: Facts): void {
    this.#log.error({ ...facts, err: error }, event);
    this.#tell('error', event, facts);
  }

  async span<T>(name: SpanName, facts: Facts, work: (note: Note) => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    let known = facts;
    let failed = true;
    const noting = (note: Note): Promise<T> =>
      work((more) => {
        known = { ...known, ...more };
        note(more);
      });
    try {
      const result = await (this.#tracing === null ? noting(() => undefined) : this.#tracing.run(name, facts, noting));
      failed = false;
      return result;
    } finally {
      const seconds = (performance.now() - startedAt) / 1_000;
      this.#watcher?.ended({ name, facts: known, seconds, failed });
    }
  }

  #tell(level: Level, event: string, facts: Facts): void {
    this.#watcher?.told(level, event, facts);
  }
}
