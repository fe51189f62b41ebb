import type { Span } from '@opentelemetry/api';
import type { Facts } from '#application/ports/telemetry';

const mostKept = 2_000;

/** The last span of each conversation: what comes next in it, out of a queue, is its child. */
export class Journeys {
  readonly #last = new Map<string, Span>();

  of(facts: Facts): Span | undefined {
    return this.#last.get(String(facts['conversationId']));
  }

  join(facts: Facts, span: Span): void {
    const id = facts['conversationId'];
    if (typeof id !== 'string') return;
    this.#last.delete(id);
    this.#last.set(id, span);
    for (const [oldest] of this.#last) {
      if (this.#last.size <= mostKept) return;
      this.#last.delete(oldest);
    }
  }
}
