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
