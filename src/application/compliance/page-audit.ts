import { type AuditScope, logFor } from '#application/compliance/log-for';
import type { Principal } from '#application/identity/principal';
import { type PageInput, pageOf } from '#application/input';
import type { AuditFilter } from '#application/ports/audit-log';
import type { Store } from '#application/ports/store';
import type { AuditEntry } from '#domain/compliance/audit-entry';
import type { Page } from '#domain/shared/page';

type Dependencies = { readonly store: Store };

export type PageAuditInput = PageInput & {
  readonly by: Principal;
  readonly scope: AuditScope;
  /** Each exactly as the log has it, such as `order.approved`, an id, `human:usr_…`. */
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly actor?: string | undefined;
  /** From this moment on, and before that one. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
};

/** Who did what, newest first (OPS-2). */
export class PageAudit {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, scope, action, target, actor, from, until, ...page }: PageAuditInput): Promise<Page<AuditEntry>> {
    const log = logFor(this.#deps.store, by, scope);
    const filter: AuditFilter = {
      ...(action === undefined ? {} : { action }),
      ...(target === undefined ? {} : { target }),
      ...(actor === undefined ? {} : { actor }),
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    };
    return log.page(filter, pageOf(page));
  }
}
