import { type PacingContext, type PacingRule, rampShare, replyRatioAt } from '#domain/channel/sending/pacing-context';
import type { PacingReason } from '#domain/channel/sending/pacing-reason';
import { lastInChat } from '#domain/channel/sending/sending-ledger';
import type { Gap } from '#domain/channel/sending/sending-rules';

type Stretch = { readonly by: number; readonly reason: PacingReason };

const gapMs = ({ minMs, spreadMs }: Gap, { human }: PacingContext): number => minMs + human.gapNoise * spreadMs;

/** The first moment from `at` on that is a gap away from each of the times, before and behind. `times` ascend. */
const clearOf = (times: readonly number[], gap: number, at: number): number => {
  let clear = at;
  for (const time of times) if (Math.abs(time - clear) < gap) clear = time + gap;
  return clear;
};

/** Gaps are this much longer now, and what for. */
const stretchAt = ({ policy, ledger }: PacingContext, at: number): Stretch => {
  const { afterReconnect: ramp, replyRatio } = policy.rules;
  const ratio = replyRatioAt({ policy, ledger }, at);
  const since = ledger.reopenedAt === null ? Number.POSITIVE_INFINITY : at - ledger.reopenedAt;
  const reopening = ramp === null ? 1 : rampShare(ramp.startShare, since, ramp.rampMs);
  const stretches: readonly Stretch[] = [
    { by: 1 / reopening, reason: 'pacing.after_reconnect' },
    { by: ratio !== null && replyRatio !== null && ratio < replyRatio.slowBelow ? 3 : 1, reason: 'pacing.reply_ratio' },
    { by: 1 / policy.pace, reason: 'pacing.risk' },
  ];
  const longest = stretches.reduce((most, each) => (each.by > most.by ? each : most), {
    by: 1,
    reason: 'pacing.gap' as PacingReason,
  });
  return { by: stretches.reduce((product, each) => product * each.by, 1), reason: longest.reason };
};

/** The number is not heard twice within a gap. Automatic messages keep the order they got their moments in; a person's goes between. */
export const numberGap: PacingRule = (context, at) => {
  const { ledger, message, policy } = context;
  const stretch = stretchAt(context, at);
  const gap = gapMs(policy.rules.gap, context) * stretch.by;
  const planned = ledger.reservations.map(({ sendAt }) => sendAt);
  const lastAutomatic = ledger.reservations.findLast(({ by }) => by === 'automatic');
  const behind =
    message.by === 'automatic' && lastAutomatic !== undefined ? Math.max(at, lastAutomatic.sendAt + gap) : at;
  const times = ledger.lastSentAt === null ? planned : [ledger.lastSentAt, ...planned];
  return { at: clearOf(times, gap, behind), reason: stretch.reason };
};

/** A chat's messages come one after the other: a gap, or the time to type this one. */
export const chatGap: PacingRule = (context, at) => {
  const { ledger, message, policy, human } = context;
  const last = lastInChat(ledger, message.chat);
  if (last === null) return null;
  const gap = Math.max(gapMs(policy.rules.chatGap, context), human.typeMs);
  return { at: Math.max(at, last + gap), reason: 'pacing.chat_gap' };
};

export const holdAfterReconnect: PacingRule = ({ policy, ledger }, at) => {
  const { afterReconnect } = policy.rules;
  if (afterReconnect === null || ledger.reopenedAt === null) return null;
  return { at: Math.max(at, ledger.reopenedAt + afterReconnect.holdMs), reason: 'pacing.after_reconnect' };
};
