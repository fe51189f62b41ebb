import type { SendOutcome, Transport } from '#application/ports/transport';

/** Nothing leaves us: a stored message has arrived, because the customer's program reads it from the store. */
export class ApiTransport implements Transport {
  readonly isRepeatable = true;
  readonly kind = 'api';

  send(): Promise<SendOutcome> {
    return Promise.resolve({ kind: 'accepted', externalId: null });
  }
}
