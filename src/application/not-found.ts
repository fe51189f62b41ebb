import { DomainError } from '#domain/shared/domain-error';

/** No such thing in the caller's tenant. Another tenant's id and an id that never was answer alike. */
export class NotFound extends DomainError {
  readonly code = 'resource.not_found';
  readonly kind = 'not_found';
  constructor(what: string) {
    super(`no such ${what}`, { what });
  }
}

/** @throws {NotFound} */
export const found = <T>(thing: T | null, what: string): T => {
  if (thing === null) throw new NotFound(what);
  return thing;
};
