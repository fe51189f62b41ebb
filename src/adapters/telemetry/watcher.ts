import type { Facts, Note, SpanName } from '#application/ports/telemetry';

export type Level = 'step' | 'info' | 'warn' | 'error';

/** Work that is over. */
export type EndedSpan = {
  readonly name: SpanName;
  readonly facts: Facts;
  readonly seconds: number;
  readonly failed: boolean;
};

/** Counts what is told, and forgets it. Never throws. */
export interface Watcher {
  told(level: Level, event: string, facts: Facts): void;
  ended(span: EndedSpan): void;
}

/** Follows work through a process, and tells a collector. */
export interface Tracing {
  run<T>(name: SpanName, facts: Facts, work: (note: Note) => Promise<T>): Promise<T>;
  /** Sends what has not been sent yet. */
  stop(): Promise<void>;
}
