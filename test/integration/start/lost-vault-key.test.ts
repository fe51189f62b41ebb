import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretKeyFile, vaultKeyPath } from '#infrastructure/config/key-files';
import { refuseLostVaultKey } from '#infrastructure/main/lost-vault-key';
import { StoreWorld } from '#test/contract/store/store-world';
import { temporaryFolder } from '#test/support/product';
import { openSqliteFolder } from '#test/support/stores';

let folder: ReturnType<typeof temporaryFolder>;
let world: StoreWorld;
beforeEach(async () => {
  folder = temporaryFolder('vault');
  world = await StoreWorld.open({
    name: 'sqlite',
    available: true,
    open: (clock) => openSqliteFolder(clock, folder.path),
  });
});
afterEach(async () => {
  await world.close();
  folder.remove();
});

const start = (): Promise<void> => refuseLostVaultKey({ dataDir: folder.path }, world.store);
const saveFunction = async (sealedSecret: string | null): Promise<void> => {
  const { store } = world.b;
  await store.functions.save(world.make.aFunction(store.tenantId, { sealedSecret }), world.make.anAudit());
};

describe('a start without the key of the vault', () => {
  it('goes on where nothing was sealed with one, as on the first day', async () => {
    await saveFunction(null);
    await expect(start()).resolves.toBeUndefined();
  });

  it('is refused where any tenant keeps the secret of a function, and goes on once the key is back', async () => {
    await saveFunction('00ff');
    await expect(start()).rejects.toMatchObject({ code: 'start.vault_key_missing' });
    secretKeyFile(folder.path, 'vault');
    await expect(start()).resolves.toBeUndefined();
    rmSync(vaultKeyPath(folder.path));
    await expect(start()).rejects.toMatchObject({ code: 'start.vault_key_missing' });
  });
});
