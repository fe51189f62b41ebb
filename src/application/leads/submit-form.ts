import { fillCard } from '#application/leads/fill-card';
import type { LeadNotices } from '#application/leads/lead-notices';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { LiveBus } from '#application/ports/live-bus';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { checkSubmission, type Submission } from '#domain/leads/check-submission';
import type { Form } from '#domain/leads/form';
import type { Lead } from '#domain/leads/lead';
import type { SystemActor } from '#domain/shared/actor';
import { type ConversationId, type CustomerId, type FormId, LeadId, type TenantId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly bus: LiveBus;
  readonly notices: LeadNotices;
};

export type SubmitFormInput = {
  readonly tenantId: TenantId;
  readonly formId: FormId;
  readonly values: Readonly<Record<string, string>>;
  readonly conversationId: ConversationId | null;
  readonly customerId: CustomerId | null;
  /** The sender's own key of this sending: the same one again makes no second lead. */
  readonly submissionKey: string;
};

const actor: SystemActor = { kind: 'system', part: 'forms' };

/** What a visitor filled in becomes a lead; what it says of them goes onto their card where that is empty (WEB-9). */
export class SubmitForm {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} no such form, or one that is not shown here. @throws {FormInvalid} */
  async execute(input: SubmitFormInput): Promise<{ readonly thanks: LocalizedText }> {
    const { store, bus, notices } = this.#deps;
    const scoped = store.tenant(input.tenantId);
    const form = await scoped.forms.find(input.formId);
    const shown = found(form?.status === 'active' && form.externalUrl === null ? form : null, 'form');
    const submission = checkSubmission(shown, input.values);
    const lead = await this.#saved(scoped, this.#leadOf(input, shown, submission), shown);
    if (input.customerId !== null) await fillCard(scoped, input.customerId, submission, this.#deps.clock.now());
    bus.publish({ kind: 'lead', tenantId: input.tenantId, leadId: lead.id, isNew: true });
    await notices.aboutLead(lead, shown);
    return { thanks: shown.thanks };
  }

  #leadOf(input: SubmitFormInput, form: Form, { values, name, email, phone, intent }: Submission): Lead {
    const { tenantId, conversationId, customerId, submissionKey } = input;
    const digest = this.#deps.secrets.sha256(`lead\n${tenantId}\n${form.id}\n${submissionKey}`);
    return {
      id: LeadId(`led_${digest.slice(0, 32)}`),
      tenantId,
      source: 'form',
      formId: form.id,
      conversationId,
      customerId,
      name,
      email,
      phone,
      intent: intent === '' ? form.name : intent,
      values,
      status: 'new',
      assignee: null,
      createdAt: this.#deps.clock.now(),
      version: 0,
    };
  }

  #saved({ leads }: TenantStore, lead: Lead, { name: form }: Form): Promise<Lead> {
    const facts = { form, source: lead.source };
    return leads.save(lead, { actor, action: 'lead.created', target: lead.id, facts, at: lead.createdAt });
  }
}
