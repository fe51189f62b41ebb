import { DomainError } from '#domain/shared/domain-error';

/** This engine needs a Chromium, and there is none where it was said to be. */
export class NoBrowser extends DomainError {
  readonly code = 'whatsapp.no_browser';
  readonly kind = 'unavailable';
}

/** One browser of a number at a time: two would take the link from each other. */
export class BrowserAlreadyOpen extends DomainError {
  readonly code = 'whatsapp.browser_already_open';
  readonly kind = 'conflict';
}

/** Only a plain id names a folder. */
export class NoFolderName extends DomainError {
  readonly code = 'whatsapp.no_folder_name';
  readonly kind = 'invalid';
}

/** Waited too long for the page; says nothing of what it did. */
export class PageTooSlow extends DomainError {
  readonly code = 'whatsapp.page_too_slow';
  readonly kind = 'unavailable';
}

/** The browser came up after nobody wanted it any more. */
export class SessionEnded extends DomainError {
  readonly code = 'whatsapp.session_ended';
  readonly kind = 'conflict';
}
