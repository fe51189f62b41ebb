import { DomainError } from '#domain/shared/domain-error';

/** The super admin has not let this tenant use the Cloud API. */
export class CloudApiNotAllowed extends DomainError {
  readonly code = 'channel.cloud_api_not_allowed';
  readonly kind = 'forbidden';
  constructor() {
    super('the Cloud API is not enabled for this business; ask the platform to enable it', {});
  }
}
