import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { timestamp } from '#adapters/http/contract/text';

export const channelKind = z.enum(['api', 'cloud-api', 'whatsapp', 'widget']);

export const ChannelDto = z
  .strictObject({
    id: idOf('channel'),
    kind: channelKind,
    name: z.string(),
    externalKey: z.string().meta({ description: "What the provider calls it: the Cloud API's phone-number id." }),
    status: z.enum(['active', 'stopped']),
    stoppedBecause: z.string().nullable(),
    settingsSet: z.array(z.string()).meta({ description: 'Which settings have a value; the values are never shown.' }),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Channel' });
