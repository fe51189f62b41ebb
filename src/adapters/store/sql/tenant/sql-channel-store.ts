import { channelColumns, toChannel } from '#adapters/store/sql/mappers/channel-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import { ChannelKeyTaken, type ChannelStore } from '#application/ports/channel-store';
import type { Channel } from '#domain/channel/channel';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ChannelId } from '#domain/shared/ids';
import { appendAudit } from './audit-chain.js';

export const channelById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('channels').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);

/** @throws {StaleWrite} @throws {ChannelKeyTaken} */
export const writeChannel = async (tx: TenantTx, channel: Channel): Promise<void> => {
  assertOwn(tx, channel.tenantId);
  try {
    await saveVersioned(tx, 'channels', { id: channel.id }, channelColumns(channel), channel.version);
  } catch (error) {
    if (!tx.isUniqueViolation(error)) throw error;
    throw new ChannelKeyTaken('another channel uses this key', { kind: channel.kind }, error);
  }
};

export class SqlChannelStore implements ChannelStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: ChannelId): Promise<Channel | null> {
    const row = await this.#database.read((tx) => tx.first(channelById, { id }));
    return row === undefined ? null : toChannel(row);
  }

  async list(): Promise<readonly Channel[]> {
    return this.#database.read(async (tx) => {
      const query = tx.db.selectFrom('channels').selectAll().where('tenant_id', '=', tx.tenantId);
      return (await query.orderBy('created_at').orderBy('id').execute()).map(toChannel);
    });
  }

  save(channel: Channel, audit: AuditDraft): Promise<Channel> {
    return this.#database.write(async (tx) => {
      await writeChannel(tx, channel);
      await appendAudit(tx, [audit]);
      return { ...channel, version: channel.version + 1 };
    });
  }
}
