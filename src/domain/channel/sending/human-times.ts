import { clampedGaussian, seededRandom } from '#domain/channel/seeded-random';
import type { PacedMessage } from '#domain/channel/sending/paced-message';
import { lastInChat, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import type { LengthPace, SendingRules } from '#domain/channel/sending/sending-rules';

/** The customer is shown that we type for so long at most; WhatsApp lets the sign go out after a while. */
const typingShownMs = 20_000;

export type HumanTimes = {
  readonly readMs: number;
  readonly typeMs: number;
  /** 0 to 1: how much of a gap's spread this message gets. */
  readonly gapNoise: number;
};

const clamp = (value: number, { minMs, maxMs }: LengthPace): number => Math.max(minMs, Math.min(maxMs, value));

const paced = (pace: LengthPace, length: number, noise: number): number =>
  Math.round(clamp(clamp(length * pace.perCharacterMs, pace) * (1 + pace.jitter * noise), pace));

const hasReading = (ledger: SendingLedger, { chat, lastInbound }: PacedMessage): boolean => {
  const wrote = lastInChat(ledger, chat);
  return lastInbound !== null && (wrote === null || wrote < lastInbound.at.getTime());
};

/** What a person would need for this message. The seed and the message's id decide the jitter, not who asks or how often. */
export const humanTimes = (rules: SendingRules, ledger: SendingLedger, message: PacedMessage): HumanTimes => {
  const random = seededRandom(`${ledger.seed}/${message.id}`);
  const [reading, typing, gap] = [clampedGaussian(random), clampedGaussian(random), clampedGaussian(random)];
  const gapNoise = Math.abs(gap) / 2;
  if (message.by === 'person') return { readMs: 0, typeMs: 0, gapNoise };
  const readMs = hasReading(ledger, message) ? paced(rules.reading, message.lastInbound?.length ?? 0, reading) : 0;
  return { readMs, typeMs: paced(rules.typing, message.length, typing), gapNoise };
};

/** Reading began when the message came, not when we had thought of an answer. */
export const readAtOf = (now: number, { lastInbound }: PacedMessage, { readMs }: HumanTimes): number =>
  readMs === 0 ? now : Math.max(now, (lastInbound?.at.getTime() ?? now) + readMs);

/** As early as it can be: somebody who waits wants to see that something comes. */
export const typingFromOf = (readAt: number, sendAt: number): number => Math.max(readAt, sendAt - typingShownMs);
