import { DomainError } from '#domain/shared/domain-error';

/** Another process has this number at the moment. */
export class SessionHeldElsewhere extends DomainError {
  readonly code = 'channel_session.held_elsewhere';
  readonly kind = 'conflict';
}
/** It is linked already: log it out first. */
export class AlreadyLinked extends DomainError {
  readonly code = 'channel_session.already_linked';
  readonly kind = 'conflict';
}
/** No phone is linked. */
export class NotLinked extends DomainError {
  readonly code = 'channel_session.not_linked';
  readonly kind = 'conflict';
}
/** No pairing is under way. */
export class NotPairing extends DomainError {
  readonly code = 'channel_session.not_pairing';
  readonly kind = 'conflict';
}
/** The channel was stopped: start it first. */
export class ChannelIsStopped extends DomainError {
  readonly code = 'channel_session.channel_stopped';
  readonly kind = 'conflict';
}
/** Nobody took the wish: no process serves numbers, or the one that holds this number is gone and its lease has not run out. */
export class NobodyServesNumbers extends DomainError {
  readonly code = 'channel_session.nobody_serves_numbers';
  readonly kind = 'unavailable';
  readonly retryAfterMs = 5_000;
}
/** Somebody else wanted something of the number at the same moment, and theirs came later. */
export class WishReplaced extends DomainError {
  readonly code = 'channel_session.wish_replaced';
  readonly kind = 'conflict';
}
/** The process that holds the number could not do it. */
export class NotDone extends DomainError {
  readonly code = 'channel_session.not_done';
  readonly kind = 'unavailable';
}
