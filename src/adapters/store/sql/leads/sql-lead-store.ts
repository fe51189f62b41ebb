import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { newestFirst } from '#adapters/store/sql/newest-first';
import { assertOwn } from '#adapters/store/sql/own';
import { saveVersioned } from '#adapters/store/sql/save-versioned';
import { appendAudit } from '#adapters/store/sql/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/sql/tenant-database';
import type { TenantTx } from '#adapters/store/sql/tenant-tx';
import type { LeadFilter, LeadStore } from '#application/ports/lead-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Lead, LeadStatus } from '#domain/leads/lead';
import type { LeadId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';
import type { LeadRow } from './lead-row.js';
import { leadById, leadsByStatus } from './lead-statements.js';

export const noLeads: Readonly<Record<LeadStatus, number>> = {
  new: 0,
  contacted: 0,
  qualified: 0,
  converted: 0,
  lost: 0,
};

export const toLead = (row: LeadRow): Lead => ({ ...decodeJson<Lead>(row.body), version: row.version });

export class SqlLeadStore implements LeadStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: LeadId): Promise<Lead | null> {
    const row = await this.#database.read((tx) => tx.first(leadById, { id }));
    return row === undefined ? null : toLead(row);
  }

  async page(filter: LeadFilter, request: PageRequest): Promise<Page<Lead>> {
    const position = positionOf('leads', request);
    const limit = limitOf(request);
    const rows = await this.#database.read((tx) => {
      let query = tx.db.selectFrom('leads').selectAll().where('tenant_id', '=', tx.tenantId);
      if (filter.status !== undefined) query = query.where('status', '=', filter.status);
      if (filter.formId !== undefined) query = query.where('form_id', '=', filter.formId);
      if (filter.assignee !== undefined) query = query.where('assignee', '=', filter.assignee);
      const sorted = query
        .where(newestFirst('created_at', position))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc');
      return sorted.limit(limit + 1).execute();
    });
    return pageOf('leads', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toLead);
  }

  async counts(): Promise<Readonly<Record<LeadStatus, number>>> {
    const rows = await this.#database.read((tx) => tx.rows(leadsByStatus, {}));
    return { ...noLeads, ...Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)])) };
  }

  save(lead: Lead, audit: AuditDraft): Promise<Lead> {
    return this.#database.write((tx) => saveLead(tx, lead, audit));
  }
}

/** A form sent twice makes one lead, with one line in the log. @throws {StaleWrite} */
const saveLead = async (tx: TenantTx, lead: Lead, audit: AuditDraft): Promise<Lead> => {
  const { saved, isNew } = await writeLead(tx, lead);
  if (isNew) await appendAudit(tx, [audit]);
  return saved;
};

/** The lead of a turn, whose own entry in the log tells of it. */
export const insertLead = async (tx: TenantTx, lead: Lead): Promise<void> => {
  await writeLead(tx, lead);
};

const writeLead = async (tx: TenantTx, lead: Lead): Promise<{ readonly saved: Lead; readonly isNew: boolean }> => {
  assertOwn(tx, lead.tenantId);
  const { id, status, formId, assignee, createdAt, version } = lead;
  const known = version === 0 ? await tx.first(leadById, { id }) : undefined;
  if (known !== undefined) return { saved: toLead(known), isNew: false };
  const columns = {
    status,
    form_id: formId,
    assignee,
    customer_id: lead.customerId,
    body: encodeJson(lead),
    created_at: createdAt.getTime(),
  };
  await saveVersioned(tx, 'leads', { id }, columns, version, lead.customerId);
  return { saved: { ...lead, version: version + 1 }, isNew: true };
};
