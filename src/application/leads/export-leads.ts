import { type Principal, tenantFor } from '#application/identity/principal';
import type { Clock } from '#application/ports/clock';
import type { LeadFilter } from '#application/ports/lead-store';
import type { Store } from '#application/ports/store';
import type { Lead } from '#domain/leads/lead';
import { leadCsv } from '#domain/leads/lead-csv';

type Dependencies = { readonly store: Store; readonly clock: Clock };

const most = 20_000;

/** The leads as a table for a spreadsheet, newest first. Personal data leaves here, so it is written into the log. */
export class ExportLeads {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, filter }: { readonly by: Principal; readonly filter: LeadFilter }): Promise<string> {
    const { store, clock } = this.#deps;
    const tenantId = tenantFor(by, 'leads.read');
    const scoped = store.tenant(tenantId);
    const leads: Lead[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof scoped.leads.page>> = await scoped.leads.page(filter, {
        after,
        limit: 100,
      });
      leads.push(...page.items);
      after = page.next;
    } while (after !== null && leads.length < most);
    const facts = { leads: leads.length };
    await scoped.audit.append({ actor: by.actor, action: 'lead.exported', target: tenantId, facts, at: clock.now() });
    return leadCsv(leads);
  }
}
