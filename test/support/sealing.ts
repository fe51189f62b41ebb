import type { Unreadable } from '#adapters/store/sealing/row-seals';
import type { SealingOptions } from '#adapters/store/sealing/sealing-options';
import { LocalMasterKey } from '#adapters/vault/local-master-key';

export const masterKey = '5'.repeat(64);

/** As the product seals, with a master key of the test's. */
export const sealingWith = (
  keys: readonly string[] = [masterKey],
  unreadable: (what: Unreadable) => void = () => undefined,
): SealingOptions => ({
  masterKeys: {
    existing: () => keys.map((key) => new LocalMasterKey(key)),
    create: () => new LocalMasterKey(masterKey),
  },
  unreadable,
});
