import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, oneOf, type PageInput, pageOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { LeadFilter } from '#application/ports/lead-store';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { type Lead, type LeadStatus, leadStatuses } from '#domain/leads/lead';
import type { ConversationId, LeadId, UserId } from '#domain/shared/ids';
import type { Page } from '#domain/shared/page';

type Reads = { readonly store: Store };
type Writes = Reads & { readonly clock: Clock; readonly ids: Ids; readonly bus: LiveBus };

export type PageLeadsInput = PageInput & { readonly by: Principal; readonly filter: LeadFilter };

/** Newest first. */
export class PageLeads {
  readonly #store: Store;
  constructor(deps: Reads) {
    this.#store = deps.store;
  }

  /** @throws {InvalidInput} */
  execute({ by, filter, ...page }: PageLeadsInput): Promise<Page<Lead>> {
    return this.#store.tenant(tenantFor(by, 'leads.read')).leads.page(filter, pageOf(page));
  }
}

export class FindLead {
  readonly #store: Store;
  constructor(deps: Reads) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: { readonly by: Principal; readonly id: LeadId }): Promise<Lead> {
    return found(await this.#store.tenant(tenantFor(by, 'leads.read')).leads.find(id), 'lead');
  }
}

/** How many there are in each status. */
export class CountLeads {
  readonly #store: Store;
  constructor(deps: Reads) {
    this.#store = deps.store;
  }

  execute({ by }: { readonly by: Principal }): Promise<Readonly<Record<LeadStatus, number>>> {
    return this.#store.tenant(tenantFor(by, 'leads.read')).leads.counts();
  }
}

export type LeadFields = {
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly intent?: string | undefined;
  readonly status?: LeadStatus | undefined;
  readonly assignee?: UserId | null | undefined;
};

const emptiable = (field: string, raw: string | null | undefined, max: number, before: string | null) => {
  if (raw === undefined) return before;
  const text = raw === null ? '' : textOf(field, raw, max, 0);
  return text === '' ? null : text;
};

const assigneeOf = async ({ team }: TenantStore, wanted: UserId | null | undefined, before: UserId | null) => {
  if (wanted === undefined || wanted === null) return wanted === undefined ? before : null;
  if ((await team.findMember(wanted))?.active !== true)
    throw new InvalidInput('assignee', 'nobody of that id works here');
  return wanted;
};

/** @throws {InvalidInput} */
const withFields = async (store: TenantStore, lead: Lead, fields: LeadFields): Promise<Lead> => ({
  ...lead,
  name: emptiable('name', fields.name, 120, lead.name),
  email: emptiable('email', fields.email, 254, lead.email),
  phone: emptiable('phone', fields.phone, 32, lead.phone),
  intent: fields.intent === undefined ? lead.intent : textOf('intent', fields.intent, 2_000, 0),
  status: fields.status === undefined ? lead.status : oneOf('status', fields.status, leadStatuses),
  assignee: await assigneeOf(store, fields.assignee, lead.assignee),
});

export type CreateLeadInput = LeadFields & {
  readonly by: Principal;
  /** The chat it came up in: the contact is taken from the customer's card where it is not given. */
  readonly conversationId?: ConversationId | undefined;
};

/** A person notes down who wants to be called back. */
export class CreateLead {
  readonly #deps: Writes;
  constructor(deps: Writes) {
    this.#deps = deps;
  }

  /** @throws {NotFound} no such conversation. @throws {InvalidInput} */
  async execute({ by, conversationId, ...fields }: CreateLeadInput): Promise<Lead> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'leads.write');
    const scoped = store.tenant(tenantId);
    const lead = await withFields(scoped, await this.#begun(scoped, conversationId ?? null), fields);
    if (lead.name === null && lead.email === null && lead.phone === null && lead.conversationId === null)
      throw new InvalidInput('name', 'a lead needs a name, an e-mail address, a phone number or a conversation');
    const audit = {
      actor: by.actor,
      action: 'lead.created',
      target: lead.id,
      facts: { source: lead.source },
      at: clock.now(),
    };
    const saved = await scoped.leads.save(lead, audit);
    bus.publish({ kind: 'lead', tenantId, leadId: saved.id, isNew: true });
    return saved;
  }

  async #begun(scoped: TenantStore, conversationId: ConversationId | null): Promise<Lead> {
    const { clock, ids } = this.#deps;
    const chat =
      conversationId === null ? null : found(await scoped.conversations.find(conversationId), 'conversation');
    const customer = chat && (await scoped.conversations.findCustomer(chat.state.customerId));
    return {
      id: ids.lead(),
      tenantId: scoped.tenantId,
      source: chat === null ? 'manual' : 'chat',
      formId: null,
      conversationId,
      customerId: customer?.id ?? null,
      name: customer?.name ?? null,
      email: customer?.email ?? null,
      phone: customer?.phone ?? customer?.identities.find(({ scheme }) => scheme === 'wa_phone')?.value ?? null,
      intent: '',
      values: {},
      status: 'new',
      assignee: null,
      createdAt: clock.now(),
      version: 0,
    };
  }
}

export type ChangeLeadInput = LeadFields & { readonly by: Principal; readonly id: LeadId; readonly version: number };

/** Moves a lead between any two statuses, assigns it, corrects it; what is left out stays. */
export class ChangeLead {
  readonly #deps: Omit<Writes, 'ids'>;
  constructor(deps: Omit<Writes, 'ids'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {InvalidInput} @throws {StaleWrite} */
  async execute({ by, id, version, ...fields }: ChangeLeadInput): Promise<Lead> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'leads.write');
    const scoped = store.tenant(tenantId);
    const before = found(await scoped.leads.find(id), 'lead');
    const after = await withFields(scoped, { ...before, version }, fields);
    const facts = { from: before.status, to: after.status, assignee: after.assignee };
    const audit = { actor: by.actor, action: 'lead.changed', target: id, facts, at: clock.now() };
    const saved = await scoped.leads.save(after, audit);
    bus.publish({ kind: 'lead', tenantId, leadId: id, isNew: false });
    return saved;
  }
}
