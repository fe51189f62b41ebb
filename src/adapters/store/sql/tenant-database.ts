import type { KeyRing } from '#adapters/store/sealing/key-ring';
import { type CustomerKeyRows, KeysMoved, RowSeals, type Unreadable } from '#adapters/store/sealing/row-seals';
import type { TenantKeys } from '#adapters/store/sealing/tenant-keys';
import type { Clock } from '#application/ports/clock';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import type { SqlDatabase, SqlScope, SqlSession } from './database.js';
import { TenantTx } from './tenant-tx.js';

/** What sealing needs, for all tenants of a store. */
export type Sealing = {
  readonly ring: KeyRing;
  readonly rowsOf: (unit: () => TenantTx) => CustomerKeyRows;
  /** Told of each value that did not open. */
  readonly unreadable: (what: Unreadable) => void;
};

type Surroundings = {
  readonly database: SqlDatabase;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed. */
  readonly sealing: Sealing | null;
};
type Access = 'read' | 'write' | 'writeAhead';
type Work<T> = (tx: TenantTx) => Promise<T>;

/** What a tenant's repositories get: the database, already scoped. */
export class TenantDatabase {
  readonly tenantId: TenantId;
  readonly #scope: SqlScope;
  readonly #with: Surroundings;

  constructor(tenantId: TenantId, surroundings: Surroundings) {
    this.tenantId = tenantId;
    this.#scope = { tenantId };
    this.#with = surroundings;
  }

  read<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('read', work);
  }

  write<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('write', work);
  }

  /** Resolves once others see it, which may be before it is on disk: see `SqlDatabase`. */
  writeAhead<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('writeAhead', work);
  }

  /** A customer is no more: nothing of theirs is opened from memory either. */
  forgetCustomer(customerId: string): void {
    this.#with.sealing?.ring.forgetCustomer(this.tenantId, customerId);
  }

  /** Keys are asked for before the unit begins: it may await nothing but its session. */
  #withKeys<T>(access: Access, work: Work<T>): Promise<T> {
    const { sealing } = this.#with;
    if (sealing === null) return this.#unit(access, (session) => work(this.#tx(session, this.#nowMs(session), null)));
    const keys = sealing.ring.known(this.tenantId);
    // With keys at hand the unit is queued at once, so that units stand in the order they were asked for.
    return keys === null ? this.#afterLoading(access, work, sealing) : this.#sealed(access, work, sealing, keys);
  }

  async #afterLoading<T>(access: Access, work: Work<T>, sealing: Sealing): Promise<T> {
    return this.#sealed(access, work, sealing, await sealing.ring.load(this.tenantId, access !== 'read'));
  }

  async #sealed<T>(
    access: Access,
    work: Work<T>,
    sealing: Sealing,
    keys: TenantKeys | null,
    isLastTry = false,
  ): Promise<T> {
    const { ring, unreadable, rowsOf } = sealing;
    let seals: RowSeals | null = null;
    try {
      const result = await this.#unit(access, (session) => {
        const nowMs = this.#nowMs(session);
        const rows = rowsOf(() => tx);
        seals = new RowSeals(this.tenantId, { ring, keys, rows, nowMs, unreadable, isLastTry });
        const tx = this.#tx(session, nowMs, seals);
        return work(tx);
      });
      (seals as RowSeals | null)?.tellRing();
      return result;
    } catch (error) {
      if (!(error instanceof KeysMoved) || isLastTry) throw error;
    }
    return this.#sealed(access, work, sealing, await ring.load(this.tenantId, access !== 'read'), true);
  }

  #unit<T>(access: Access, work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.#with.database[access](work, this.#scope);
  }

  #tx(session: SqlSession, nowMs: number, seals: RowSeals | null): TenantTx {
    const { sha256 } = this.#with;
    return new TenantTx(session, { tenantId: this.tenantId, nowMs, sha256, seals });
  }

  #nowMs(session: SqlSession): number {
    return this.#with.clock.now().getTime() + session.aheadMs;
  }
}
