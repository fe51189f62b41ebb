const patienceMs = 20_000;

/** Resolves with the first value the look gives that is not false or nothing. Says what it waited for when it gives up. */
export const until = async <Value>(
  what: string,
  look: () => Value,
  withinMs = patienceMs,
): Promise<NonNullable<Exclude<Value, false>>> => {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = look();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<Value, false>>;
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
