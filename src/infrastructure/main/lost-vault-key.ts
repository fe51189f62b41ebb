import { existsSync } from 'node:fs';
import type { Store } from '#application/ports/store';
import type { TenantId } from '#domain/shared/ids';
import { type Config, WrongConfiguration } from '#infrastructure/config/config';
import { vaultKeyPath } from '#infrastructure/config/key-files';

async function* tenantsOf({ platform }: Store): AsyncGenerator<TenantId> {
  let after: string | null = null;
  do {
    const { items, next } = await platform.pageTenants({}, { after, limit: 100 });
    yield* items.map(({ state: { id } }) => id);
    after = next;
  } while (after !== null);
}

const isUsed = async (store: Store): Promise<boolean> => {
  if ((await store.platform.whatsappSessions(1)).length > 0) return true;
  if ((await store.platform.ai.settings()).connections.some(({ key }) => key !== null)) return true;
  for await (const id of tenantsOf(store))
    if ((await store.tenant(id).functions.list()).some(({ sealedSecret }) => sealedSecret !== null)) return true;
  return false;
};

/**
 * A key made in the place of a lost one would only hide the loss: what it seals from then on would not open with the right one.
 * @throws {WrongConfiguration}
 */
export const refuseLostVaultKey = async ({ dataDir }: Pick<Config, 'dataDir'>, store: Store): Promise<void> => {
  const path = vaultKeyPath(dataDir);
  if (existsSync(path) || !(await isUsed(store))) return;
  throw new WrongConfiguration(
    `${path} must hold the key that linked numbers, keys of AI providers and secrets of functions are sealed with: put it back from your copy, or, to link and type them again, write 64 new hex digits into it`,
    'start.vault_key_missing',
  );
};
