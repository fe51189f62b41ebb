import { DomainError } from '#domain/shared/domain-error';

/** The business is not active: suspended, deleted, or not opened yet. Which of them is not the visitor's to know. */
export class TenantSuspended extends DomainError {
  readonly code = 'tenant.suspended';
  readonly kind = 'forbidden';
  constructor() {
    super('This business is not taking messages at the moment. What you wrote is still here; please try again later.');
  }
}
/** The business has switched its chat off. */
export class WidgetDisabled extends DomainError {
  readonly code = 'widget.disabled';
  readonly kind = 'forbidden';
  constructor() {
    super('This business has switched its chat off. Please reach it another way.');
  }
}
/** A page of a site that is not among those the business has named. */
export class DomainNotAllowed extends DomainError {
  readonly code = 'widget.domain_not_allowed';
  readonly kind = 'forbidden';
  constructor(origin: string) {
    super(`The chat may not be shown on ${origin}: add this domain to the widget's settings in the panel.`, { origin });
  }
}
/** Longer than we keep of one message. A visitor still has what they typed; clipping it would lose the end of it unsaid. */
export class MessageTooLong extends DomainError {
  readonly code = 'widget.message_too_long';
  readonly kind = 'invalid';
  constructor(most: number) {
    super(`A message may have ${most} characters; please send it in parts.`, { most });
  }
}
/** The visit is over; the next words begin another one. */
export class WidgetSessionClosed extends DomainError {
  readonly code = 'widget.session_closed';
  readonly kind = 'conflict';
  constructor() {
    super('This chat has ended. Begin a new one to go on.');
  }
}
export class ConsentNeeded extends DomainError {
  readonly code = 'widget.consent_needed';
  readonly kind = 'invalid';
  constructor() {
    super('Please agree to the privacy notice before you write.');
  }
}
export class AttachmentsOff extends DomainError {
  readonly code = 'widget.attachments_off';
  readonly kind = 'forbidden';
  constructor() {
    super('This business takes no files in its chat.');
  }
}
/** The chat is not over, or the business asks for no rating. */
export class RatingNotAsked extends DomainError {
  readonly code = 'widget.rating_not_asked';
  readonly kind = 'conflict';
  constructor() {
    super('There is nothing to rate yet.');
  }
}
