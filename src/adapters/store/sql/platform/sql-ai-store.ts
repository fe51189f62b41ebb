import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { saveVersionedRow } from '#adapters/store/sql/save-versioned';
import { platformStatement } from '#adapters/store/sql/statement';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { AiStore, Spend, SpendCaps, SpendClaim } from '#application/ports/ai-store';
import { type AiSettings, defaultAiSettings, defaultTenantAi, type TenantAi } from '#domain/ai/ai-settings';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import { reserve, settle, spendOf } from './platform-ai-spend.js';
import { type PlatformDatabase, type PlatformTx, platformLog } from './platform-database.js';

/** No tenant is called so: it is no id. */
const revisionRow = 'revision';

const settingsOf = platformStatement<{ scope: string }>()((db, arg) =>
  db.selectFrom('ai_settings').select(['body', 'version']).where('scope', '=', arg('scope')),
);

/** Readers compare this number only; it is written with what it speaks of. */
const countRevision = async (tx: PlatformTx): Promise<void> => {
  await tx.db
    .insertInto('ai_settings')
    .values({ scope: revisionRow, tenant_id: null, body: '{}', version: 1 })
    .onConflict((conflict) =>
      conflict.column('scope').doUpdateSet((row) => ({ version: row('ai_settings.version', '+', 1) })),
    )
    .execute();
};

/** Settings of models as documents, and what is spent as counters. */
export class SqlAiStore implements AiStore {
  readonly #database: PlatformDatabase;
  constructor(database: PlatformDatabase) {
    this.#database = database;
  }

  async revision(): Promise<number> {
    const row = await this.#database.read((tx) => tx.first(settingsOf, { scope: revisionRow }));
    return row?.version ?? 0;
  }

  async settings(): Promise<AiSettings> {
    const row = await this.#database.read((tx) => tx.first(settingsOf, { scope: platformLog }));
    // What is not stored is as at the beginning: rows older than a setting have nothing of it.
    return row === undefined
      ? defaultAiSettings
      : { ...defaultAiSettings, ...decodeJson<AiSettings>(row.body), version: row.version };
  }
  saveSettings(settings: AiSettings, audit: AuditDraft): Promise<AiSettings> {
    return this.#database.write(async (tx) => {
      const { version, ...body } = settings;
      const columns = { tenant_id: null, body: encodeJson(body) };
      await saveVersionedRow(tx.db, 'ai_settings', { scope: platformLog }, columns, version);
      await countRevision(tx);
      await appendAudit(tx.of(platformLog), [audit]);
      return { ...settings, version: version + 1 };
    });
  }

  async tenantSettings(tenantId: TenantId): Promise<TenantAi> {
    const row = await this.#database.read((tx) => tx.first(settingsOf, { scope: tenantId }));
    const fallback = defaultTenantAi(tenantId);
    return row === undefined ? fallback : { ...fallback, ...decodeJson<TenantAi>(row.body), version: row.version };
  }
  saveTenantSettings(settings: TenantAi, audit: AuditDraft): Promise<TenantAi> {
    return this.#database.write(async (tx) => {
      const { version, tenantId, ...body } = settings;
      const columns = { tenant_id: tenantId, body: encodeJson(body) };
      await saveVersionedRow(tx.db, 'ai_settings', { scope: tenantId }, columns, version);
      await countRevision(tx);
      for (const log of [tenantId, platformLog]) await appendAudit(tx.of(log), [audit]);
      return { ...settings, version: version + 1 };
    });
  }

  reserve(claim: SpendClaim, caps: SpendCaps): Promise<'reserved' | 'tenant_cap' | 'platform_cap'> {
    return this.#database.write((tx) => reserve(tx, claim, caps));
  }
  settle(claim: SpendClaim, spentMicros: number): Promise<void> {
    return this.#database.write((tx) => settle(tx, claim, spentMicros));
  }
  spend(tenantId: TenantId | null, day: string): Promise<Spend> {
    return this.#database.read((tx) => spendOf(tx, tenantId, day));
  }
}
