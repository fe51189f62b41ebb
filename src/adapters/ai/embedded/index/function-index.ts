import type { Briefing } from '#domain/assistant/briefing';
import type { CallableFunction } from '#domain/functions/tenant-function';
import { stem } from '#domain/understanding/text/stem';
import { type Form, formOf } from './form.js';
import { InvertedIndex } from './inverted-index.js';

/** What customers say when they want one of the tenant's functions, made ready to be compared with a text. */
export type FunctionIndex = {
  readonly functions: readonly CallableFunction[];
  readonly index: InvertedIndex;
  /** Stems of their words. */
  readonly stems: ReadonlySet<string>;
};

export const noFunctions: FunctionIndex = { functions: [], index: new InvertedIndex([]), stems: new Set() };

/** Numbers and codes of an example stand for what the customer's own will be. */
export const withoutCodes = (text: string): string =>
  text.replace(/[#\p{L}\p{N}_/-]*\p{Nd}[\p{L}\p{N}_/-]*/gu, ' ').replace(/\{[^}]*\}/gu, ' ');

/** Functions are read anew for each turn, their examples hardly ever change: each is read once. */
export class FunctionIndexes {
  readonly #forms = new Map<string, Form>();
  readonly #most: number;
  constructor(most = 5_000) {
    this.#most = most;
  }

  of(functions: Briefing['functions']): FunctionIndex {
    if (functions === undefined || functions.size === 0) return noFunctions;
    const known = [...functions.values()].filter(({ examples }) => examples.length > 0);
    const entries = known.map(({ examples }) => ({
      forms: examples.map((example) => this.#formOf(example)).filter(({ keys }) => keys.size > 0),
      context: new Set<string>(),
      contextWords: [],
    }));
    const words = entries.flatMap(({ forms }) => forms.flatMap((form) => form.words));
    return { functions: known, index: new InvertedIndex(entries), stems: new Set(words.map(stem)) };
  }

  #formOf(example: string): Form {
    const before = this.#forms.get(example);
    if (before !== undefined) return before;
    if (this.#forms.size >= this.#most) this.#forms.clear();
    const form = formOf(withoutCodes(example));
    this.#forms.set(example, form);
    return form;
  }
}
