import type { Job } from '#application/ports/job-queue';

/** Waiting jobs, one line per tenant; tenants take turns, so a long line of one delays no other. */
export class FairLine {
  /** Tenant → key → job. A Map keeps the order of arrival, in the lines and among the tenants. */
  readonly #lines = new Map<string, Map<string, { readonly job: Job; readonly since: number }>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** When the oldest of all came, by the clock it was added with; `null`: nothing waits. */
  get oldest(): number | null {
    let oldest: number | null = null;
    for (const line of this.#lines.values()) {
      const [first] = line.values();
      if (first !== undefined && (oldest === null || first.since < oldest)) oldest = first.since;
    }
    return oldest;
  }

  has(job: Job, key: string): boolean {
    return this.#lines.get(job.tenantId)?.has(key) === true;
  }

  add(key: string, job: Job, since: number): void {
    let line = this.#lines.get(job.tenantId);
    if (line === undefined) {
      line = new Map();
      this.#lines.set(job.tenantId, line);
    }
    if (line.has(key)) return;
    line.set(key, { job, since });
    this.#size += 1;
  }

  /** The next job of the first tenant in turn that `may` go; that tenant then goes to the end. */
  next(may: (tenantId: string) => boolean): { key: string; job: Job } | null {
    for (const [tenantId, line] of this.#lines) {
      if (!may(tenantId)) continue;
      const [first] = line;
      if (first === undefined) continue;
      const [key, { job }] = first;
      line.delete(key);
      this.#size -= 1;
      this.#lines.delete(tenantId);
      if (line.size > 0) this.#lines.set(tenantId, line);
      return { key, job };
    }
    return null;
  }
}
