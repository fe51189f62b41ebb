import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { type CircuitBreakers, CircuitOpen } from '#application/ports/circuit-breakers';

type Options = {
  /** Failures in a row before a circuit opens. */
  readonly failures?: number;
  /** How long it stays open before one call may try. */
  readonly openMs?: number;
};

/** More circuits than this are none that anybody still uses. */
const mostKept = 500;

/** Carries what must not count through the circuit. */
type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** Circuits by cockatiel, one for each name, in this process: each node finds out for itself. */
export class CockatielCircuitBreakers implements CircuitBreakers {
  readonly #failures: number;
  readonly #openMs: number;
  readonly #circuits = new Map<string, CircuitBreakerPolicy>();

  constructor({ failures = 3, openMs = 15_000 }: Options = {}) {
    this.#failures = failures;
    this.#openMs = openMs;
  }

  async run<T>(name: string, counts: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
    // Beside the one call that tries, nobody waits for how it ends.
    if (this.#circuit(name).state === CircuitState.HalfOpen)
      throw new CircuitOpen('one call is trying', { circuit: name });
    const outcome = await this.#execute(name, async (): Promise<Outcome<T>> => {
      try {
        return { value: await work() };
      } catch (error) {
        if (counts(error)) throw error;
        return { error };
      }
    });
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  isOpen(name: string): boolean {
    const state = this.#circuits.get(name)?.state ?? CircuitState.Closed;
    return state !== CircuitState.Closed;
  }

  async #execute<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#circuit(name).execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        throw new CircuitOpen('left alone for a while', { circuit: name }, error);
      throw error;
    }
  }

  #circuit(name: string): CircuitBreakerPolicy {
    const known = this.#circuits.get(name);
    if (known !== undefined) return known;
    if (this.#circuits.size >= mostKept) this.#circuits.clear();
    const made = circuitBreaker(
      handleWhen(() => true),
      { halfOpenAfter: this.#openMs, breaker: new ConsecutiveBreaker(this.#failures) },
    );
    this.#circuits.set(name, made);
    return made;
  }
}
