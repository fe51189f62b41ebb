/** `null`: taken. Otherwise the server's code. */
export type Ack = { readonly error: string | null };

type Waiting = { readonly resolve: (ack: Ack) => void; readonly reject: (cause: unknown) => void };

/** Messages that were written and that the server has not answered yet. */
export class Acks {
  readonly #waiting = new Map<string, Waiting>();

  /** Rejects when the connection ends first. */
  wait(externalId: string): Promise<Ack> {
    const ack = new Promise<Ack>((resolve, reject) => this.#waiting.set(externalId, { resolve, reject }));
    // Whoever waits may have given up by then.
    ack.catch(() => undefined);
    return ack;
  }

  forget(externalId: string): void {
    this.#waiting.delete(externalId);
  }

  /** `false`: nobody waits for it any more. */
  heard(externalId: string, ack: Ack): boolean {
    const waiting = this.#waiting.get(externalId);
    this.#waiting.delete(externalId);
    waiting?.resolve(ack);
    return waiting !== undefined;
  }

  isAwaited(externalId: string): boolean {
    return this.#waiting.has(externalId);
  }

  close(cause: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(cause);
    this.#waiting.clear();
  }
}
