import type { Clock } from '#application/ports/clock';

/**
 * Works, and holds on to what it works at meanwhile. A lease can be short then: who dies gives it up soon, and who takes long keeps it.
 * @param hold is not waited for, and may fail: whether it still holds is looked at where something is written.
 */
export const whileHeld = async <T>(
  { clock, everyMs, hold }: { readonly clock: Clock; readonly everyMs: number; readonly hold: () => Promise<unknown> },
  work: () => Promise<T>,
): Promise<T> => {
  let isOver = false;
  let cancel = (): void => undefined;
  const next = (): void => {
    if (!isOver) cancel = clock.after(everyMs, beat);
  };
  const beat = (): void => void hold().then(next, next);
  next();
  try {
    return await work();
  } finally {
    isOver = true;
    cancel();
  }
};
