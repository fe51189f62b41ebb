/** Reads search parameters by hand: an address somebody changed falls back to the default instead of breaking a screen. */
export type RawSearch = Readonly<Record<string, unknown>>;

export const oneOf = <const T extends string>(raw: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((each) => each === raw);

export const textOf = (raw: unknown, max = 200): string | undefined => {
  const text = typeof raw === 'number' ? String(raw) : raw;
  return typeof text === 'string' && text !== '' ? text.slice(0, max) : undefined;
};

export const flagOf = (raw: unknown): true | undefined => (raw === true || raw === 'true' ? true : undefined);

export const numberOf = (raw: unknown, min: number, max: number): number | undefined => {
  const value = Number(raw);
  return raw !== undefined && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
};

/** An address inside the panel, or `undefined`: a link must not lead people elsewhere after signing in. */
export const innerPath = (raw: unknown): string | undefined =>
  typeof raw === 'string' && /^\/(?![/\\])[^\s]*$/.test(raw) ? raw : undefined;
