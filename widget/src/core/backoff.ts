/** How often a message is tried before the visitor is asked. */
export const mostTries = 6;
const longestMs = 30_000;

/** 0.5 s, 1 s, 2 s … with up to half as much again, so that a crowd does not come back as one. Never more than 30 s. */
export const backoffMs = (failures: number, random: number): number =>
  Math.min(longestMs, 500 * 2 ** failures * (1 + random / 2));
