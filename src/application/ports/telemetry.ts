/** Ids and numbers only: no message text, no name, no secret ever goes in. */
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Adds what was learned while the work went on. */
export type Note = (facts: Facts) => void;

/** What the engine tells those who watch it. Never throws, never waits. */
export interface Telemetry {
  /** A named step was reached, such as `turn.decided`. Steps are documented in docs/architecture.md. */
  step(name: string, facts: Facts): void;
  info(event: string, facts: Facts): void;
  warn(event: string, facts: Facts): void;
  error(event: string, error: unknown, facts: Facts): void;
  /** Does the work, and tells how long it took and whether it threw. What it returns or throws is its own. */
  span<T>(name: SpanName, facts: Facts, work: (note: Note) => Promise<T>): Promise<T>;
}

/** Work that is timed, and traced where traces are sent. */
export type SpanName =
  /** An HTTP request, until its answer is written. `method`, `route`; `status`. */
  | 'http'
  /** An inbound message, until it is on disk. `tenantId`, `channelId`; `conversationId`, `kind`. */
  | 'receive'
  /** A turn, from its lease until it is applied. `tenantId`, `conversationId`; `outcome`, `provider`. */
  | 'turn'
  /** One call of a vendor's model. `tenantId`, `connection`, `model`; `outcome`, `fault`, tokens, `costMicros`. */
  | 'model'
  /** One message handed to a channel. `tenantId`, `conversationId`, `messageId`, `channel`; `outcome`. */
  | 'deliver';
