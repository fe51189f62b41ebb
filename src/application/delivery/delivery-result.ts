import type { DeliveryResult } from '#application/ports/message-store';
import type { SendOutcome } from '#application/ports/transport';
import type { Message } from '#domain/conversation/message';

/** Tries whose fate stayed unknown before a person is asked (notes A2: at most five resends). */
const mostAttempts = 6;
/** A stopped channel's messages look again this often; starting the channel wakes them at once. */
export const stoppedRetryMs = 60_000;

/** It waits where it is; that is not its fault. */
export const held = (reason: string, retryInMs: number): DeliveryResult => ({
  status: 'queued',
  reason,
  retryInMs,
  counts: false,
});

/** It counts as a try: the next one has another number, so that what is told of this one late is not taken for the next one's. */
export const notLeft = (retryInMs: number): DeliveryResult => ({
  status: 'queued',
  reason: 'delivery.not_left',
  retryInMs,
  counts: true,
});

/** What a send's outcome means for the message. */
export const resultOf = (outcome: SendOutcome, message: Message, reconcileMs: number): DeliveryResult => {
  switch (outcome.kind) {
    case 'accepted':
      return { status: 'sent', externalId: outcome.externalId };
    case 'later':
      return held(outcome.reason, outcome.retryAfterMs);
    case 'refused':
      return { status: 'failed', reason: outcome.reason };
    case 'channel_stopped':
      return held(outcome.reason, stoppedRetryMs);
    case 'unknown':
      return message.attempts >= mostAttempts
        ? { status: 'failed', reason: 'delivery.gave_up' }
        : { status: 'unknown', reason: outcome.reason, reconcileMs };
  }
};
