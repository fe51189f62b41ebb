import type { Facts, Note, SpanName, Telemetry } from '#application/ports/telemetry';

/** Remembers what was reported, for a test that is about it; says nothing. */
export class SilentTelemetry implements Telemetry {
  readonly errors: { event: string; error: unknown }[] = [];
  readonly warnings: string[] = [];

  step(): void {}
  info(): void {}
  warn(event: string): void {
    this.warnings.push(event);
  }
  error(event: string, error: unknown): void {
    this.errors.push({ event, error });
  }
  span<T>(_name: SpanName, _facts: Facts, work: (note: Note) => Promise<T>): Promise<T> {
    return work(() => undefined);
  }
}
