import type { Clock } from '#application/ports/clock';
import { ModelFailed } from '#application/ports/language-model';

/** Waits for `work`, but not longer: an adapter that forgets its time-out holds nobody up. @throws {ModelFailed} */
export const withinTime = async <T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<T> => {
  let callOff = (): void => undefined;
  const late = new Promise<never>((_resolve, reject) => {
    callOff = clock.after(timeoutMs, () => reject(new ModelFailed('timeout')));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    callOff();
  }
};

export const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve);
  });
