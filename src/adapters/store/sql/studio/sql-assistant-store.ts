import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import { updateTenant } from '#adapters/store/sql/tenant/tenant-record';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { AssistantStore, PublicationChange } from '#application/ports/assistant-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { AssistantId, AssistantVersionId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { Assistant } from '#domain/studio/assistant';
import { AssistantVersion } from '#domain/studio/assistant-version';
import type { LiveAssistant } from '#domain/studio/live-assistant';
import type { LiveAssistants } from './live-assistants.js';
import { assistantColumns, toAssistant, toVersion, versionColumns } from './studio-mapper.js';
import { assistantById, assistantsOf, versionById, versionsOf } from './studio-statements.js';

export class SqlAssistantStore implements AssistantStore {
  readonly #database: TenantDatabase;
  readonly #live: LiveAssistants;
  constructor(database: TenantDatabase, live: LiveAssistants) {
    this.#database = database;
    this.#live = live;
  }

  async list(): Promise<readonly Assistant[]> {
    const rows = await this.#database.read((tx) => tx.rows(assistantsOf, {}));
    const all = rows.map(toAssistant);
    return [...all.filter(({ state }) => state.isDefault), ...all.filter(({ state }) => !state.isDefault)];
  }

  async find(id: AssistantId): Promise<Assistant | null> {
    const row = await this.#database.read((tx) => tx.first(assistantById, { id }));
    return row === undefined ? null : toAssistant(row);
  }

  save(assistant: Assistant, audit: AuditDraft): Promise<Assistant> {
    return this.#database.write(async (tx) => {
      const saved = await writeAssistant(tx, assistant);
      await appendAudit(tx, [audit]);
      return saved;
    });
  }

  remove({ state }: Assistant, audit: AuditDraft): Promise<void> {
    return this.#database.write(async (tx) => {
      assertOwn(tx, state.tenantId);
      for (const table of ['studio_runs', 'assistant_versions'] as const)
        await tx.db
          .deleteFrom(table)
          .where('tenant_id', '=', tx.tenantId)
          .where('assistant_id', '=', state.id)
          .execute();
      const { numDeletedRows } = await tx.db
        .deleteFrom('assistants')
        .where('tenant_id', '=', tx.tenantId)
        .where('id', '=', state.id)
        .where('version', '=', state.version)
        .executeTakeFirstOrThrow();
      if (numDeletedRows !== 1n) throw new StaleWrite('it was saved by somebody else meanwhile, or is gone', {});
      await appendAudit(tx, [audit]);
    });
  }

  async versions(id: AssistantId): Promise<readonly AssistantVersion[]> {
    const rows = await this.#database.read((tx) => tx.rows(versionsOf, { assistant: id }));
    return rows.map(toVersion);
  }

  async findVersion(id: AssistantVersionId): Promise<AssistantVersion | null> {
    const row = await this.#database.read((tx) => tx.first(versionById, { id }));
    return row === undefined ? null : toVersion(row);
  }

  saveVersion(version: AssistantVersion, audit: AuditDraft): Promise<AssistantVersion> {
    return this.#database.write(async (tx) => {
      const saved = await writeVersion(tx, version);
      await appendAudit(tx, [audit]);
      return saved;
    });
  }

  publish({ assistant, version, tenant }: PublicationChange, audit: AuditDraft): Promise<Assistant> {
    return this.#database.write(async (tx) => {
      if (version !== null) await writeVersion(tx, version);
      const saved = await writeAssistant(tx, assistant);
      if (tenant !== null) await updateTenant(tx, tenant);
      await appendAudit(tx, [audit]);
      return saved;
    });
  }

  live(): Promise<readonly LiveAssistant[]> {
    return this.#database.read((tx) => this.#live.of(tx));
  }
}

const writeAssistant = async (tx: TenantTx, assistant: Assistant): Promise<Assistant> => {
  const { id, tenantId, version } = assistant.state;
  assertOwn(tx, tenantId);
  await saveVersioned(tx, 'assistants', { id }, assistantColumns(assistant), version);
  return new Assistant({ ...assistant.state, version: version + 1 });
};

const writeVersion = async (tx: TenantTx, edited: AssistantVersion): Promise<AssistantVersion> => {
  const { id, tenantId, version } = edited.state;
  assertOwn(tx, tenantId);
  try {
    await saveVersioned(tx, 'assistant_versions', { id }, versionColumns(edited), version);
  } catch (error) {
    if (!tx.isUniqueViolation(error)) throw error;
    throw new StaleWrite('another version with this number was made meanwhile', {}, error);
  }
  return new AssistantVersion({ ...edited.state, version: version + 1 });
};
