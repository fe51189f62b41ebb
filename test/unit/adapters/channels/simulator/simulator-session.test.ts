import { expect, it } from 'vitest';
import { Disturbances } from '#adapters/channels/simulator/disturbances';
import { burst } from '#adapters/channels/simulator/recordings/pains';
import { scriptOf } from '#adapters/channels/simulator/script';
import { SimulatorSession } from '#adapters/channels/simulator/simulator-session';
import type { SessionEvents } from '#adapters/channels/whatsapp/engine';
import { MemoryCredentials } from '#test/support/memory-credentials';

it('takes nobody along when nothing it says can be kept any more', async () => {
  const logged: string[] = [];
  const gone = (): Promise<never> => Promise.reject(new Error('nobody hears'));
  const heard = { connection: 0 };
  const events: SessionEvents = {
    connection: async ({ kind }) => {
      heard.connection += 1;
      if (kind === 'closed') await gone();
    },
    inbound: gone,
    ownMessages: gone,
    receipts: gone,
    media: gone,
    samePerson: gone,
    typing: () => undefined,
    figures: () => undefined,
  };
  const session = new SimulatorSession({
    credentials: new MemoryCredentials(),
    events,
    log: (_level, event) => logged.push(event),
    scenes: scriptOf(burst, Disturbances.parse({})),
    number: '999000000001',
    speed: 100_000,
  });
  await session.begin();
  await expect.poll(() => logged).toContain('simulator.failed');
  await session.close();
  expect(heard.connection).toBe(4);
});
