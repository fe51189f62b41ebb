import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import { type SlugOwner, updateTenant } from '#adapters/store/mongo/tenant/tenant-record';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { assistantColumns, toAssistant, toVersion, versionColumns } from '#adapters/store/sql/studio/studio-mapper';
import type { AssistantStore, PublicationChange } from '#application/ports/assistant-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { AssistantId, AssistantVersionId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import { Assistant } from '#domain/studio/assistant';
import { AssistantVersion } from '#domain/studio/assistant-version';
import type { LiveAssistant } from '#domain/studio/live-assistant';
import { type LiveAssistants, oldestAssistants } from './live-assistants.js';

export class MongoAssistantStore implements AssistantStore {
  readonly #database: TenantDatabase;
  readonly #live: LiveAssistants;
  readonly #slugOwner: SlugOwner;
  constructor(database: TenantDatabase, live: LiveAssistants, slugOwner: SlugOwner) {
    this.#database = database;
    this.#live = live;
    this.#slugOwner = slugOwner;
  }

  async list(): Promise<readonly Assistant[]> {
    const all = (await this.#database.read(oldestAssistants)).map(toAssistant);
    return [...all.filter(({ state }) => state.isDefault), ...all.filter(({ state }) => !state.isDefault)];
  }

  async find(id: AssistantId): Promise<Assistant | null> {
    const row = await this.#database.read((tx) => tx.get('assistants', id));
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
      const row = await tx.get('assistants', state.id);
      if (row?.version !== state.version)
        throw new StaleWrite('it was saved by somebody else meanwhile, or is gone', {});
      const filter = { assistant_id: state.id };
      for (const each of await tx.rows('studio_runs', { filter })) tx.drop('studio_runs', each);
      for (const each of await tx.rows('assistant_versions', { filter })) tx.drop('assistant_versions', each);
      tx.drop('assistants', row);
      await appendAudit(tx, [audit]);
    });
  }

  async versions(id: AssistantId): Promise<readonly AssistantVersion[]> {
    const find = { filter: { assistant_id: id }, sort: { number: -1 } } as const;
    return (await this.#database.read((tx) => tx.rows('assistant_versions', find))).map(toVersion);
  }

  async findVersion(id: AssistantVersionId): Promise<AssistantVersion | null> {
    const row = await this.#database.read((tx) => tx.get('assistant_versions', id));
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
    return this.#database.writeUnique(async (tx) => {
      if (version !== null) await writeVersion(tx, version);
      const saved = await writeAssistant(tx, assistant);
      if (tenant !== null) await updateTenant(tx, tenant, this.#slugOwner);
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
  await saveVersioned(tx, 'assistants', [id], { id, ...assistantColumns(assistant) }, version);
  return new Assistant({ ...assistant.state, version: version + 1 });
};

const writeVersion = async (tx: TenantTx, edited: AssistantVersion): Promise<AssistantVersion> => {
  const { id, tenantId, assistantId, number, version } = edited.state;
  assertOwn(tx, tenantId);
  const same = await tx.first('assistant_versions', { filter: { assistant_id: assistantId, number } });
  if (same !== undefined && same.id !== id)
    throw new StaleWrite('another version with this number was made meanwhile', {});
  await saveVersioned(tx, 'assistant_versions', [id], { id, ...versionColumns(edited) }, version);
  return new AssistantVersion({ ...edited.state, version: version + 1 });
};
