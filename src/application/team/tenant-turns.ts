import type { TenantId } from '#domain/shared/ids';

/** Lets the work of one tenant happen one after another, in this process. */
export class TenantTurns {
  readonly #last = new Map<TenantId, Promise<unknown>>();

  async take<T>(tenantId: TenantId, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(tenantId) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    this.#last.set(tenantId, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(tenantId) === mine) this.#last.delete(tenantId);
    }
  }
}
