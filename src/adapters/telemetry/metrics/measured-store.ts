import type { Store } from '#application/ports/store';

type Told = (area: string, seconds: number, failed: boolean) => void;
type Operation = (...args: unknown[]) => unknown;

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

const timed = async (work: Promise<unknown>, area: string, told: Told): Promise<unknown> => {
  const startedAt = performance.now();
  let failed = true;
  try {
    const result = await work;
    failed = false;
    return result;
  } finally {
    told(area, (performance.now() - startedAt) / 1_000, failed);
  }
};

/** The part below, such as `conversations` of a tenant's store: its name is the area its operations count for. */
const isPart = (value: unknown): value is object => typeof value === 'object' && value !== null;

const measured = <Target extends object>(target: Target, area: string, told: Told): Target => {
  const known = new Map<PropertyKey, unknown>();
  const read = (name: PropertyKey): unknown => {
    const value: unknown = Reflect.get(target, name);
    if (typeof value === 'function') {
      return (...args: unknown[]) => {
        const result = (value as Operation).apply(target, args);
        return isPromise(result) ? timed(result, area, told) : result;
      };
    }
    return isPart(value) && typeof name === 'string' ? measured(value, name, told) : value;
  };
  return new Proxy(target, {
    get: (_, name) => {
      if (!known.has(name)) known.set(name, read(name));
      return known.get(name);
    },
  });
};

/** Any store, each operation timed. Works on the port alone, and so for every engine there is and will be. */
export const measuredStore = (store: Store, told: Told): Store => ({
  tenant: (tenantId) => measured(store.tenant(tenantId), 'tenant', told),
  platform: measured(store.platform, 'platform', told),
  backup: (toPath) => store.backup(toPath),
  close: () => store.close(),
});
