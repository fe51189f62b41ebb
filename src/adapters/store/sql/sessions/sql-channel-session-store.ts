import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import type { ChannelSessionRow } from '#adapters/store/sql/session-rows';
import { channelById } from '#adapters/store/sql/tenant/sql-channel-store';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
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
import { readCredentials, writeCredentials } from './session-credentials.js';
import {
  assertNewestFence,
  claimSession,
  holdingOf,
  releaseSession,
  renewSession,
  showSession,
} from './session-lease.js';
import { dropCredentials, everySession, sessionByChannel, writeLedger } from './session-statements.js';

const toRecord = (row: ChannelSessionRow): SessionRecord => ({
  channelId: ChannelId(row.channel_id),
  tenantId: TenantId(row.tenant_id),
  engine: row.engine,
  state: decodeJson(row.state),
  ledger: row.ledger === null ? null : decodeJson(row.ledger),
  version: row.version,
});

export class SqlChannelSessionStore implements ChannelSessionStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(channelId: ChannelId): Promise<SessionRecord | null> {
    const row = await this.#database.read((tx) => tx.first(sessionByChannel, { channelId }));
    return row === undefined ? null : toRecord(row);
  }

  async list(): Promise<readonly SessionRecord[]> {
    return (await this.#database.read((tx) => tx.rows(everySession, {}))).map(toRecord);
  }

  /** @throws {LeaseLost} @throws {NotFound} there is no such channel. */
  save(record: SessionRecord, fence: number): Promise<SessionRecord> {
    const { channelId, tenantId, engine, state, version } = record;
    return this.#database.write(async (tx) => {
      assertOwn(tx, tenantId);
      if (version === 0 && (await tx.first(channelById, { id: channelId })) === undefined)
        throw new NotFound('channel');
      await assertNewestFence(tx, channelId, fence);
      const columns = { engine, state: encodeJson(state) };
      await saveVersioned(tx, 'channel_sessions', { channel_id: channelId }, columns, version);
      return { ...record, version: version + 1 };
    });
  }

  saveLedger(channelId: ChannelId, fence: number, ledger: unknown): Promise<void> {
    return this.#database.write(async (tx) => {
      await assertNewestFence(tx, channelId, fence);
      await tx.run(writeLedger, { channelId, ledger: ledger === null ? null : encodeJson(ledger) });
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

  credentials(channelId: ChannelId, type: string, ids?: readonly string[]): Promise<readonly Credential[]> {
    return this.#database.read((tx) => readCredentials(tx, channelId, type, ids));
  }

  saveCredentials(channelId: ChannelId, fence: number, changes: readonly CredentialChange[]): Promise<void> {
    return this.#database.write(async (tx) => {
      await assertNewestFence(tx, channelId, fence);
      await writeCredentials(tx, channelId, changes);
    });
  }

  wipeCredentials(channelId: ChannelId, fence: number): Promise<void> {
    return this.#database.write(async (tx) => {
      await assertNewestFence(tx, channelId, fence);
      await tx.run(dropCredentials, { channelId });
    });
  }
}
