import { z } from 'zod';
import { engineManifests } from '#adapters/channels/whatsapp/engines';

/** Its key is ours to give: the channel's id, and the number once a phone is linked. */
export const whatsAppSettings = z.strictObject({
  engine: z
    .enum(engineManifests.map(({ name }) => name))
    .default('baileys')
    .meta({ title: 'Engine', description: 'Which program speaks for the number. It counts from the next link on.' }),
});
