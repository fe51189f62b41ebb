import { z } from 'zod';
import { recordings, SimulatorSettings } from '#adapters/channels/simulator/settings';
import type { EngineManifest } from '#adapters/channels/whatsapp/engine';

const engine = (engines: readonly EngineManifest[]) =>
  z
    .enum(engines.map(({ name }) => name))
    .default('baileys')
    .meta({ title: 'Engine', description: 'Which program speaks for the number. It counts from the next link on.' });

/** Its key is ours to give: the channel's id, and the number once a phone is linked. */
export const whatsAppSettingsOf = (engines: readonly EngineManifest[]) => z.strictObject({ engine: engine(engines) });

const { recording, disturbances } = SimulatorSettings.shape;

/** Where numbers are emulated one may also be played from a recording. */
export const emulatedSettingsOf = (engines: readonly EngineManifest[]) =>
  z.strictObject({
    engine: engine(engines),
    recording: z
      .string()
      .max(1_000_000)
      .refine((text) => recording.safeParse(text).success, 'no recording of that name, and not one in JSON')
      .default('spa-morning')
      .meta({
        title: 'Recording',
        description: `For the simulator: ${[...recordings.keys()].join(', ')}, or JSON of your own.`,
      }),
    disturbances: z
      .string()
      .max(2_000)
      .refine((text) => disturbances.safeParse(text).success, 'not JSON of what may go wrong')
      .default('')
      .meta({
        title: 'Disturbances',
        description: 'For the simulator: JSON such as {"duplicates":0.2,"disconnects":0.1}.',
      }),
  });
