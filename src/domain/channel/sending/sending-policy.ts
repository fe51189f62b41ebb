import {
  type Gap,
  type LengthPace,
  type QuietHours,
  rulesOf,
  type SendingPreset,
  type SendingRules,
} from '#domain/channel/sending/sending-rules';
import { DomainError } from '#domain/shared/domain-error';

/** A rule of pacing that means nothing, such as a cap of 0. */
export class InvalidSendingPolicy extends DomainError {
  readonly code = 'pacing.invalid_policy';
  readonly kind = 'invalid';
}

const amount = (value: number): boolean => Number.isFinite(value) && value >= 0;
const share = (value: number): boolean => value > 0 && value <= 1;
const cap = (value: number | null): boolean => value === null || (Number.isSafeInteger(value) && value >= 1);
const pace = ({ perCharacterMs, minMs, maxMs, jitter }: LengthPace): boolean =>
  [perCharacterMs, minMs, maxMs, jitter].every(amount) && minMs <= maxMs && jitter <= 0.5;
const gap = ({ minMs, spreadMs }: Gap): boolean => amount(minMs) && amount(spreadMs);
const minuteOfDay = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value < 1_440;

const isTimeZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const quiet = ({ from, to, timeZone }: QuietHours): boolean =>
  minuteOfDay(from) && minuteOfDay(to) && from !== to && isTimeZone(timeZone);

const checks: { readonly [Rule in keyof SendingRules]: (value: SendingRules[Rule]) => boolean } = {
  reading: pace,
  typing: pace,
  gap,
  chatGap: gap,
  perMinute: cap,
  perHour: cap,
  perDay: cap,
  newContactsPerDay: cap,
  warmUp: (ramp) => ramp === null || (share(ramp.startShare) && amount(ramp.days)),
  replyWithinDays: cap,
  unansweredInChat: cap,
  replyRatio: (guard) =>
    guard === null || (amount(guard.minSends) && amount(guard.stopBelow) && guard.stopBelow <= guard.slowBelow),
  quietHours: (hours) => hours === null || quiet(hours),
  afterReconnect: (ramp) => ramp === null || (share(ramp.startShare) && amount(ramp.rampMs) && amount(ramp.holdMs)),
  pauseMs: (pauses) => Object.values(pauses).every((pause) => pause === null || amount(pause)),
};

const assertRule = <Rule extends keyof SendingRules>(rules: SendingRules, rule: Rule): void => {
  if (!checks[rule](rules[rule])) throw new InvalidSendingPolicy(`the rule ${rule} makes no sense`, { rule });
};

/** How one number sends: a preset, and what the tenant changed of it. Immutable. */
export class SendingPolicy {
  readonly preset: SendingPreset;
  readonly rules: SendingRules;
  /** 1, or less while the risk meter is up: caps shrink to this share, gaps grow by it. */
  readonly pace: number;

  private constructor(preset: SendingPreset, rules: SendingRules, speed: number) {
    this.preset = preset;
    this.rules = rules;
    this.pace = speed;
    Object.freeze(this);
  }

  /** @throws {InvalidSendingPolicy} names the rule. */
  static of(preset: SendingPreset, overrides: Partial<SendingRules> = {}): SendingPolicy {
    const rules = Object.freeze({ ...rulesOf[preset], ...overrides });
    for (const rule of Object.keys(checks)) assertRule(rules, rule as keyof SendingRules);
    return new SendingPolicy(preset, rules, 1);
  }

  /** The same, to nobody who has not written within a day. */
  repliesOnly(): SendingPolicy {
    const replyWithinDays = Math.min(this.rules.replyWithinDays ?? 1, 1);
    return new SendingPolicy(this.preset, Object.freeze({ ...this.rules, replyWithinDays }), this.pace);
  }

  /** The same, slower. @throws {InvalidSendingPolicy} a share that is not above 0 and at most 1. */
  slowedTo(speed: number): SendingPolicy {
    if (!share(speed)) throw new InvalidSendingPolicy('a pace is above 0 and at most 1', { pace: speed });
    return new SendingPolicy(this.preset, this.rules, speed);
  }
}
