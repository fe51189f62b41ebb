/** A label that could grow without end costs memory for ever: the first values keep their name, the rest share one. */
export class LabelCap {
  readonly #most: number;
  readonly #seen = new Set<string>();
  constructor(most: number) {
    this.#most = most;
  }

  of(value: string): string {
    if (this.#seen.has(value)) return value;
    if (this.#seen.size >= this.#most) return 'other';
    this.#seen.add(value);
    return value;
  }
}
