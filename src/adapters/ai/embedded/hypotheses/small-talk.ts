import type { Act } from '#domain/assistant/proposal';
import type { Unit } from '../reading/unit.js';
import { hasCue } from '../reading/unit.js';

/** The courtesies of a message, in the order they are returned. */
export const courtesiesIn = (units: readonly Unit[]): readonly Act[] => [
  ...(hasCue(units, 'greet') ? [{ act: 'greet' } as const] : []),
  ...(hasCue(units, 'thanks') ? [{ act: 'thanks' } as const] : []),
  ...(hasCue(units, 'bye') ? [{ act: 'goodbye' } as const] : []),
];
