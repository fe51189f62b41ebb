import { existsSync } from 'node:fs';
import type { PlatformStore } from '#application/ports/platform-store';
import { type Config, WrongConfiguration } from '#infrastructure/config/config';
import { vaultKeyPath } from '#infrastructure/config/key-files';

const isUsed = async (platform: PlatformStore): Promise<boolean> => {
  if ((await platform.whatsappSessions(1)).length > 0) return true;
  return (await platform.ai.settings()).connections.some(({ key }) => key !== null);
};

/**
 * A key made in the place of a lost one would only hide the loss: what it seals from then on would not open with the right one.
 * @throws {WrongConfiguration}
 */
export const refuseLostVaultKey = async ({ dataDir }: Config, platform: PlatformStore): Promise<void> => {
  const path = vaultKeyPath(dataDir);
  if (existsSync(path) || !(await isUsed(platform))) return;
  throw new WrongConfiguration(
    `${path} must hold the key that linked numbers and keys of AI providers are sealed with: put it back from your copy, or, to link and type them again, write 64 new hex digits into it`,
    'start.vault_key_missing',
  );
};
