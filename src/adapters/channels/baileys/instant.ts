const dayMs = 86_400_000;

/** A stanza's or message's seconds (a number, its text, or the library's long integer); our own time when they make no sense. */
export const instantOf = (seconds: unknown, now: Date): Date => {
  const at = Number(seconds ?? Number.NaN) * 1_000;
  return Number.isFinite(at) && at > 0 && at < now.getTime() + dayMs ? new Date(at) : now;
};
