import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { StudioRunStore } from '#application/ports/assistant-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { AssistantId, StudioRunId } from '#domain/shared/ids';
import { StudioRun } from '#domain/studio/studio-run';
import { runColumns, toRun } from './studio-mapper.js';
import { newestRuns, runById } from './studio-statements.js';

export class SqlStudioRunStore implements StudioRunStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: StudioRunId): Promise<StudioRun | null> {
    const row = await this.#database.read((tx) => tx.first(runById, { id }));
    return row === undefined ? null : toRun(row);
  }

  async list(assistantId: AssistantId, limit: number): Promise<readonly StudioRun[]> {
    const rows = await this.#database.read((tx) => tx.rows(newestRuns, { assistant: assistantId, limit }));
    return rows.map(toRun);
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
      const row = await tx.first(runById, { id });
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
  await saveVersioned(tx, 'studio_runs', { id }, runColumns(run, run.isOver ? null : tx.nowMs + leaseMs), version);
  return new StudioRun({ ...run.state, version: version + 1 });
};
