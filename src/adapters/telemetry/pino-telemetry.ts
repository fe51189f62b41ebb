import { channel } from 'node:diagnostics_channel';
import type { Logger } from 'pino';
import type { Facts, Telemetry } from '#application/ports/telemetry';

/** Subscribe to `wakil:step` on node:diagnostics_channel to follow the engine step by step; costs nothing while nobody does. */
const steps = channel('wakil:step');

/** Structured log lines on stdout; ids and numbers only. */
export class PinoTelemetry implements Telemetry {
  readonly #log: Logger;
  constructor(log: Logger) {
    this.#log = log;
  }

  /** Said whatever level of detail is asked for: what the person who starts it has to know. */
  announce(event: string, facts: Facts): void {
    this.#log.child({}, { level: 'info' }).info(facts, event);
  }

  step(name: string, facts: Facts): void {
    if (steps.hasSubscribers) steps.publish({ name, facts });
    this.#log.debug(facts, name);
  }

  info(event: string, facts: Facts): void {
    this.#log.info(facts, event);
  }

  warn(event: string, facts: Facts): void {
    this.#log.warn(facts, event);
  }

  error(event: string, error: unknown, facts: Facts): void {
    this.#log.error({ ...facts, err: error }, event);
  }
}
