/**
 * The refresh tokens handed out in the last seconds, so that two tabs that refresh at once get the same one. Only for a
 * grace of seconds, only in memory: at rest there are hashes.
 */
export class Successors {
  readonly #tokens = new Map<string, { readonly token: string; readonly until: number }>();

  remember(hash: string, token: string, until: Date): void {
    const oldest = until.getTime() - 60_000;
    for (const [key, entry] of this.#tokens) {
      if (entry.until > oldest && this.#tokens.size < 10_000) break;
      this.#tokens.delete(key);
    }
    this.#tokens.set(hash, { token, until: until.getTime() });
  }

  recall(hash: string, now: Date): string | null {
    const entry = this.#tokens.get(hash);
    return entry !== undefined && entry.until >= now.getTime() ? entry.token : null;
  }
}
