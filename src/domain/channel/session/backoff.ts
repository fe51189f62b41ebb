import type { Backoff } from '#domain/channel/session/close-reaction';

const bounds: Readonly<Record<Backoff, { readonly firstMs: number; readonly mostMs: number }>> = {
  seconds: { firstMs: 1_000, mostMs: 60_000 },
  minutes: { firstMs: 120_000, mostMs: 1_800_000 },
};

/**
 * How long to wait before the try after `attempt` failed ones (0, 1, 2 …): doubling to a bound, then between half of that
 * and all of it, so that a hundred numbers which fell together do not come back together.
 * @param random from 0 to below 1.
 */
export const backoffMs = (attempt: number, random: () => number, backoff: Backoff = 'seconds'): number => {
  const { firstMs, mostMs } = bounds[backoff];
  const full = Math.min(mostMs, firstMs * 2 ** Math.max(0, attempt));
  return Math.round(full * (0.5 + random() / 2));
};
