import { z } from 'zod';
import type { EngineManifest } from '#adapters/channels/whatsapp/engine';

const engine = (engines: readonly EngineManifest[]) =>
  z
    .enum(engines.map(({ name }) => name))
    .default('baileys')
    .meta({ title: 'Engine', description: 'Which program speaks for the number. It counts from the next link on.' });

/** Its key is ours to give: the channel's id, and the number once a phone is linked. */
export const whatsAppSettingsOf = (engines: readonly EngineManifest[]) => z.strictObject({ engine: engine(engines) });

/** Where numbers are emulated one may also be played from a recording. */
export const emulatedSettingsOf = (engines: readonly EngineManifest[]) =>
  z.strictObject({
    engine: engine(engines),
    recording: z
      .string()
      .max(1_000_000)
      .default('spa-morning')
      .meta({ title: 'Recording', description: 'For the simulator: a name such as spa-morning, or JSON of your own.' }),
    disturbances: z.string().max(2_000).default('').meta({
      title: 'Disturbances',
      description: 'For the simulator: JSON such as {"duplicates":0.2,"disconnects":0.1}.',
    }),
  });
