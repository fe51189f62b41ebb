/** What a person has changed and not saved, part by part: what it was when they began, and what they want. */
export type Edits<T> = { readonly [K in keyof T]?: { readonly was: T[K]; readonly now: T[K] } };

const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null;

/** The same data; the order of keys does not matter, and a key without a value is no key. */
export const isSame = (left: unknown, right: unknown): boolean => {
  if (Object.is(left, right)) return true;
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isSame(left[key], right[key]));
};

const keysOf = <T extends object>(of: T): (keyof T)[] => Object.keys(of) as (keyof T)[];

/** The parts with what was changed laid over them. */
export const applied = <T extends object>(saved: T, edits: Edits<T>): T => {
  const mine = keysOf(edits as Partial<T>).map((key) => [key, edits[key]?.now]);
  return { ...saved, ...(Object.fromEntries(mine) as Partial<T>) };
};

/** After somebody made `next` of what they saw; a part that is again as it was is no change. */
export const edited = <T extends object>(saved: T, edits: Edits<T>, next: T): Edits<T> => {
  const changed = keysOf(next).flatMap((key) => {
    const was = (edits[key] ?? { was: saved[key] }).was;
    return isSame(was, next[key]) ? [] : [[key, { was, now: next[key] }]];
  });
  return Object.fromEntries(changed) as Edits<T>;
};

/** The parts that somebody else has saved otherwise meanwhile. */
export const clashesOf = <T extends object>(saved: T, edits: Edits<T>): readonly (keyof T)[] =>
  keysOf(edits as Partial<T>).filter((key) => {
    const edit = edits[key];
    return edit !== undefined && !isSame(saved[key], edit.was) && !isSame(saved[key], edit.now);
  });

/** Mine shall stand, over what others have saved. */
export const insisted = <T extends object>(saved: T, edits: Edits<T>): Edits<T> =>
  edited(saved, {}, applied(saved, edits));

/** Without these parts. */
export const dropped = <T extends object>(edits: Edits<T>, keys: readonly (keyof T)[]): Edits<T> =>
  Object.fromEntries(Object.entries(edits).filter(([key]) => !keys.includes(key as keyof T))) as Edits<T>;

/** What is still to be saved after `sent` was: what has been typed since. */
export const remaining = <T extends object>(edits: Edits<T>, sent: Edits<T>): Edits<T> =>
  dropped(
    edits,
    keysOf(edits as Partial<T>).filter((key) => edits[key]?.now === sent[key]?.now),
  );
