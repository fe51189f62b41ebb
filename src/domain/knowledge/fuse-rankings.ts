/** The usual constant of reciprocal rank fusion: how much the very first places are worth more than those after them. */
const k = 60;

/** One ranking out of several of the same things: what stands high in more than one rises. Ties keep the first ranking's order. */
export const fuseRankings = <Id>(rankings: readonly (readonly Id[])[]): readonly Id[] => {
  const scores = new Map<Id, number>();
  for (const ranking of rankings)
    ranking.forEach((id, at) => {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (k + at + 1));
    });
  return [...scores].sort(([, a], [, b]) => b - a).map(([id]) => id);
};
