import { isProblem } from '../api/problem.js';
import { clashesOf, type Edits } from './edits.js';

type Save<T extends object, S> = {
  readonly saved: S;
  readonly edits: Edits<T>;
  /** The parts the form edits, of what was read. */
  readonly parts: (of: S) => T;
  readonly put: (over: S) => Promise<S>;
  /** Reads again, also for the screen. */
  readonly reread: () => Promise<S>;
};

/**
 * Saves; where somebody was faster with other parts, reads and saves once more over theirs.
 * @throws {ApiProblem} also when they changed the same parts: the screen then shows theirs beside what was typed.
 */
export const saveOver = async <T extends object, S>({ saved, edits, parts, put, reread }: Save<T, S>): Promise<S> => {
  try {
    return await put(saved);
  } catch (error) {
    if (!isProblem(error, 'store.stale_write')) throw error;
    const fresh = await reread();
    if (clashesOf(parts(fresh), edits).length > 0) throw error;
    return put(fresh);
  }
};
