import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import { apiKeyColumns, toApiKey } from '#adapters/store/sql/mappers/team-mapper';
import type { ApiKeyStore } from '#application/ports/api-key-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { ApiKey } from '#domain/identity/api-key';
import type { ApiKeyId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { appendAudit } from './audit-chain.js';

const minuteMs = 60_000;

export class MongoApiKeyStore implements ApiKeyStore {
  readonly #database: TenantDatabase;
  readonly #ownerOfPrefix: (prefix: string) => Promise<string | null>;
  /** @param ownerOfPrefix which key has it, whose ever it is. */
  constructor(database: TenantDatabase, ownerOfPrefix: (prefix: string) => Promise<string | null>) {
    this.#database = database;
    this.#ownerOfPrefix = ownerOfPrefix;
  }

  async find(id: ApiKeyId): Promise<ApiKey | null> {
    const row = await this.#database.read((tx) => tx.get('api_keys', id));
    return row === undefined ? null : toApiKey(row);
  }

  async list(): Promise<readonly ApiKey[]> {
    const sort = { created_at: -1, id: -1 } as const;
    return (await this.#database.read((tx) => tx.rows('api_keys', { sort }))).map(toApiKey);
  }

  save(key: ApiKey, audit: AuditDraft): Promise<ApiKey> {
    return this.#database.writeUnique(async (tx) => {
      assertOwn(tx, key.tenantId);
      const owner = await this.#ownerOfPrefix(key.prefix);
      if (owner !== null && owner !== key.id) throw new StaleWrite('another key begins like this one', {});
      await saveVersioned(tx, 'api_keys', [key.id], { id: key.id, ...apiKeyColumns(key) }, key.version);
      await appendAudit(tx, [audit]);
      return { ...key, version: key.version + 1 };
    });
  }

  async touch(id: ApiKeyId, at: Date): Promise<void> {
    const minute = Math.floor(at.getTime() / minuteMs) * minuteMs;
    // Most calls fall into a minute that is noted already, and a read costs no wait for the disk.
    const known = await this.find(id);
    if (known === null || (known.lastUsedAt !== null && known.lastUsedAt.getTime() >= minute)) return;
    await this.#database.write(async (tx) => {
      const row = await tx.get('api_keys', id);
      if (row !== undefined && (row.last_used_at ?? 0) < minute) tx.change('api_keys', row, { last_used_at: minute });
    });
  }
}
