import { apiKeyColumns, toApiKey } from '#adapters/store/sql/mappers/team-mapper';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { tenantStatement } from '#adapters/store/sql/statement';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { ApiKeyStore } from '#application/ports/api-key-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ApiKey } from '#domain/identity/api-key';
import type { ApiKeyId } from '#domain/shared/ids';
import { appendAudit } from './audit-chain.js';

const keyById = tenantStatement<{ id: string }>()((db, arg, tenant) =>
  db.selectFrom('api_keys').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
);
const touchKey = tenantStatement<{ id: string; at: number }>()((db, arg, tenant) =>
  db
    .updateTable('api_keys')
    .set({ last_used_at: arg('at') })
    .where('tenant_id', '=', tenant)
    .where('id', '=', arg('id'))
    .where((row) => row.or([row('last_used_at', 'is', null), row('last_used_at', '<', arg('at'))])),
);

const minuteMs = 60_000;

export class SqlApiKeyStore implements ApiKeyStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: ApiKeyId): Promise<ApiKey | null> {
    const row = await this.#database.read((tx) => tx.first(keyById, { id }));
    return row === undefined ? null : toApiKey(row);
  }

  async list(): Promise<readonly ApiKey[]> {
    return this.#database.read(async (tx) => {
      const query = tx.db.selectFrom('api_keys').selectAll().where('tenant_id', '=', tx.tenantId);
      return (await query.orderBy('created_at', 'desc').orderBy('id', 'desc').execute()).map(toApiKey);
    });
  }

  save(key: ApiKey, audit: AuditDraft): Promise<ApiKey> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, key.tenantId);
      await saveVersioned(tx, 'api_keys', { id: key.id }, apiKeyColumns(key), key.version);
      await appendAudit(tx, [audit]);
      return { ...key, version: key.version + 1 };
    });
  }

  async touch(id: ApiKeyId, at: Date): Promise<void> {
    const minute = Math.floor(at.getTime() / minuteMs) * minuteMs;
    // Most calls fall into a minute that is noted already, and a read costs no wait for the disk.
    const known = await this.find(id);
    if (known === null || (known.lastUsedAt !== null && known.lastUsedAt.getTime() >= minute)) return;
    await this.#database.write((tx) => tx.run(touchKey, { id, at: minute }));
  }
}
