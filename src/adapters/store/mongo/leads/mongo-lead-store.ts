import { after, descending } from '#adapters/store/mongo/newest-first';
import { assertOwn } from '#adapters/store/mongo/own';
import type { TenantRows } from '#adapters/store/mongo/rows';
import { saveVersioned } from '#adapters/store/mongo/save-versioned';
import { appendAudit } from '#adapters/store/mongo/tenant/audit-chain';
import type { TenantDatabase } from '#adapters/store/mongo/tenant-database';
import type { TenantTx } from '#adapters/store/mongo/tenant-tx';
import { encodeJson } from '#adapters/store/sql/json-codec';
import { limitOf, pageOf, positionOf } from '#adapters/store/sql/keyset';
import { noLeads, toLead } from '#adapters/store/sql/leads/sql-lead-store';
import type { LeadFilter, LeadStore } from '#application/ports/lead-store';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Lead, LeadStatus } from '#domain/leads/lead';
import type { LeadId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

type Leads = TenantRows['leads'];

export class MongoLeadStore implements LeadStore {
  readonly #database: TenantDatabase;
  constructor(database: TenantDatabase) {
    this.#database = database;
  }

  async find(id: LeadId): Promise<Lead | null> {
    const row = await this.#database.read((tx) => tx.get('leads', id));
    return row === undefined ? null : toLead(row);
  }

  page({ status, formId, assignee }: LeadFilter, request: PageRequest): Promise<Page<Lead>> {
    return this.#database.read(async (tx) => {
      const limit = limitOf(request);
      const rows = await tx.rows('leads', {
        filter: {
          ...(status !== undefined && { status }),
          ...(formId !== undefined && { form_id: formId }),
          ...(assignee !== undefined && { assignee }),
          ...after<Leads>('created_at', positionOf('leads', request)),
        },
        sort: descending<Leads>('created_at'),
        limit: limit + 1,
      });
      return pageOf('leads', rows, limit, (row) => ({ at: row.created_at, id: row.id }), toLead);
    });
  }

  async counts(): Promise<Readonly<Record<LeadStatus, number>>> {
    const byStatus = await this.#database.read((tx) => tx.tally('leads', 'status'));
    return { ...noLeads, ...Object.fromEntries(byStatus) };
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
  const known = version === 0 ? await tx.get('leads', id) : undefined;
  if (known !== undefined) return { saved: toLead(known), isNew: false };
  const found = { status, form_id: formId, assignee, customer_id: lead.customerId };
  const row = { id, ...found, body: encodeJson(lead), created_at: createdAt.getTime() };
  await saveVersioned(tx, 'leads', [id], row, version);
  return { saved: { ...lead, version: version + 1 }, isNew: true };
};
