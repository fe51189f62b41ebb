import type { SessionRef } from '#application/ports/channel-session-store';

export const sessionKey = ({ tenantId, channelId }: SessionRef): string => `${tenantId}/${channelId}`;

/** One thing after another for each session, whoever asks; sessions do not wait for each other. */
export class SessionLine {
  readonly #tails = new Map<string, Promise<unknown>>();

  run<T>(ref: SessionRef, work: () => Promise<T>): Promise<T> {
    const key = sessionKey(ref);
    const done = (this.#tails.get(key) ?? Promise.resolve()).then(work);
    const tail = done
      .catch(() => undefined)
      .finally(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
    return done;
  }

  /** Nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}
