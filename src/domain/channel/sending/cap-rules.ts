import { startsChat } from '#domain/channel/sending/paced-message';
import { type PacingRule, rampShare } from '#domain/channel/sending/pacing-context';
import type { PacingReason } from '#domain/channel/sending/pacing-reason';
import type { SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { SendingPolicy } from '#domain/channel/sending/sending-policy';
import {
  dayWindow,
  freeFrom,
  hourWindow,
  minuteWindow,
  type SlidingCount,
  type SlidingWindow,
} from '#domain/channel/sending/sliding-count';

const dayMs = 86_400_000;

type Caps = 'perMinute' | 'perHour' | 'perDay' | 'newContactsPerDay';

/** At least one, or a number would never start. */
const shareOf = (most: number, share: number): number => Math.max(1, Math.floor(most * share));

const warmth = ({ rules: { warmUp } }: SendingPolicy, { linkedAt }: SendingLedger, at: number): number =>
  warmUp === null ? 1 : rampShare(warmUp.startShare, Math.max(0, Math.floor((at - linkedAt) / dayMs)), warmUp.days);

/** The caps as they are at a moment: by the number's age and its risk. */
export const capAt = (policy: SendingPolicy, ledger: SendingLedger, cap: Caps, at: number): number | null => {
  const most = policy.rules[cap];
  if (most === null) return null;
  return shareOf(most, (cap === 'perMinute' ? 1 : warmth(policy, ledger, at)) * policy.pace);
};

/** What lowered the cap that holds the message: its own code if the full one would hold it as well. */
const whoHolds = (
  free: (most: number) => number,
  at: number,
  { full, warm, own }: { readonly full: number; readonly warm: number; readonly own: PacingReason },
): PacingReason => {
  if (free(full) > at) return own;
  return free(warm) > at ? 'pacing.warm_up' : 'pacing.risk';
};

const capRule =
  (
    cap: Caps,
    window: SlidingWindow,
    countsOf: (ledger: SendingLedger) => SlidingCount,
    own: PacingReason,
  ): PacingRule =>
  ({ policy, ledger }, at) => {
    const full = policy.rules[cap];
    const most = capAt(policy, ledger, cap, at);
    if (full === null || most === null) return null;
    const free = (limit: number): number => freeFrom(countsOf(ledger), window, limit, at);
    const first = free(most);
    if (first <= at) return null;
    const warm = cap === 'perMinute' ? full : shareOf(full, warmth(policy, ledger, at));
    return { at: first, reason: whoHolds(free, at, { full, warm, own }) };
  };

export const minuteCap = capRule('perMinute', minuteWindow, ({ minute }) => minute, 'pacing.minute_cap');
export const hourCap = capRule('perHour', hourWindow, ({ hour }) => hour, 'pacing.hour_cap');
export const dayCap = capRule('perDay', dayWindow, ({ day }) => day, 'pacing.day_cap');

const anyNewContact = capRule('newContactsPerDay', dayWindow, ({ newContacts }) => newContacts, 'pacing.new_contacts');

export const newContactCap: PacingRule = (context, at) =>
  startsChat(context.ledger, context.message) ? anyNewContact(context, at) : null;
