import { InvalidInput } from '#application/input';
import { DomainError } from '#domain/shared/domain-error';

/** The super admin has not let this tenant use the Cloud API. */
export class CloudApiNotAllowed extends DomainError {
  readonly code = 'channel.cloud_api_not_allowed';
  readonly kind = 'forbidden';
  constructor() {
    super('the Cloud API is not enabled for this business; ask the platform to enable it', {});
  }
}

/** It becomes part of a URL. @throws {InvalidInput} */
export const phoneNumberIdOf = (raw: string): string => {
  const id = raw.trim();
  if (!/^\d{5,32}$/.test(id))
    throw new InvalidInput('phoneNumberId', 'the phone number ID is 5 to 32 digits, from the Meta app dashboard');
  return id;
};

/** It becomes a header. @throws {InvalidInput} */
export const accessTokenOf = (raw: string): string => {
  const token = raw.trim();
  if (!/^[\x21-\x7e]{1,1024}$/.test(token))
    throw new InvalidInput('accessToken', 'the access token is one line of at most 1,024 plain characters');
  return token;
};
