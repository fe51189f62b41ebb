import { burdenOf } from './burden.js';
import type { Clause } from './clauses.js';
import { isCue, type Unit } from './unit.js';

/** "I …", "my sister …", "we are …": somebody tells something; "can I", "I want" and "I need" ask for something. */
const telling =
  /^\s*(?:(?:hi|hello|hey)\W+)?(?:i|i'm|im|i've|we|we're|my|our|he|she|they|انا|أنا|نحن|احنا|زوجي|زوجتي|امي|أمي|ابني|بنتي|عندي|عندنا)(?![\p{L}'])/iu;

/** Cues that a story may hold without asking for anything. */
const harmless = (unit: Unit): boolean =>
  burdenOf(unit) <= 0.2 && !isCue(unit, 'want', 'have', 'describe', 'list', 'confirm', 'add');

const isStory = (unit: Unit): boolean => unit.kind !== 'cue' || harmless(unit) || isCue(unit, 'price', 'first', 'last');

/**
 * Does the clause only tell what led to the question, which stands beside it? A story that holds a wish, a sum, a number, a
 * refusal or a complaint is none.
 */
export const isBackground = ({ text, units, slots }: Clause): boolean =>
  telling.test(text) && slots.length === 0 && units.every((unit) => unit.kind !== 'number' && isStory(unit));
