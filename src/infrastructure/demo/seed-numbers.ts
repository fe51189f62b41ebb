import type { UseCases } from '#adapters/http/use-cases';
import type { Principal } from '#application/identity/principal';
import { demoNumbers } from '#infrastructure/demo/demo-plan';

type Needs = Pick<UseCases, 'listChannels' | 'addChannel' | 'linkSession'>;

/** Where WhatsApp is emulated: a number to link, and one that recorded customers write to from now on. */
export const seedNumbers = async (useCases: Needs, by: Principal): Promise<void> => {
  const names = new Set((await useCases.listChannels.execute({ by })).map(({ name }) => name));
  const add = (name: string, settings: Readonly<Record<string, string>>) =>
    useCases.addChannel.execute({ by, kind: 'whatsapp', name, externalKey: '', settings });
  const { toLink, recorded } = demoNumbers;
  if (!names.has(toLink)) await add(toLink, {});
  if (names.has(recorded)) return;
  // Slower than it was: whoever signs in now still sees it come.
  const { id } = await add(recorded, { engine: 'simulator', disturbances: JSON.stringify({ speed: 0.2 }) });
  await useCases.linkSession.execute({ by, channelId: id, pairing: { kind: 'qr' } });
};
