import { DomainError } from '#domain/shared/domain-error';

/** They are there and are not what we once wrote. Never overwritten: a person may bring the right ones back. */
export class UnreadableCredentials extends DomainError {
  readonly code = 'whatsapp.unreadable_credentials';
  readonly kind = 'fatal';
}

/** One socket of a number at a time: two would take the link from each other. */
export class SessionAlreadyOpen extends DomainError {
  readonly code = 'whatsapp.session_already_open';
  readonly kind = 'conflict';
}

/** Memory and disk differ by now, so the socket ends. */
export class CredentialsNotSaved extends DomainError {
  readonly code = 'whatsapp.credentials_not_saved';
  readonly kind = 'unavailable';
}

/** Waited too long for the other side; says nothing of what it did. */
export class NoAnswerInTime extends DomainError {
  readonly code = 'whatsapp.no_answer_in_time';
  readonly kind = 'unavailable';
}
