/** Meta allows free-form text for 24 h after the customer wrote; five minutes of it are left for clocks and queues. */
const openForMs = (23 * 60 + 55) * 60_000;

/** May a free-form message still leave? A customer who never wrote has no window. */
export const isWindowOpen = (lastInboundAt: Date | null, now: Date): boolean =>
  lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() < openForMs;
