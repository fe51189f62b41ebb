/** What the browser keeps for us; in memory when it keeps nothing (blocked storage, blocked cookies). */
export type Store = {
  readonly durable: boolean;
  get<T>(key: string): T | null;
  set(key: string, value: unknown): void;
  remove(key: string): void;
  /** Keys that start so, in order. */
  keys(start: string): readonly string[];
};

const usable = (): Storage | null => {
  try {
    localStorage.setItem('wakil', '1');
    localStorage.removeItem('wakil');
    return localStorage;
  } catch {
    return null;
  }
};

/** One visitor of one business on this site. */
export const openStore = (prefix: string): Store => {
  const disk = usable();
  // Also what does not fit the disk any more is here until the page goes.
  const memory = new Map<string, string>();
  return {
    durable: disk !== null,
    get: (key) => {
      try {
        return JSON.parse(memory.get(prefix + key) ?? disk?.getItem(prefix + key) ?? 'null');
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      const text = JSON.stringify(value);
      memory.delete(prefix + key);
      try {
        if (disk === null) throw new Error();
        disk.setItem(prefix + key, text);
      } catch {
        memory.set(prefix + key, text);
      }
    },
    remove: (key) => {
      memory.delete(prefix + key);
      disk?.removeItem(prefix + key);
    },
    keys: (start) =>
      [...memory.keys(), ...(disk === null ? [] : Object.keys(disk))]
        .filter((key) => key.startsWith(prefix + start))
        .map((key) => key.slice(prefix.length))
        .sort(),
  };
};
