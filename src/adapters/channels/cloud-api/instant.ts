const dayMs = 86_400_000;
/** Meta repeats a webhook for up to seven days; what claims to be much older, or from the future, is a broken clock. */
const oldestMs = 30 * dayMs;
const newestMs = dayMs;

/** Meta's seconds, as text or number; the time we received it when they make no sense. */
export const instantOf = (seconds: string | number | null, receivedAt: Date): Date => {
  if (seconds === null || !/^\d{1,12}$/.test(String(seconds))) return receivedAt;
  const at = Number(seconds) * 1_000;
  const ageMs = receivedAt.getTime() - at;
  return ageMs > oldestMs || ageMs < -newestMs ? receivedAt : new Date(at);
};
