import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { Lead, LeadStatus } from '#domain/leads/lead';
import type { FormId, LeadId, UserId } from '#domain/shared/ids';
import type { Page, PageRequest } from '#domain/shared/page';

export type LeadFilter = {
  readonly status?: LeadStatus;
  readonly formId?: FormId;
  readonly assignee?: UserId;
};

export interface LeadStore {
  find(id: LeadId): Promise<Lead | null>;
  /** Newest first. */
  page(filter: LeadFilter, page: PageRequest): Promise<Page<Lead>>;
  /** How many there are in each status. */
  counts(): Promise<Readonly<Record<LeadStatus, number>>>;
  /** Version 0 inserts; an id that exists already is left as it is (a form sent twice). @throws {StaleWrite} */
  save(lead: Lead, audit: AuditDraft): Promise<Lead>;
}
