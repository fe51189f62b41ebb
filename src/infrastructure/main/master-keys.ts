import { join } from 'node:path';
import type { SealingOptions } from '#adapters/store/sealing/sealing-options';
import { LocalMasterKey } from '#adapters/vault/local-master-key';
import { TransitMasterKey } from '#adapters/vault/transit-master-key';
import type { MasterKey } from '#application/ports/master-key';
import type { Telemetry } from '#application/ports/telemetry';
import type { Config } from '#infrastructure/config/config';
import { masterKeyFiles, newMasterKeyFile } from '#infrastructure/config/key-files';

type Settings = Pick<Config, 'dataDir' | 'masterKey' | 'oldMasterKey' | 'transit'>;

const keysOf = ({ dataDir, masterKey, oldMasterKey }: Settings): readonly string[] => {
  const given = masterKey === null ? masterKeyFiles(dataDir) : [masterKey];
  return oldMasterKey === null ? given : [...given, oldMasterKey];
};

/** Where the master key is kept, for whoever has to put the right one there. */
export const placeOfMasterKey = ({ dataDir, masterKey, transit }: Settings): string =>
  transit !== null
    ? 'WAKIL_TRANSIT_KEY'
    : masterKey === null
      ? join(dataDir, 'keys', 'master.key')
      : 'WAKIL_MASTER_KEY';

/** From the environment, else from the data folder, where the first start puts a new one. */
export const sealingOf = (settings: Settings, telemetry: Telemetry): SealingOptions => ({
  masterKeys: {
    // Where a service keeps it, keys of ours still open what they wrapped before.
    existing: (): readonly MasterKey[] => [
      ...(settings.transit === null ? [] : [new TransitMasterKey(settings.transit)]),
      ...keysOf(settings).map((key) => new LocalMasterKey(key)),
    ],
    create: () => {
      const { key, path, isNew } = newMasterKeyFile(settings.dataDir);
      if (isNew)
        telemetry.info('master_key.created', {
          path,
          hint: 'keep a copy elsewhere: without it no message can be read',
        });
      return new LocalMasterKey(key);
    },
  },
  unreadable: ({ tenantId, table, row, column, code }) =>
    telemetry.warn('store.unreadable', { tenantId, table, row, column, code }),
});
