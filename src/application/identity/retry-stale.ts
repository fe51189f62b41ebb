import { StaleWrite } from '#domain/shared/stale-write';

/** Reads and decides anew when somebody else was faster, a few times. The work must begin by reading. */
export const retryStale = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StaleWrite) || attempt === 3) throw error;
    }
  }
};
