/** What WhatsApp lets us feel before it bans: a refused reach-out (463), its time lock, "slow down" (429), a notice in the app. */
export const warningKinds = ['restricted', 'reach_out_lock', 'rate_limited', 'banner'] as const;
export type WarningKind = (typeof warningKinds)[number];

/** A time that grows with a text. `jitter` is one standard deviation, as a share of it. */
export type LengthPace = {
  readonly perCharacterMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly jitter: number;
};

/** At least `minMs`; some more by chance, up to `minMs + spreadMs`. */
export type Gap = { readonly minMs: number; readonly spreadMs: number };

/** Grows evenly from `startShare` to all of it. */
export type Ramp<Length extends string> = { readonly startShare: number } & { readonly [length in Length]: number };

/** In minutes since local midnight; `from` after `to` is over midnight. `timeZone` is an IANA name. */
export type QuietHours = { readonly from: number; readonly to: number; readonly timeZone: string };

/** Answers for each message sent, over a day. Below `minSends` nobody can tell. */
export type ReplyRatioGuard = {
  readonly minSends: number;
  readonly slowBelow: number;
  readonly stopBelow: number;
};

/** How a number behaves. `null` turns a rule off. */
export type SendingRules = {
  readonly reading: LengthPace;
  readonly typing: LengthPace;
  readonly gap: Gap;
  readonly chatGap: Gap;
  readonly perMinute: number | null;
  readonly perHour: number | null;
  readonly perDay: number | null;
  /** Chats that we start: nobody there has written to us. */
  readonly newContactsPerDay: number | null;
  /** Since the number was linked. The caps per hour, per day and of new contacts grow. */
  readonly warmUp: Ramp<'days'> | null;
  /** Only to people who wrote within so many days. */
  readonly replyWithinDays: number | null;
  /** The assistant stops after so many messages in a chat without an answer. */
  readonly unansweredInChat: number | null;
  readonly replyRatio: ReplyRatioGuard | null;
  readonly quietHours: QuietHours | null;
  /** Silent for `holdMs` after a connection opened, then faster and faster for `rampMs`. */
  readonly afterReconnect: (Ramp<'rampMs'> & { readonly holdMs: number }) | null;
  /** How long a warning stops everything; `null`: until a person resumes. */
  readonly pauseMs: Readonly<Record<WarningKind, number | null>>;
};

export const sendingPresets = ['careful', 'normal', 'off'] as const;
export type SendingPreset = (typeof sendingPresets)[number];

const hourMs = 3_600_000;
const noPace: LengthPace = { perCharacterMs: 0, minMs: 0, maxMs: 0, jitter: 0 };
const noGap: Gap = { minMs: 0, spreadMs: 0 };

/** For a number linked by QR: the caps of the strictest peers, and only to people who wrote. */
const careful: SendingRules = {
  reading: { perCharacterMs: 40, minMs: 800, maxMs: 5_000, jitter: 0.2 },
  typing: { perCharacterMs: 50, minMs: 1_200, maxMs: 12_000, jitter: 0.2 },
  gap: { minMs: 3_000, spreadMs: 4_000 },
  chatGap: { minMs: 1_500, spreadMs: 2_000 },
  perMinute: 6,
  perHour: 40,
  perDay: 150,
  newContactsPerDay: 5,
  warmUp: { days: 10, startShare: 0.2 },
  replyWithinDays: 7,
  unansweredInChat: 5,
  replyRatio: { minSends: 20, slowBelow: 0.3, stopBelow: 0.1 },
  quietHours: null,
  afterReconnect: { holdMs: 5_000, rampMs: 60_000, startShare: 0.1 },
  pauseMs: { restricted: null, reach_out_lock: 24 * hourMs, rate_limited: hourMs, banner: null },
};

/** For a number that has been in use for long. */
const normal: SendingRules = {
  ...careful,
  reading: { perCharacterMs: 25, minMs: 400, maxMs: 3_000, jitter: 0.2 },
  typing: { perCharacterMs: 30, minMs: 800, maxMs: 7_000, jitter: 0.2 },
  gap: { minMs: 1_500, spreadMs: 2_000 },
  chatGap: { minMs: 1_000, spreadMs: 1_000 },
  perMinute: 12,
  perHour: 120,
  perDay: 600,
  newContactsPerDay: 20,
  warmUp: { days: 7, startShare: 0.3 },
  replyWithinDays: 30,
  unansweredInChat: 8,
};

/** For emulators: nothing waits for anything. */
const off: SendingRules = {
  reading: noPace,
  typing: noPace,
  gap: noGap,
  chatGap: noGap,
  perMinute: null,
  perHour: null,
  perDay: null,
  newContactsPerDay: null,
  warmUp: null,
  replyWithinDays: null,
  unansweredInChat: null,
  replyRatio: null,
  quietHours: null,
  afterReconnect: null,
  pauseMs: { restricted: 0, reach_out_lock: 0, rate_limited: 0, banner: 0 },
};

export const rulesOf: Readonly<Record<SendingPreset, SendingRules>> = { careful, normal, off };
