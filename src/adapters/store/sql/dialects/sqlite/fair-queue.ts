import type { SqlScope } from '#adapters/store/sql/database';

type Line<Item> = {
  /** First in, first out; what stands before `taken` has gone. */
  items: Item[];
  taken: number;
  /** The turn of the item at its head. */
  turn: number;
};

const nameOf = (scope: SqlScope): string => (typeof scope === 'string' ? scope : scope.tenantId);

/** Every message begins with a short look-up that is the platform's, whosever it is: their line moves faster than a tenant's. */
const platformTurn = 0.1;

/**
 * What waits, one line per tenant. Each item takes a tenant one turn on, and who is the fewest turns on goes next: a tenant that
 * asks for little waits for nobody's backlog, however long, and saves up no more than its place at the front. Within a line
 * the order is that of arrival.
 */
export class FairQueue<Item> {
  readonly #lines = new Map<string, Line<Item>>();
  /** How far a tenant that has nothing waiting is; forgotten once all others have caught up. */
  readonly #served = new Map<string, number>();
  #turn = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Is anything of theirs waiting? */
  holds(scope: SqlScope): boolean {
    return this.#lines.has(nameOf(scope));
  }

  add(scope: SqlScope, item: Item): void {
    const name = nameOf(scope);
    this.#size += 1;
    const line = this.#lines.get(name);
    if (line !== undefined) {
      line.items.push(item);
      return;
    }
    this.#lines.set(name, { items: [item], taken: 0, turn: Math.max(this.#turn, this.#served.get(name) ?? 0) });
    this.#served.delete(name);
  }

  next(): Item | undefined {
    const found = this.#first();
    if (found === null) return undefined;
    const [name, line] = found;
    this.#turn = line.turn;
    line.turn += name === 'platform' ? platformTurn : 1;
    const item = line.items[line.taken] as Item;
    line.taken += 1;
    this.#size -= 1;
    this.#lines.delete(name);
    if (line.taken < line.items.length) this.#lines.set(name, compact(line));
    else this.#leave(name, line.turn);
    return item;
  }

  /** Of those who are equally far, the one that was served least recently: a line goes to the end of the map when it is served. */
  #first(): [string, Line<Item>] | null {
    let first: [string, Line<Item>] | null = null;
    for (const entry of this.#lines) if (first === null || entry[1].turn < first[1].turn) first = entry;
    return first;
  }

  #leave(name: string, turn: number): void {
    if (this.#size === 0) {
      this.#served.clear();
      this.#turn = 0;
      return;
    }
    this.#served.set(name, turn);
    if (this.#served.size > mostRemembered) this.#forget();
  }

  #forget(): void {
    for (const [name, turn] of this.#served) if (turn <= this.#turn) this.#served.delete(name);
  }
}

const mostRemembered = 256;

/** What has gone is let go of in strides, so that a long line costs no copying at each step. */
const compact = <Item>(line: Line<Item>): Line<Item> => {
  if (line.taken < 512) return line;
  line.items = line.items.slice(line.taken);
  line.taken = 0;
  return line;
};
