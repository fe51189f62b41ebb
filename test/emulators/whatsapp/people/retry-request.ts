import type { BinaryNode } from '@whiskeysockets/baileys';
import { node, timestamp, uint } from '../binary-nodes.js';
import { bundleNodes } from '../signal/pre-key-bundle.js';
import type { SignalEndpoint } from '../signal/signal-endpoint.js';

/** "I could not decrypt this": asks for the message again, with keys for a new session. */
export const retryRequest = (
  signal: SignalEndpoint,
  of: { readonly from: string; readonly id: string; readonly recipient?: string },
  count: number,
): BinaryNode => {
  const { id } = of;
  const [registration, ...keys] = bundleNodes(signal.newBundle());
  return node('receipt', { ...of, type: 'retry', t: timestamp() }, [
    node('retry', { count: String(count), id, t: timestamp(), v: '1' }),
    registration ?? node('registration', {}, uint(signal.registrationId, 4)),
    node('keys', {}, keys),
  ]);
};
