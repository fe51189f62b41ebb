import { dayCap, hourCap, minuteCap, newContactCap } from '#domain/channel/sending/cap-rules';
import { chatGap, holdAfterReconnect, numberGap } from '#domain/channel/sending/gap-rules';
import { humanTimes, readAtOf, typingFromOf } from '#domain/channel/sending/human-times';
import type { PacedMessage } from '#domain/channel/sending/paced-message';
import type { Delay, PacingContext, PacingRule } from '#domain/channel/sending/pacing-context';
import type { PacingReason } from '#domain/channel/sending/pacing-reason';
import { quietHours } from '#domain/channel/sending/quiet-hours';
import { refusalOf } from '#domain/channel/sending/refusals';
import { isOpen, mostReservations, type Reservation, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { SendingPolicy } from '#domain/channel/sending/sending-policy';

/** A message gets its moment when it is at most this far behind what a person would need; else it waits without one. */
export const horizonMs = 60_000;

export type Slot = {
  readonly kind: 'slot';
  /** The customer sees "read", then "typing", then the message. */
  readonly readAt: Date;
  readonly typingFrom: Date;
  readonly sendAt: Date;
  readonly reason: PacingReason;
  /** It is in the ledger already; else it has to be booked before it counts. */
  readonly isBooked: boolean;
};

export type Waiting = {
  readonly kind: 'waiting';
  /** When to ask again. `null`: a person has to act, or the customer to write. */
  readonly waitsUntil: Date | null;
  readonly reason: PacingReason;
};

export type PacingDecision = Slot | Waiting;

export type NextInput = {
  readonly now: Date;
  readonly policy: SendingPolicy;
  readonly ledger: SendingLedger;
  readonly message: PacedMessage;
};

const rules: readonly PacingRule[] = [
  holdAfterReconnect,
  chatGap,
  numberGap,
  newContactCap,
  minuteCap,
  hourCap,
  dayCap,
  quietHours,
];
/** Each pass moves on by what some rule says; more than a few happen only at the seams of quiet hours. */
const mostPasses = 12;

/** The first moment no rule objects to, and the rule that had the last word; `null`: not found in so many passes. */
const settledMoment = (context: PacingContext, from: Delay): { readonly found: boolean; readonly delay: Delay } => {
  let delay = from;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const before = delay.at;
    for (const rule of rules) {
      const said = rule(context, delay.at);
      if (said !== null && said.at > delay.at) delay = said;
    }
    if (delay.at === before) return { found: true, delay };
  }
  return { found: false, delay };
};

const waiting = (until: number | null, reason: PacingReason): Waiting => ({
  kind: 'waiting',
  // Never a fraction early: who asks then must get on.
  waitsUntil: until === null ? null : new Date(Math.ceil(until)),
  reason,
});

const slotOf = ({ readAt, typingFrom, sendAt, reason }: Reservation): Slot => ({
  kind: 'slot',
  readAt: new Date(readAt),
  typingFrom: new Date(typingFrom),
  sendAt: new Date(sendAt),
  reason,
  isBooked: true,
});

/** With no room left, the first that is still ahead makes some. */
const queueEnds = ({ reservations }: SendingLedger, now: number): number | null => {
  const ahead = reservations.filter(({ sendAt }) => sendAt > now);
  return ahead.length < mostReservations ? null : (ahead[0]?.sendAt ?? now);
};

const startOf = ({ now, message, human }: PacingContext): Delay & { readonly readAt: number } => {
  const readAt = readAtOf(now, message, human);
  const at = readAt + human.typeMs;
  return { readAt, at, reason: at > now ? 'pacing.typing' : 'pacing.now' };
};

/**
 * When may this message leave? Pure: the same question has the same answer, and nothing is promised until it is booked.
 * A message that is booked keeps its moment, unless it missed it by more than `missedAfterMs`.
 */
export const nextSlot = ({ now: at, policy, ledger, message }: NextInput): PacingDecision => {
  const now = at.getTime();
  const held = ledger.reservations.find(({ id }) => id === message.id);
  if (held !== undefined && isOpen(held, now)) return slotOf(held);
  const context: PacingContext = { now, policy, ledger, message, human: humanTimes(policy.rules, ledger, message) };
  const refusal = refusalOf(context);
  if (refusal !== null) return waiting(refusal.until, refusal.reason);
  const queued = queueEnds(ledger, now);
  if (queued !== null) return waiting(queued, 'pacing.queue');
  const start = startOf(context);
  const { found, delay } = settledMoment(context, start);
  const late = delay.at - start.at;
  if (late > horizonMs || !found) return waiting(now + late, delay.reason);
  const sendAt = Math.ceil(delay.at);
  const typingFrom = typingFromOf(start.readAt, sendAt);
  return {
    kind: 'slot',
    readAt: new Date(start.readAt),
    typingFrom: new Date(typingFrom),
    sendAt: new Date(sendAt),
    reason: delay.reason,
    isBooked: false,
  };
};
