import { DomainError } from '#domain/shared/domain-error';

/** It failed too often of late, so it is left alone for a while. Nothing was called. */
export class CircuitOpen extends DomainError {
  readonly code = 'circuit.open';
  readonly kind = 'unavailable';
}

/** Stops calling what keeps failing, one circuit for each name, and tries again after a while with a single call. */
export interface CircuitBreakers {
  /**
   * @param counts which failures count; others pass through and leave the circuit as it is.
   * @throws {CircuitOpen} `work` did not run. Else what `work` throws.
   */
  run<T>(circuit: string, counts: (error: unknown) => boolean, work: () => Promise<T>): Promise<T>;
  isOpen(circuit: string): boolean;
}
