import { assertOwn } from '#adapters/store/mongo/own';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { runColumns, toRun } from '#adapters/store/sql/studio/studio-mapper';
import type { StudioRunStore } from '#application/ports/assistant-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { AssistantId, StudioRunId } from '#domain/shared/ids';
import { StudioRun } from '#domain/studio/studio-run';

export class MongoStudioRunStore implements StudioRunStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: StudioRunId): Promise<StudioRun | null> {
    const row = await this.#database.read((tx) => tx.get('studio_runs', id));
    return row === undefined ? null : toRun(row);
  }

  async list(assistantId: AssistantId, limit: number): Promise<readonly StudioRun[]> {
    const find = { filter: { assistant_id: assistantId }, sort: { created_at: -1, id: -1 }, limit } as const;
    return (await this.#database.read((tx) => tx.rows('studio_runs', find))).map(toRun);
  }

  add(run: StudioRun, audit: AuditDraft): Promise<StudioRun> {
    return this.#database.write(async (tx) => {
      const saved = await writeRun(tx, run, 0);
      await appendAudit(tx, [audit]);
      return saved;
    });
  }

  claim(id: StudioRunId, leaseMs: number): Promise<StudioRun | null> {
    return this.#database.write(async (tx) => {
      const row = await tx.get('studio_runs', id);
      if (row === undefined || row.due_at === null || row.due_at > tx.nowMs) return null;
      return writeRun(tx, toRun(row).begin(), leaseMs);
    });
  }

  save(run: StudioRun, leaseMs: number): Promise<StudioRun> {
    return this.#database.write((tx) => writeRun(tx, run, leaseMs));
  }
}

const writeRun = async (tx: TenantTx, run: StudioRun, leaseMs: number): Promise<StudioRun> => {
  const { id, tenantId, version } = run.state;
  assertOwn(tx, tenantId);
  const row = { id, ...runColumns(run, run.isOver ? null : tx.nowMs + leaseMs) };
  await saveVersioned(tx, 'studio_runs', [id], row, version);
  return new StudioRun({ ...run.state, version: version + 1 });
};
