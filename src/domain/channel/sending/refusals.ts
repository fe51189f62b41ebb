import { type PacingContext, replyRatioAt } from '#domain/channel/sending/pacing-context';
import type { PacingReason } from '#domain/channel/sending/pacing-reason';
import { dayWindow, freeFrom } from '#domain/channel/sending/sliding-count';

const dayMs = 86_400_000;

/** `until: null`: not by waiting. A person has to act, or the customer to write. */
export type Refusal = { readonly until: number | null; readonly reason: PacingReason };

const paused = ({ ledger: { pause }, now }: PacingContext): Refusal | null => {
  if (pause === null || (pause.until !== null && pause.until <= now)) return null;
  return { until: pause.until, reason: 'pacing.paused_by_warning' };
};

const replyOnly = ({ policy, message, now }: PacingContext): Refusal | null => {
  const days = policy.rules.replyWithinDays;
  if (days === null) return null;
  const wroteAt = message.lastInbound?.at.getTime() ?? Number.NEGATIVE_INFINITY;
  return now - wroteAt <= days * dayMs ? null : { until: null, reason: 'pacing.reply_only' };
};

const unanswered = ({ policy, message }: PacingContext): Refusal | null => {
  const most = policy.rules.unansweredInChat;
  if (most === null || message.by === 'person' || message.unanswered < most) return null;
  return { until: null, reason: 'pacing.unanswered' };
};

/** Until some of what was sent is a day old: then the ratio is looked at again. Answers make it good earlier. */
const replyRatio = (context: PacingContext): Refusal | null => {
  const { policy, ledger, message, now } = context;
  const guard = policy.rules.replyRatio;
  const ratio = replyRatioAt(context, now);
  if (guard === null || ratio === null || message.by === 'person' || ratio >= guard.stopBelow) return null;
  return { until: freeFrom(ledger.day, dayWindow, Math.max(1, guard.minSends), now), reason: 'pacing.reply_ratio' };
};

/** What no other moment of the next minutes would change. */
export const refusalOf = (context: PacingContext): Refusal | null =>
  paused(context) ?? replyOnly(context) ?? unanswered(context) ?? replyRatio(context);
