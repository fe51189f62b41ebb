import { normalised } from '#domain/assistant/words';
import type { Gap } from '#domain/knowledge/gap';

/** Questions that ask for the same. */
export type GapGroup = {
  /** The one most like the others. */
  readonly example: Gap;
  /** Newest first. */
  readonly gaps: readonly Gap[];
};

/** From here on two questions count as one: the share of their letter triples, measured on the labelled pairs of the tests. */
export const sameQuestion = 0.42;

const idle = new Set(
  'a an the is are do does you i we it to of in on for and or can could please hi hello hey thanks what how هل ما من في على لو سمحت السلام عليكم مرحبا ممكن'.split(
    ' ',
  ),
);

const triplesOf = (text: string): ReadonlySet<string> => {
  const words = normalised(text).split(' ');
  const telling = words.filter((word) => !idle.has(word));
  const triples = new Set<string>();
  for (const word of telling.length > 0 ? telling : words) {
    const padded = ` ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) triples.add(padded.slice(at, at + 3));
  }
  return triples;
};

const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let shared = 0;
  for (const triple of a) if (b.has(triple)) shared += 1;
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
};

type Member = { readonly gap: Gap; readonly triples: ReadonlySet<string> };

const meanTo = (member: Member, group: readonly Member[]): number =>
  group.reduce((sum, other) => sum + likeness(member.triples, other.triples), 0) / group.length;

const groupOf = (members: readonly Member[]): GapGroup => {
  const [middle] = [...members].sort((a, b) => meanTo(b, members) - meanTo(a, members));
  const gaps = members.map(({ gap }) => gap).sort((a, b) => b.at.getTime() - a.at.getTime());
  return { example: (middle as Member).gap, gaps };
};

/** Similar questions together; the most asked first, then the newest. Each question is in one group. */
export const groupGaps = (gaps: readonly Gap[]): readonly GapGroup[] => {
  const groups: Member[][] = [];
  for (const gap of gaps) {
    const member = { gap, triples: triplesOf(gap.text) };
    const [home] = groups
      .map((group) => ({ group, near: meanTo(member, group.slice(0, 20)) }))
      .filter(({ near }) => near >= sameQuestion)
      .sort((a, b) => b.near - a.near);
    if (home === undefined) groups.push([member]);
    else home.group.push(member);
  }
  return groups
    .map(groupOf)
    .sort((a, b) => b.gaps.length - a.gaps.length || (b.gaps[0]?.at.getTime() ?? 0) - (a.gaps[0]?.at.getTime() ?? 0));
};

/** Wordings that differ, as an FAQ takes them: at most `most`, the newest first. */
export const phrasingsOf = (gaps: readonly Gap[], most: number): readonly string[] => {
  const byForm = new Map(gaps.map(({ text }) => [normalised(text), text.trim()]));
  return [...byForm.values()].filter((text) => text !== '').slice(0, most);
};
