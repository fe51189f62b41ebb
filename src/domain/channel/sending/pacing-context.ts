import type { HumanTimes } from '#domain/channel/sending/human-times';
import type { PacedMessage } from '#domain/channel/sending/paced-message';
import type { PacingReason } from '#domain/channel/sending/pacing-reason';
import type { SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { countWithin, dayByHour, dayWindow } from '#domain/channel/sending/sliding-count';

export type PacingContext = {
  readonly now: number;
  readonly policy: SendingPolicy;
  readonly ledger: SendingLedger;
  readonly message: PacedMessage;
  readonly human: HumanTimes;
};

/** Not before `at`. */
export type Delay = { readonly at: number; readonly reason: PacingReason };

/** What one rule says of a moment: a later one, the same (no objection), or nothing to say. */
export type PacingRule = (context: PacingContext, at: number) => Delay | null;

/** From `startShare` at 0 evenly up to 1 at `length`, by steps of whole `done`. */
export const rampShare = (startShare: number, done: number, length: number): number =>
  done >= length ? 1 : startShare + (1 - startShare) * Math.max(0, done / length);

/** Answers for each message sent in the last day; `null` while too few were sent to tell. */
export const replyRatioAt = (
  { policy, ledger }: Pick<PacingContext, 'policy' | 'ledger'>,
  at: number,
): number | null => {
  const sent = countWithin(ledger.day, dayWindow, at);
  const { replyRatio } = policy.rules;
  if (replyRatio === null || sent < Math.max(1, replyRatio.minSends)) return null;
  return countWithin(ledger.received, dayByHour, at) / sent;
};
