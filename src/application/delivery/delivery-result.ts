import type { DeliveryResult } from '#application/ports/message-store';
import type { SendOutcome } from '#application/ports/transport';
import type { Message } from '#domain/conversation/message';

/** Tries whose fate stayed unknown before a person is asked (notes A2: at most five resends). */
const mostAttempts = 6;
const stoppedRetryMs = 60_000;

/** What a send's outcome means for the message. */
export const resultOf = (outcome: SendOutcome, message: Message, reconcileMs: number): DeliveryResult => {
  switch (outcome.kind) {
    case 'accepted':
      return { status: 'sent', externalId: outcome.externalId };
    case 'later':
      return { status: 'queued', reason: outcome.reason, retryInMs: outcome.retryAfterMs, counts: false };
    case 'refused':
      return { status: 'failed', reason: outcome.reason };
    case 'channel_stopped':
      return { status: 'queued', reason: outcome.reason, retryInMs: stoppedRetryMs, counts: false };
    case 'unknown':
      return message.attempts >= mostAttempts
        ? { status: 'failed', reason: 'delivery.gave_up' }
        : { status: 'unknown', reason: outcome.reason, reconcileMs };
  }
};
