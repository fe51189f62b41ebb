import { wholeHeadLetters as headLetters, type Place } from './envelope.js';

type Opened = Place & { readonly sealed: string; readonly text: string };
/** By what tells one envelope from another. */
type Generation = Map<string, Opened>;

/** Key, nonce and tag: a map reads the whole of what it is asked for, and the rest is compared only where these are the same. */
const headOf = (sealed: string): string => sealed.slice(0, headLetters);

/**
 * Of one generation, in letters; there are two. Some hundred answers: what is kept for longer is looked for no more, and makes the
 * collector of garbage carry it about.
 */
const mostLetters = 500_000;
/** Longer ones, such as what a turn was decided by, are read seldom and would put out all others. */
const mostOfOne = 2_000;
const generationMs = 60_000;

/**
 * What was sealed or opened a moment ago: a message is read some ten times while it is answered. An envelope has a nonce of its own,
 * so that the same one in the same place holds the same text; in any other place it is not found here, and does not open either.
 */
export class OpenedValues {
  #young: Generation = new Map();
  #old: Generation = new Map();
  #letters = 0;
  #since = 0;

  /** `undefined`: it has to be opened. */
  find(place: Place, sealed: string, nowMs: number): string | undefined {
    if (sealed.length > mostOfOne) return undefined;
    this.#age(nowMs);
    const head = headOf(sealed);
    const young = this.#young.get(head);
    const opened = young ?? this.#old.get(head);
    if (opened === undefined || opened.sealed !== sealed || !isAt(opened, place)) return undefined;
    if (young === undefined) this.#put(head, opened);
    return opened.text;
  }

  keep(place: Place, sealed: string, text: string, nowMs: number): void {
    this.#age(nowMs);
    if (sealed.length > mostOfOne) return;
    const { tenantId, table, row, column } = place;
    this.#put(headOf(sealed), { tenantId, table, row, column, sealed, text });
  }

  /** Somebody was erased, or a tenant destroyed: seldom enough for all to be opened again. */
  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#letters = 0;
  }

  #put(head: string, opened: Opened): void {
    const letters = opened.sealed.length + opened.text.length;
    if (this.#letters + letters > mostLetters) this.#turn();
    this.#young.set(head, opened);
    this.#letters += letters;
  }

  /** Nothing stays for longer than two generations after it was last asked for; with a clock that was set back, no more than that. */
  #age(nowMs: number): void {
    const age = nowMs - this.#since;
    if (age >= 0 && age < generationMs) return;
    if (age < 0 || age >= 2 * generationMs) this.clear();
    else this.#turn();
    this.#since = nowMs;
  }

  #turn(): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#letters = 0;
  }
}

const isAt = (opened: Opened, { tenantId, table, row, column }: Place): boolean =>
  opened.row === row && opened.column === column && opened.table === table && opened.tenantId === tenantId;
