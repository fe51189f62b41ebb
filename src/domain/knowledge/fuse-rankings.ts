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

/** The cosine of two vectors of one length; 0 when one of them is empty. */
export const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let dot = 0;
  let left = 0;
  let right = 0;
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    dot += x * y;
    left += x * x;
    right += y * y;
  }
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
};
