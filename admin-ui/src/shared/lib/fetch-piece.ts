import { Offline } from '../api/problem.js';

const isReachable = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );

/**
 * Fetches a part of the panel's own code.
 * @throws {Offline} nobody answers. @throws {TypeError} the server answers and has no such file any more: it has been updated.
 */
export const fetchPiece = async <T>(load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch (cause) {
    if (!(await isReachable())) throw new Offline(cause);
    // The words by which the router knows it, also when only the style sheet of the piece is gone.
    throw new TypeError(`Failed to fetch dynamically imported module: ${String(cause)}`, { cause });
  }
};
