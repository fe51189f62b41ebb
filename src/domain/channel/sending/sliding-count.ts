/** How many things happened, by time: `[bucket, count]`, oldest first. Its size is bounded by the window, not by the traffic. */
export type SlidingCount = readonly (readonly [bucket: number, count: number])[];

export type SlidingWindow = { readonly widthMs: number; readonly bucketMs: number };

export const minuteWindow: SlidingWindow = { widthMs: 60_000, bucketMs: 1_000 };
export const hourWindow: SlidingWindow = { widthMs: 3_600_000, bucketMs: 60_000 };
export const dayWindow: SlidingWindow = { widthMs: 86_400_000, bucketMs: 900_000 };
/** For what is looked at and not limited: a day, by the hour. */
export const dayByHour: SlidingWindow = { widthMs: 86_400_000, bucketMs: 3_600_000 };

/** From when on a window that ends then no longer touches the bucket. The whole bucket counts until its end has left. */
const leavesAt = (bucket: number, { widthMs, bucketMs }: SlidingWindow): number => (bucket + 1) * bucketMs + widthMs;

/** Adds `by` at a moment, which may be ahead, and forgets what no window that ends now or later can hold. */
export const counted = (
  counts: SlidingCount,
  window: SlidingWindow,
  at: number,
  now: number,
  by: 1 | -1 = 1,
): SlidingCount => {
  const bucket = Math.floor(at / window.bucketMs);
  const kept = counts.filter(([each]) => each !== bucket && leavesAt(each, window) > now);
  const count = (counts.find(([each]) => each === bucket)?.[1] ?? 0) + by;
  if (count <= 0) return kept;
  const later = kept.findIndex(([each]) => each > bucket);
  return kept.toSpliced(later === -1 ? kept.length : later, 0, [bucket, count]);
};

/**
 * How many may lie in the window that ends then, and everything booked after it: never fewer than there are, so that one
 * more at that moment overfills no window at all, not even one that ends later.
 */
export const countWithin = (counts: SlidingCount, window: SlidingWindow, at: number): number => {
  let sum = 0;
  for (const [bucket, count] of counts) if (leavesAt(bucket, window) > at) sum += count;
  return sum;
};

/** The first moment from `at` on at which one more keeps every window at or below `most`. */
export const freeFrom = (counts: SlidingCount, window: SlidingWindow, most: number, at: number): number => {
  let left = countWithin(counts, window, at);
  let free = at;
  for (const [bucket, count] of counts) {
    if (left < most) return free;
    if (leavesAt(bucket, window) <= at) continue;
    left -= count;
    free = leavesAt(bucket, window);
  }
  return free;
};
