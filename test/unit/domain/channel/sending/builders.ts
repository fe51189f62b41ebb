import { nextSlot, type PacingDecision, type Slot } from '#domain/channel/sending/next-slot';
import type { PacedMessage } from '#domain/channel/sending/paced-message';
import { openLedger, type SendingLedger } from '#domain/channel/sending/sending-ledger';
import { SendingPolicy } from '#domain/channel/sending/sending-policy';
import { ConversationId, MessageId } from '#domain/shared/ids';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Noon in UTC. */
export const start = new Date('2026-03-02T12:00:00Z');
export const later = (ms: number): Date => new Date(start.getTime() + ms);

/** Linked long ago: warm. */
export const aLedger = (about: Partial<SendingLedger> = {}): SendingLedger => ({
  ...openLedger({ seed: 7, linkedAt: later(-100 * dayMs) }),
  ...about,
});

let made = 0;

/** The assistant's answer to a customer who wrote just now. */
export const aMessage = (about: Partial<PacedMessage> = {}): PacedMessage => {
  made += 1;
  return {
    id: MessageId(`msg_${made}`),
    chat: ConversationId('cnv_1'),
    by: 'automatic',
    length: 80,
    lastInbound: { at: start, length: 40 },
    unanswered: 0,
    wroteBefore: true,
    ...about,
  };
};

/** Emulators' policy with one rule in force, so that a test sees that rule alone. */
export const only = (rules: Parameters<typeof SendingPolicy.of>[1]): SendingPolicy => SendingPolicy.of('off', rules);

export const ask = (
  policy: SendingPolicy,
  message: PacedMessage,
  { ledger = aLedger(), now = start }: { ledger?: SendingLedger; now?: Date } = {},
): PacingDecision => nextSlot({ now, policy, ledger, message });

export const slotOf = (decision: PacingDecision): Slot => {
  if (decision.kind !== 'slot') throw new Error(`no slot: ${decision.reason}`);
  return decision;
};
