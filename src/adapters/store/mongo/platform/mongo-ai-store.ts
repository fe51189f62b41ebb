import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import { platformScope, type TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { Row, TenantTx } from '#adapters/store/mongo/tenant-tx';
import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { AiStore, Spend, SpendCaps, SpendClaim } from '#application/ports/ai-store';
import { type AiSettings, defaultAiSettings, defaultTenantAi, type TenantAi } from '#domain/ai/ai-settings';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import type { PlatformAiSpend } from './platform-ai-spend.js';

/** No tenant is called so: it is no id. */
const revisionScope = 'revision';

/** Readers compare this number only; it is written with what it speaks of. */
const countRevision = async (tx: TenantTx): Promise<void> => {
  const row = await tx.get('ai_settings', revisionScope);
  if (row === undefined) await tx.insert('ai_settings', { scope: revisionScope, body: '{}', version: 1 });
  else tx.change('ai_settings', row, { version: row.version + 1 });
};

/** Settings of models as documents, and what is spent as counters. */
export class MongoAiStore implements AiStore {
  readonly #of: (tenantId: TenantId) => TenantDatabase;
  readonly #spend: PlatformAiSpend;
  constructor(of: (tenantId: TenantId) => TenantDatabase, spend: PlatformAiSpend) {
    this.#of = of;
    this.#spend = spend;
  }

  async revision(): Promise<number> {
    return (await this.#settings(platformScope, revisionScope))?.version ?? 0;
  }

  async settings(): Promise<AiSettings> {
    const row = await this.#settings(platformScope, platformScope);
    // What is not stored is as at the beginning: documents older than a setting have nothing of it.
    return row === undefined
      ? defaultAiSettings
      : { ...defaultAiSettings, ...decodeJson<AiSettings>(row.body), version: row.version };
  }
  saveSettings(settings: AiSettings, audit: AuditDraft): Promise<AiSettings> {
    const { version, ...body } = settings;
    return this.#of(platformScope).write(async (tx) => {
      await saveVersioned(tx, 'ai_settings', [platformScope], rowOf(platformScope, body), version);
      await countRevision(tx);
      await appendAudit(tx, [audit]);
      return { ...settings, version: version + 1 };
    });
  }

  async tenantSettings(tenantId: TenantId): Promise<TenantAi> {
    const row = await this.#settings(tenantId, tenantId);
    const fallback = defaultTenantAi(tenantId);
    return row === undefined ? fallback : { ...fallback, ...decodeJson<TenantAi>(row.body), version: row.version };
  }
  saveTenantSettings(settings: TenantAi, audit: AuditDraft): Promise<TenantAi> {
    const { version, tenantId, ...body } = settings;
    return this.#of(tenantId).writeUnique(async (tx) => {
      await saveVersioned(tx, 'ai_settings', [tenantId], rowOf(tenantId, body), version);
      await countRevision(tx.of(platformScope));
      for (const log of [tenantId, platformScope]) await appendAudit(tx.of(log), [audit]);
      return { ...settings, version: version + 1 };
    });
  }

  reserve(claim: SpendClaim, caps: SpendCaps): Promise<'reserved' | 'tenant_cap' | 'platform_cap'> {
    return this.#spend.reserve(claim, caps);
  }
  settle(claim: SpendClaim, spentMicros: number): Promise<void> {
    return this.#spend.settle(claim, spentMicros);
  }
  spend(tenantId: TenantId | null, day: string): Promise<Spend> {
    return this.#spend.of(tenantId, day);
  }

  #settings(tenantId: TenantId, scope: string): Promise<Row<'ai_settings'> | undefined> {
    return this.#of(tenantId).read((tx) => tx.get('ai_settings', scope));
  }
}

const rowOf = (scope: string, body: object) => ({ scope, body: encodeJson(body) });
