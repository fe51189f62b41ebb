/** Ids and numbers only: no message text, no name, no secret ever goes in. */
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What the engine tells those who watch it. Never throws, never waits. */
export interface Telemetry {
  /** A named step was reached, such as `turn.decided`. Steps are documented in docs/architecture.md. */
  step(name: string, facts: Facts): void;
  info(event: string, facts: Facts): void;
  warn(event: string, facts: Facts): void;
  error(event: string, error: unknown, facts: Facts): void;
}
