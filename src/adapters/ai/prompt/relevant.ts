import type { Briefing } from '#domain/assistant/briefing';
import { normalised } from '#domain/assistant/words';

const gramLength = 3;

const padded = (text: string): string => ` ${normalised(text)} `;

const gramsOf = (text: string): ReadonlySet<string> => {
  const whole = padded(text);
  const grams = new Set<string>();
  for (let at = 0; at + gramLength <= whole.length; at += 1) grams.add(whole.slice(at, at + gramLength));
  return grams;
};

/** Things of a catalogue live as long as its snapshot; to read their words anew for each message would cost most of the time. */
const read = new WeakMap<object, string>();

const wordsRead = <T extends object>(thing: T, wordsOf: (thing: T) => string): string => {
  const known = read.get(thing);
  if (known !== undefined) return known;
  const words = padded(wordsOf(thing));
  read.set(thing, words);
  return words;
};

const shared = (whole: string, wanted: ReadonlySet<string>): number => {
  let count = 0;
  for (let at = 0; at + gramLength <= whole.length; at += 1)
    if (wanted.has(whole.slice(at, at + gramLength))) count += 1;
  return count;
};

/** Ids the talk is about already, so that "how much is it?" finds them. */
const mentioned = ({ dialogue }: Briefing): ReadonlySet<string> =>
  new Set<string>([
    ...dialogue.topic,
    ...(dialogue.order?.lines ?? []).map(({ serviceId }) => serviceId),
    ...dialogue.choices.map(({ id }) => id.slice(id.indexOf(':') + 1)),
  ]);

/** The few of many that this message may be about, what is being talked about first; all of them when they are few. */
export const relevant = <T extends { readonly id: string }>(
  things: readonly T[],
  wordsOf: (thing: T) => string,
  briefing: Briefing,
  most: number,
): readonly T[] => {
  if (things.length <= most) return things;
  const known = mentioned(briefing);
  const wanted = gramsOf([...briefing.unanswered, ...briefing.history.slice(-2).map(({ text }) => text)].join(' '));
  const scored = things.map((thing) => ({
    thing,
    score: known.has(thing.id) ? Number.POSITIVE_INFINITY : shared(wordsRead(thing, wordsOf), wanted),
  }));
  return scored
    .sort((one, other) => other.score - one.score || (one.thing.id < other.thing.id ? -1 : 1))
    .slice(0, most)
    .map(({ thing }) => thing);
};
