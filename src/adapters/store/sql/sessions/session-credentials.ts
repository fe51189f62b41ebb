import type { ChannelCredentialRow } from '#adapters/store/sql/session-rows';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { Credential, CredentialChange } from '#application/ports/channel-session-store';
import { credentialById, credentialsOfType, dropCredential, writeCredential } from './session-statements.js';

const toCredential = ({ type, id, value }: ChannelCredentialRow): Credential => ({
  type,
  id,
  value: new Uint8Array(value),
});

export const readCredentials = async (
  tx: TenantTx,
  channelId: string,
  type: string,
  ids: readonly string[] | undefined,
): Promise<readonly Credential[]> => {
  if (ids === undefined) return (await tx.rows(credentialsOfType, { channelId, type })).map(toCredential);
  const found: Credential[] = [];
  for (const id of new Set(ids)) {
    const row = await tx.first(credentialById, { channelId, type, id });
    if (row !== undefined) found.push(toCredential(row));
  }
  return found;
};

/** In their order: of two changes of one part the last counts. */
export const writeCredentials = async (
  tx: TenantTx,
  channelId: string,
  changes: readonly CredentialChange[],
): Promise<void> => {
  for (const { type, id, value } of changes)
    if (value === null) await tx.run(dropCredential, { channelId, type, id });
    else await tx.run(writeCredential, { channel_id: channelId, type, id, value });
};
