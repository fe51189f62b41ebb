import type { Form } from '#domain/leads/form';
import type { Lead } from '#domain/leads/lead';

/** Tells the team that somebody wants to be called back. Saying it twice is saying it once. */
export interface LeadNotices {
  aboutLead(lead: Lead, form: Form | null): Promise<void>;
}
