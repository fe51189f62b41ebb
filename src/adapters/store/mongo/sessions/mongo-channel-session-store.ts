import { Buffer } from 'node:buffer';
import { oneOf } from '#adapters/store/mongo/filter';
import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { NotFound } from '#application/not-found';
import type {
  ChannelSessionStore,
  Credential,
  CredentialChange,
  SessionHolding,
  SessionLease,
  SessionRecord,
} from '#application/ports/channel-session-store';
import { ChannelId, TenantId } from '#domain/shared/ids';
import {
  assertNewestFence,
  claimSession,
  holdingOf,
  releaseSession,
  renewSession,
  showSession,
} from './session-lease.js';

const toRecord = (row: Row<'channel_sessions'>): SessionRecord => ({
  channelId: ChannelId(row.channel_id),
  tenantId: TenantId(row.tenant_id),
  engine: row.engine,
  state: decodeJson(row.state),
  ledger: row.ledger === null ? null : decodeJson(row.ledger),
  version: row.version,
});

const toCredential = ({ type, id, value }: Row<'channel_credentials'>): Credential => ({
  type,
  id,
  value: new Uint8Array(value),
});

export class MongoChannelSessionStore implements ChannelSessionStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(channelId: ChannelId): Promise<SessionRecord | null> {
    const row = await this.#database.read((tx) => tx.get('channel_sessions', channelId));
    return row === undefined ? null : toRecord(row);
  }

  async list(): Promise<readonly SessionRecord[]> {
    const sort = { channel_id: 1 } as const;
    return (await this.#database.read((tx) => tx.rows('channel_sessions', { sort }))).map(toRecord);
  }

  /** @throws {LeaseLost} @throws {NotFound} there is no such channel. */
  save(record: SessionRecord, fence: number): Promise<SessionRecord> {
    const { channelId, tenantId, engine, state, version } = record;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      if (version === 0 && (await tx.get('channels', channelId)) === undefined) throw new NotFound('channel');
      await assertNewestFence(tx, channelId, fence);
      const ledger = (await tx.get('channel_sessions', channelId))?.ledger ?? null;
      const row = { channel_id: channelId, engine, state: encodeJson(state), ledger };
      await saveVersioned(tx, 'channel_sessions', [channelId], row, version);
      return { ...record, version: version + 1 };
    });
  }

  saveLedger(channelId: ChannelId, fence: number, ledger: unknown): Promise<void> {
    return this.#database.write(async (tx) => {
      await assertNewestFence(tx, channelId, fence);
      const row = await tx.get('channel_sessions', channelId);
      if (row !== undefined)
        tx.change('channel_sessions', row, { ledger: ledger === null ? null : encodeJson(ledger) });
    });
  }

  claim(channelId: ChannelId, owner: string, ttlMs: number): Promise<SessionLease | null> {
    return this.#database.write((tx) => claimSession(tx, channelId, owner, ttlMs));
  }

  renew(channelId: ChannelId, fence: number, ttlMs: number): Promise<boolean> {
    return this.#database.write((tx) => renewSession(tx, channelId, fence, ttlMs));
  }

  release(channelId: ChannelId, fence: number): Promise<void> {
    return this.#database.write((tx) => releaseSession(tx, channelId, fence));
  }

  show(channelId: ChannelId, fence: number, shown: string): Promise<void> {
    return this.#database.write((tx) => showSession(tx, channelId, fence, shown));
  }

  holding(channelId: ChannelId): Promise<SessionHolding> {
    return this.#database.read((tx) => holdingOf(tx, channelId));
  }

  async credentials(channelId: ChannelId, type: string, ids?: readonly string[]): Promise<readonly Credential[]> {
    const filter = { channel_id: channelId, type, ...(ids !== undefined && { id: oneOf(ids) }) };
    const find = { filter, sort: { id: 1 } } as const;
    return (await this.#database.read((tx) => tx.rows('channel_credentials', find))).map(toCredential);
  }

  /** In their order: of two changes of one part the last counts. */
  saveCredentials(channelId: ChannelId, fence: number, changes: readonly CredentialChange[]): Promise<void> {
    return this.#database.write(async (tx) => {
      await assertNewestFence(tx, channelId, fence);
      for (const change of changes) await writeCredential(tx, channelId, change);
    });
  }

  wipeCredentials(channelId: ChannelId, fence: number): Promise<void> {
    return this.#database.write(async (tx) => {
      await assertNewestFence(tx, channelId, fence);
      for (const row of await tx.rows('channel_credentials', { filter: { channel_id: channelId } }))
        tx.drop('channel_credentials', row);
    });
  }
}

const writeCredential = async (
  tx: TenantTx,
  channelId: string,
  { type, id, value }: CredentialChange,
): Promise<void> => {
  const row = await tx.get('channel_credentials', channelId, type, id);
  if (value !== null) {
    const bytes = ownBytes(value);
    if (row === undefined) tx.add('channel_credentials', { channel_id: channelId, type, id, value: bytes });
    else tx.change('channel_credentials', row, { value: bytes });
  } else if (row !== undefined) tx.drop('channel_credentials', row);
};

/** A copy: the caller may go on with its own before the unit is written. */
const ownBytes = (value: Uint8Array): Uint8Array => {
  if (!(value instanceof Uint8Array)) throw new TypeError('a credential is bytes');
  return Buffer.from(value);
};
