import { z } from 'zod';

const share = z.number().min(0).max(1);

/**
 * What goes wrong with a recording on its way, as it goes wrong with WhatsApp: notes/pains.md rows 2, 4, 8, 9, 15. Shares
 * are of messages, from 0 to 1.
 */
export const Disturbances = z.strictObject({
  seed: z.string().min(1).max(64).default('wakil'),
  /** Delivered a second time, some steps later. */
  duplicates: share.default(0),
  /** Of different people, changed places with the one before. One person's own messages keep their order, as on a phone. */
  reordered: share.default(0),
  /** Handed over together with those after it. */
  batched: share.default(0),
  /** Whose sender shows the other of phone and LID than before, or both. */
  identityChanges: share.default(0),
  /** After which the connection breaks; what nobody has confirmed comes again. */
  disconnects: share.default(0),
  /** Copies of old messages, sent again as history. */
  history: share.default(0),
  /** How many times faster than recorded, or slower below 1; the waiting is divided by it. */
  speed: z.number().min(0.01).max(100_000).default(1),
});
export type Disturbances = z.output<typeof Disturbances>;
