import { z } from 'zod';
import { engineNames } from '#application/ports/whatsapp-engines';

/** Its key is ours to give: the channel's id, and the number once a phone is linked. */
export const whatsAppSettings = z.strictObject({
  engine: z
    .enum(engineNames)
    .default('baileys')
    .meta({ title: 'Engine', description: 'Which program speaks for the number. It counts from the next link on.' }),
});
