import type { Filter, Sort } from '#adapters/store/mongo/filter';
import type { AnyRow, Models, RowModel } from '#adapters/store/mongo/models';
import { asUnavailable } from '#adapters/store/mongo/mongo-errors';
import type {
  PlatformCollection,
  PlatformRows,
  Stored,
  TenantCollection,
  TenantRows,
} from '#adapters/store/mongo/rows';
import type { Clock } from '#application/ports/clock';

type Find<Row> = {
  readonly filter: Filter<Row>;
  readonly sort?: Sort<Row>;
  readonly limit?: number;
  readonly only?: readonly (keyof Row & string)[];
};

/** Stands in every command that looks across tenants: for the server's log, and for who watches the commands. */
export const acrossTenants = 'wakil: across tenants';

const found = async (model: RowModel, { filter, sort, limit, only }: Find<AnyRow>): Promise<AnyRow[]> => {
  const query = model.find({ ...filter } as Readonly<Record<string, unknown>>).comment(acrossTenants);
  if (sort !== undefined) query.sort(sort as Record<string, 1 | -1>);
  if (limit !== undefined) query.limit(limit);
  if (only !== undefined) query.select([...only]);
  try {
    return await query.lean<AnyRow[]>();
  } catch (error) {
    throw asUnavailable(error);
  }
};

/** Looks across tenants, and writes nothing there. Only the platform's own store has it. */
export class PlatformReader {
  readonly #models: Models;
  readonly #clock: Clock;

  constructor(models: Models, clock: Clock) {
    this.#models = models;
    this.#clock = clock;
  }

  get nowMs(): number {
    return this.#clock.now().getTime();
  }

  rows<Name extends TenantCollection>(
    name: Name,
    find: Find<TenantRows[Name]>,
  ): Promise<readonly Stored<TenantRows[Name]>[]> {
    return found(this.#models.across(name), find as Find<AnyRow>) as never;
  }

  async first<Name extends TenantCollection>(
    name: Name,
    find: Find<TenantRows[Name]>,
  ): Promise<Stored<TenantRows[Name]> | undefined> {
    return (await this.rows(name, { ...find, limit: 1 }))[0];
  }

  /** Of the platform's own documents. */
  own<Name extends PlatformCollection>(
    name: Name,
    find: Find<PlatformRows[Name]>,
  ): Promise<readonly Stored<PlatformRows[Name]>[]> {
    return found(this.#models.platform(name), find as Find<AnyRow>) as never;
  }

  async firstOwn<Name extends PlatformCollection>(
    name: Name,
    find: Find<PlatformRows[Name]>,
  ): Promise<Stored<PlatformRows[Name]> | undefined> {
    return (await this.own(name, { ...find, limit: 1 }))[0];
  }
}
