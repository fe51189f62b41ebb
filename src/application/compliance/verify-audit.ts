import { type AuditScope, logFor } from '#application/compliance/log-for';
import type { Principal } from '#application/identity/principal';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import { type AuditEntry, firstBrokenLink, genesisHash } from '#domain/compliance/audit-entry';

type Dependencies = { readonly store: Store; readonly secrets: Secrets };

export type VerifyAuditInput = { readonly by: Principal; readonly scope: AuditScope };
export type AuditVerdict = {
  readonly holds: boolean;
  /** How many entries hold, from the first on. */
  readonly entries: number;
  /** The first entry that was altered, removed or moved. */
  readonly brokenAt: number | null;
  /** Keep it elsewhere: only against it shows that entries were cut off at the end. */
  readonly lastHash: string;
};

const pageSize = 500;

/** Recomputes the hash chain of a log from its first entry, a page at a time. */
export class VerifyAudit {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by, scope }: VerifyAuditInput): Promise<AuditVerdict> {
    const { store, secrets } = this.#deps;
    const log = logFor(store, by, scope);
    let last: Pick<AuditEntry, 'seq' | 'hash'> = { seq: 0, hash: genesisHash };
    for (;;) {
      const page = await log.since(last.seq + 1, pageSize);
      const brokenAt = firstBrokenLink(page, (text) => secrets.sha256(text), last);
      if (brokenAt !== null) {
        const lastHash = page[brokenAt - last.seq - 2]?.hash ?? last.hash;
        return { holds: false, entries: brokenAt - 1, brokenAt, lastHash };
      }
      const end = page.at(-1);
      if (end === undefined) return { holds: true, entries: last.seq, brokenAt: null, lastHash: last.hash };
      last = end;
    }
  }
}
