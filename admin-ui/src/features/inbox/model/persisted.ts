/**
 * Small things this browser keeps for a person: drafts and messages that have not left. Where storage is blocked or full they
 * last as long as the page.
 */
export type Persisted<T> = {
  readonly get: (key: string) => T | null;
  /** `null` forgets it. */
  readonly set: (key: string, value: T | null) => void;
};

type Box = {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
  readonly removeItem: (key: string) => void;
};

/** Where storage is blocked, the mere look at it throws. */
const browserBox = (): Box => (globalThis as unknown as { readonly localStorage: Box }).localStorage;

const quietly = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

export const persisted = <T>(
  name: string,
  isValid: (raw: unknown) => raw is T,
  storage: () => Box = browserBox,
): Persisted<T> => {
  const memory = new Map<string, T>();
  const addressOf = (key: string): string => `wakil-${name}:${key}`;
  return {
    get: (key) => {
      const known = memory.get(key);
      if (known !== undefined) return known;
      const raw: unknown = quietly(() => JSON.parse(storage().getItem(addressOf(key)) ?? 'null'));
      return isValid(raw) ? raw : null;
    },
    set: (key, value) => {
      if (value === null) memory.delete(key);
      else memory.set(key, value);
      quietly(() =>
        value === null
          ? storage().removeItem(addressOf(key))
          : storage().setItem(addressOf(key), JSON.stringify(value)),
      );
    },
  };
};
