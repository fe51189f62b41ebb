import { Recent } from '#adapters/channels/whatsapp/recent';

/** `null`: taken. Otherwise what the page calls it. */
export type Ack = { readonly error: string | null };

type Waiting = { readonly resolve: (ack: Ack) => void; readonly reject: (cause: unknown) => void };

const mostRemembered = 200;

/** Messages that the page took and that the server has not answered yet. The answer may come before the message has a name here. */
export class Acks {
  readonly #waiting = new Map<string, Waiting>();
  readonly #heard = new Recent<Ack>(mostRemembered);
  #end: { readonly cause: unknown } | null = null;

  /** Rejects when the connection ends first. */
  wait(id: string): Promise<Ack> {
    const heard = this.#heard.get(id);
    if (heard !== undefined) return Promise.resolve(heard);
    if (this.#end !== null) return Promise.reject(this.#end.cause);
    const ack = new Promise<Ack>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    // Whoever waits may have given up by then.
    ack.catch(() => undefined);
    return ack;
  }

  forget(id: string): void {
    this.#waiting.delete(id);
  }

  /** `true`: somebody waited for it, and tells. */
  heard(id: string, ack: Ack): boolean {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#heard.set(id, ack);
    waiting?.resolve(ack);
    return waiting !== undefined;
  }

  close(cause: unknown): void {
    this.#end = { cause };
    for (const { reject } of this.#waiting.values()) reject(cause);
    this.#waiting.clear();
  }
}
