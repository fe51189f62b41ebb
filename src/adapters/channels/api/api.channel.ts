import { z } from 'zod';
import { ApiTransport } from '#adapters/channels/api/api-transport';
import type { ChannelManifest } from '#adapters/channels/channel';

/** The programmable channel: the customer's own program puts messages in and fetches the answers over our API. */
export const apiChannel: ChannelManifest = {
  kind: 'api',
  title: 'Programmable API',
  externalKey: null,
  settings: z.strictObject({}),
  create: () => new ApiTransport(),
};
