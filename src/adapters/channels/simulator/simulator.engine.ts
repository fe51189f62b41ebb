import { scriptOf } from '#adapters/channels/simulator/script';
import { SimulatorSettings } from '#adapters/channels/simulator/settings';
import { SimulatorSession } from '#adapters/channels/simulator/simulator-session';
import type { EngineManifest } from '#adapters/channels/whatsapp/engine';
import { seededRandom } from '#domain/channel/seeded-random';

/** A number nobody has: +999 is not assigned to any country. The same channel has the same one. */
const numberOf = (channelId: string): string =>
  `999${String(Math.floor(seededRandom(channelId)() * 1e9)).padStart(9, '0')}`;

/** Plays recorded customers, with everything that goes wrong on the way (BEY-11). For tests and demonstrations. */
export const simulatorEngine: EngineManifest = {
  name: 'simulator',
  title: 'Simulator (recorded customers)',
  open: async ({ channelId, settings, credentials, events, log }) => {
    const { recording, disturbances } = SimulatorSettings.parse(settings);
    const scenes = scriptOf(recording, disturbances);
    const number = numberOf(channelId);
    const session = new SimulatorSession({ credentials, events, log, scenes, number, speed: disturbances.speed });
    await session.begin();
    return session;
  },
};
