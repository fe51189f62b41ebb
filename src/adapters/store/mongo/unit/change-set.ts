import type { TenantCollection } from '#adapters/store/mongo/rows';
import { bySort, matches } from './matching.js';

type Values = Readonly<Record<string, unknown>>;

/** A document as a unit found it and as it leaves it. `rev` 0: there was none; `row` null: there is none any more. */
export type Change = {
  readonly tenantId: string;
  readonly rev: number;
  readonly row: Values | null;
  /** As it is to be stored, with what is sealed in it; without, it is stored as it is. */
  readonly stored?: Values;
};
type Named = { readonly name: TenantCollection; readonly key: string; readonly change: Change };

/** One step of the journal. `clear`: all of a tenant's documents in the collection. */
export type Step =
  | {
      readonly c: TenantCollection;
      readonly k: string;
      readonly t: string;
      readonly from: number;
      readonly row: Values | null;
    }
  | { readonly c: string; readonly clear: string };

/** What a unit of work changed and has not written yet, over what the units before it in the same commit changed. */
export class ChangeSet {
  readonly #parent: ChangeSet | null;
  readonly #changes = new Map<TenantCollection, Map<string, Change>>();
  readonly #cleared: { readonly c: string; readonly clear: string }[] = [];
  /** Whose conversations are that no unit of this commit has changed; asked for once. */
  readonly owners: Map<string, string | null>;

  constructor(parent: ChangeSet | null) {
    this.#parent = parent;
    this.owners = parent?.owners ?? new Map();
  }

  get isEmpty(): boolean {
    return this.#changes.size === 0 && this.#cleared.length === 0;
  }

  find(collection: TenantCollection, key: string): Change | undefined {
    return this.#changes.get(collection)?.get(key) ?? this.#parent?.find(collection, key);
  }

  set(collection: TenantCollection, key: string, change: Change): void {
    const known = this.#changes.get(collection) ?? new Map<string, Change>();
    known.set(key, change);
    this.#changes.set(collection, known);
  }

  /** As a unit before this one leaves it. */
  before(collection: TenantCollection, key: string): Change | undefined {
    return this.#parent?.find(collection, key);
  }

  /** What this unit itself changed. */
  own(): readonly Named[] {
    return [...this.#changes].flatMap(([name, changes]) =>
      [...changes].map(([key, change]) => ({ name, key, change })),
    );
  }

  /** Everything of one tenant in a collection goes, whatever is written after. */
  clear(collection: string, tenantId: string): void {
    this.#cleared.push({ c: collection, clear: tenantId });
  }

  /** Its changes become its parent's. */
  merge(): void {
    for (const [collection, changes] of this.#changes)
      for (const [key, change] of changes) this.#parent?.set(collection, key, change);
    for (const { c, clear } of this.#cleared) this.#parent?.clear(c, clear);
  }

  of(collection: TenantCollection): ReadonlyMap<string, Change> {
    const own = this.#changes.get(collection) ?? new Map<string, Change>();
    return this.#parent === null ? own : new Map([...this.#parent.of(collection), ...own]);
  }

  steps(): readonly Step[] {
    const written = [...this.#changes].flatMap(([c, changes]) =>
      [...changes]
        .filter(([, { rev, row }]) => rev > 0 || row !== null)
        .map(([k, { tenantId, rev, row, stored }]) => ({ c, k, t: tenantId, from: rev, row: stored ?? row })),
    );
    return [...this.#cleared, ...written];
  }
}

type Query = { readonly filter: Values; readonly sort: Readonly<Record<string, 1 | -1>>; readonly limit: number };

/** What the server answered, as it would be after the changes. */
export const overlaid = <Row extends Values & { readonly _id: string }>(
  found: readonly Row[],
  changes: ReadonlyMap<string, Change>,
  { filter, sort, limit }: Query,
): Row[] => {
  const untouched = found.filter(({ _id }) => !changes.has(_id));
  const changed = [...changes].flatMap(([_id, { row, rev }]) =>
    row !== null && matches({ ...row, _id }, filter) ? [{ ...row, _id, rev } as unknown as Row] : [],
  );
  const all = changed.length === 0 ? untouched : [...untouched, ...changed].sort(bySort(sort));
  return all.slice(0, limit);
};
