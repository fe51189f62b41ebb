/** ln k! for 0..n. */
const logFactorials = (n: number): Float64Array => {
  const logs = new Float64Array(n + 1);
  for (let k = 2; k <= n; k += 1) logs[k] = (logs[k - 1] as number) + Math.log(k);
  return logs;
};

/** P(at least `right` of `n` are right) when each is with probability `share`. */
const upperTail = (right: number, n: number, share: number, logs: Float64Array): number => {
  let sum = 0;
  for (let k = right; k <= n; k += 1) {
    const ways = (logs[n] as number) - (logs[k] as number) - (logs[n - k] as number);
    sum += Math.exp(ways + k * Math.log(share) + (n - k) * Math.log1p(-share));
  }
  return sum;
};

/**
 * The smallest share of right answers that `right` of `n` still allow: one-sided, true in at least 95 % of all cases however
 * few observations there are (Clopper & Pearson 1934).
 */
export const lowestPlausibleShare = (right: number, n: number, level = 0.95): number => {
  if (n === 0 || right === 0) return 0;
  const logs = logFactorials(n);
  let low = 0;
  let high = right / n;
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (upperTail(right, n, middle, logs) > 1 - level) high = middle;
    else low = middle;
  }
  return low;
};
