import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { channelColumns, toChannel } from '#adapters/store/sql/mappers/channel-mapper';
import { ChannelKeyTaken, type ChannelStore } from '#application/ports/channel-store';
import type { Channel } from '#domain/channel/channel';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ChannelId } from '#domain/shared/ids';
import { appendAudit } from './audit-chain.js';

/** Which channel has this key of its provider, whose ever it is. */
export type ChannelKeyOwner = (
  kind: string,
  externalKey: string,
) => Promise<{ readonly tenant_id: string; readonly id: string } | null>;

/** In a unit of `writeUnique`. @throws {StaleWrite} @throws {ChannelKeyTaken} */
export const writeChannel = async (tx: TenantTx, channel: Channel, ownerOf: ChannelKeyOwner): Promise<void> => {
  assertOwn(tx, channel.tenantId);
  const { id, kind, externalKey, version } = channel;
  const owner = await ownerOf(kind, externalKey);
  if (owner !== null && (owner.id !== id || owner.tenant_id !== tx.tenantId))
    throw new ChannelKeyTaken('another channel uses this key', { kind });
  await saveVersioned(tx, 'channels', [id], { id, ...channelColumns(channel) }, version);
};

export class MongoChannelStore implements ChannelStore {
  readonly #database: TenantDatabase;
  readonly #ownerOf: ChannelKeyOwner;
  constructor(database: TenantDatabase, ownerOf: ChannelKeyOwner) {
    this.#database = database;
    this.#ownerOf = ownerOf;
  }

  async find(id: ChannelId): Promise<Channel | null> {
    const row = await this.#database.read((tx) => tx.get('channels', id));
    return row === undefined ? null : toChannel(row);
  }

  async list(): Promise<readonly Channel[]> {
    const sort = { created_at: 1, id: 1 } as const;
    return (await this.#database.read((tx) => tx.rows('channels', { sort }))).map(toChannel);
  }

  save(channel: Channel, audit: AuditDraft): Promise<Channel> {
    return this.#database.writeUnique(async (tx) => {
      await writeChannel(tx, channel, this.#ownerOf);
      await appendAudit(tx, [audit]);
      return { ...channel, version: channel.version + 1 };
    });
  }
}
