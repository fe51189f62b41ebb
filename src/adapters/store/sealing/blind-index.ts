import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** People say the same words again and again; about 100 bytes each. */
const mostKept = 1_000;

/** Keyed hashes of one kind of values of one tenant, cut to some letters. */
export class BlindIndex {
  readonly #key: KeyObject;
  readonly #letters: number;
  readonly #kept = new Map<string, string>();

  constructor(key: Uint8Array, letters: number) {
    this.#key = createSecretKey(key);
    this.#letters = letters;
  }

  of(value: string): string {
    const kept = this.#kept.get(value);
    if (kept !== undefined) return kept;
    const blind = createHmac('sha256', this.#key).update(value).digest('base64url').slice(0, this.#letters);
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(value, blind);
    return blind;
  }
}
