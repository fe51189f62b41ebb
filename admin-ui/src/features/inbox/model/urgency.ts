const minuteMs = 60_000;

/** How a wait looks: fresh, late after 5 minutes, too long after 15. */
export const urgencyOf = (waitedMs: number): 'fresh' | 'late' | 'long' => {
  if (waitedMs >= 15 * minuteMs) return 'long';
  return waitedMs >= 5 * minuteMs ? 'late' : 'fresh';
};

/** A clock that everybody reads the same way: seconds in the first minute, then whole minutes. */
export const wholeMinutes = (ms: number): number => (ms < minuteMs ? ms : Math.floor(ms / minuteMs) * minuteMs);
