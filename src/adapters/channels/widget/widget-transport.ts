import type { SendOutcome, Transport } from '#application/ports/transport';

/** Nothing leaves us: a stored message has arrived, because the visitor's browser reads it from the store. */
export class WidgetTransport implements Transport {
  readonly isRepeatable = true;
  readonly kind = 'widget';

  send(): Promise<SendOutcome> {
    return Promise.resolve({ kind: 'accepted', externalId: null });
  }
}
