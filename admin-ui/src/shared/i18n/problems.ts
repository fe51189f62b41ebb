import { ApiProblem, Offline } from '../api/problem.js';
import { problems as ar } from './ar/problems.js';
import { problems as en } from './en/problems.js';
import type { Language } from './plural.js';

export const problemWords = { en, ar };

/** What went wrong as one sentence with a next step, in the person's language. */
export const sayProblem = (error: unknown, language: Language): string => {
  const words = problemWords[language];
  if (error instanceof Offline) return words.offline;
  if (!(error instanceof ApiProblem)) return words.other;
  if (error.status === 429)
    return words.tooMany(error.retryAfterMs === null ? null : Math.ceil(error.retryAfterMs / 1_000));
  const known = words.byCode[error.code] ?? words.byStatus[error.status];
  return known ?? (error.status >= 500 ? words.server : words.other);
};
