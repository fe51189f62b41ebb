import type { Job } from '#application/ports/job-queue';

/** Waiting jobs, one line per tenant; tenants take turns, so a long line of one delays no other. */
export class FairLine {
  /** Tenant → key → job. A Map keeps the order of arrival, in the lines and among the tenants. */
  readonly #lines = new Map<string, Map<string, Job>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(key: string, job: Job): void {
    let line = this.#lines.get(job.tenantId);
    if (line === undefined) {
      line = new Map();
      this.#lines.set(job.tenantId, line);
    }
    if (line.has(key)) return;
    line.set(key, job);
    this.#size += 1;
  }

  /** The next job of the first tenant in turn that `may` go; that tenant then goes to the end. */
  next(may: (tenantId: string) => boolean): { key: string; job: Job } | null {
    for (const [tenantId, line] of this.#lines) {
      if (!may(tenantId)) continue;
      const [first] = line;
      if (first === undefined) continue;
      const [key, job] = first;
      line.delete(key);
      this.#size -= 1;
      this.#lines.delete(tenantId);
      if (line.size > 0) this.#lines.set(tenantId, line);
      return { key, job };
    }
    return null;
  }
}
