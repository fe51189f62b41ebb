import { StaleWrite } from '#domain/shared/stale-write';
import type { TenantCollection } from './rows.js';
import type { NewRow, Row, TenantTx } from './tenant-tx.js';

type Versioned = {
  [Name in TenantCollection]: 'version' extends keyof NewRow<Name> ? Name : never;
}[TenantCollection];

/**
 * Version 0 inserts, any other compares and sets. The version in the row is one more than the one handed in.
 * @param row all of it but the version.
 * @throws {StaleWrite} it was saved by somebody else since it was read, or exists already.
 */
export const saveVersioned = async <Name extends Versioned>(
  tx: TenantTx,
  name: Name,
  key: readonly unknown[],
  row: Omit<NewRow<Name>, 'version'>,
  version: number,
): Promise<void> => {
  const next = { ...row, version: version + 1 } as unknown as NewRow<Name>;
  const known = await tx.get(name, ...key);
  const isStale =
    version === 0 ? known !== undefined : (known as { version?: number } | undefined)?.version !== version;
  if (isStale) throw new StaleWrite('it was saved by somebody else meanwhile', { version });
  if (known === undefined) await tx.insert(name, next);
  else tx.change(name, known as Row<Name>, next as Partial<NewRow<Name>>);
};
