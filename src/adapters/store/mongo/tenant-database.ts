import type { KeyRing } from '#adapters/store/sealing/key-ring';
import { type CustomerKeyRows, KeysMoved, RowSeals, type Unreadable } from '#adapters/store/sealing/row-seals';
import type { TenantKeys } from '#adapters/store/sealing/tenant-keys';
import type { Clock } from '#application/ports/clock';
import type { Sha256 } from '#domain/compliance/audit-entry';
import type { TenantId } from '#domain/shared/ids';
import type { Models } from './models.js';
import { asUnavailable } from './mongo-errors.js';
import { TenantTx } from './tenant-tx.js';
import type { ChangeSet } from './unit/change-set.js';
import { UnitSeals } from './unit/unit-seals.js';
import type { WriteLines } from './unit/write-line.js';

/** What sealing needs, for all tenants of a store. */
export type Sealing = {
  readonly ring: KeyRing;
  readonly rowsOf: (unit: () => TenantTx) => CustomerKeyRows;
  /** Told of each value that did not open. */
  readonly unreadable: (what: Unreadable) => void;
};

export type Surroundings = {
  readonly models: Models;
  readonly lines: WriteLines;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** `null`: nothing is sealed. */
  readonly sealing: Sealing | null;
};
type Access = 'read' | 'write' | 'writeUnique';
type Work<T> = (tx: TenantTx) => Promise<T>;
type Keys = { readonly sealing: Sealing; readonly keys: TenantKeys | null; readonly isLastTry: boolean };

/** What a tenant's repositories get: the database, already scoped. */
export class TenantDatabase {
  readonly tenantId: TenantId;
  readonly #with: Surroundings;

  constructor(tenantId: TenantId, surroundings: Surroundings) {
    this.tenantId = tenantId;
    this.#with = surroundings;
  }

  /** Sees what is committed, each query by itself. @throws {StoreUnavailable} */
  read<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('read', work);
  }

  /** All of the unit or nothing of it; done anew where another process took the right to write. @throws {StoreUnavailable} */
  write<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('write', work);
  }

  /** A unit that writes what must be unique across tenants. */
  writeUnique<T>(work: Work<T>): Promise<T> {
    return this.#withKeys('writeUnique', work);
  }

  /** A customer is no more: nothing of theirs is opened from memory either. */
  forgetCustomer(customerId: string): void {
    this.#with.sealing?.ring.forgetCustomer(this.tenantId, customerId);
  }

  /** Keys are asked for before the unit stands in its line: a first one is a unit of its own. */
  async #withKeys<T>(access: Access, work: Work<T>): Promise<T> {
    const { sealing } = this.#with;
    if (sealing === null) return this.#unit(access, (changes) => work(this.#tx(changes, null)));
    // With keys at hand the unit is queued at once, so that units stand in the order they were asked for.
    const keys = sealing.ring.known(this.tenantId) ?? (await this.#load(access, sealing));
    try {
      return await this.#sealed(access, work, { sealing, keys, isLastTry: false });
    } catch (error) {
      if (!(error instanceof KeysMoved)) throw error;
      return this.#sealed(access, work, { sealing, keys: await this.#load(access, sealing), isLastTry: true });
    }
  }

  async #load(access: Access, { ring }: Sealing): Promise<TenantKeys | null> {
    try {
      return await ring.load(this.tenantId, access !== 'read');
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  async #sealed<T>(access: Access, work: Work<T>, keys: Keys): Promise<T> {
    let seals: UnitSeals | null = null;
    const result = await this.#unit(access, async (changes) => {
      const mine = this.#sealsOf(keys, () => tx);
      const tx = this.#tx(changes, mine);
      seals = mine;
      const value = await work(tx);
      const customerOf = async (id: string) => (await tx.get('conversations', id))?.customer_id ?? null;
      if (changes !== null) await mine.seal(changes, customerOf);
      return value;
    });
    // Of the try that was committed.
    (seals as UnitSeals | null)?.rows.tellRing();
    return result;
  }

  #sealsOf({ sealing, keys, isLastTry }: Keys, unit: () => TenantTx): UnitSeals {
    const { ring, rowsOf, unreadable } = sealing;
    const nowMs = this.#with.clock.now().getTime();
    const surroundings = { ring, keys, rows: rowsOf(unit), nowMs, unreadable, isLastTry };
    return new UnitSeals(this.tenantId, new RowSeals(this.tenantId, surroundings));
  }

  async #unit<T>(access: Access, work: (changes: ChangeSet | null) => Promise<T>): Promise<T> {
    const { lines } = this.#with;
    if (access === 'write') return lines.write(this.tenantId, work);
    if (access === 'writeUnique') return lines.writeUnder(platformScope, this.tenantId, work);
    try {
      return await work(null);
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  #tx(changes: ChangeSet | null, seals: UnitSeals | null): TenantTx {
    const { models, clock, sha256 } = this.#with;
    return new TenantTx({ models, tenantId: this.tenantId, nowMs: clock.now().getTime(), sha256, changes, seals });
  }
}

/** The platform's own log and switches stand beside the tenants', under a name no tenant can have. */
export const platformScope = 'platform' as TenantId;
