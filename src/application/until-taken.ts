import type { Clock } from '#application/ports/clock';

type Terms = {
  readonly clock: Clock;
  readonly everyMs: number;
  readonly forMs: number;
  /** Told once, of the first refusal. */
  readonly onRefused: (error: unknown) => void;
};

/**
 * Tells it again and again until it is taken, as long as that, in running time: for what is known here and nowhere else.
 * @throws what refused it last, when the time is over.
 */
export const untilTaken = async <T>(
  { clock, everyMs, forMs, onRefused }: Terms,
  tell: () => Promise<T>,
): Promise<T> => {
  for (let waited = 0; ; waited += everyMs) {
    try {
      return await tell();
    } catch (error) {
      if (waited === 0) onRefused(error);
      if (waited + everyMs > forMs) throw error;
    }
    await new Promise<void>((resolve) => clock.after(everyMs, resolve));
  }
};
