import type { Store } from '#application/ports/store';

type Operation = (...args: unknown[]) => unknown;

/** A store, and the question whether anybody waits for it: what it writes takes as long as the disk does, and no number of ticks. */
export class WatchedStore {
  #underWay = 0;

  get isCalm(): boolean {
    return this.#underWay === 0;
  }

  watch(store: Store): Store {
    return this.#watched(store);
  }

  #watched<Target extends object>(target: Target): Target {
    const known = new Map<PropertyKey, unknown>();
    return new Proxy(target, {
      get: (_, name) => {
        if (!known.has(name)) known.set(name, this.#read(target, name));
        return known.get(name);
      },
      // A test may put something of its own in an operation's place.
      set: (_, name, value) => {
        known.set(name, value);
        return true;
      },
    });
  }

  #read(target: object, name: PropertyKey): unknown {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== 'function') return typeof value === 'object' && value !== null ? this.#watched(value) : value;
    return (...args: unknown[]) => {
      const result = (value as Operation).apply(target, args);
      if (result instanceof Promise) return this.#waitedFor(result);
      return name === 'tenant' ? this.#watched(result as object) : result;
    };
  }

  async #waitedFor(work: Promise<unknown>): Promise<unknown> {
    this.#underWay += 1;
    try {
      return await work;
    } finally {
      this.#underWay -= 1;
    }
  }
}
