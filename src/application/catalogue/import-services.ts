import { assertIncludable } from '#application/catalogue/assert-includable';
import { namedServices, namesOf } from '#application/catalogue/named-services';
import { newService } from '#application/catalogue/new-service';
import { type ServiceBase, type ServiceFields, withFields } from '#application/catalogue/service-input';
import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, listOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Service } from '#domain/catalogue/service';
import { DomainError } from '#domain/shared/domain-error';
import type { Currency } from '#domain/shared/money';

/** At least one row is wrong, so none was imported. A dry run lists the problems of every row. */
export class ImportRefused extends DomainError {
  readonly code = 'catalogue.import_refused';
  readonly kind = 'invalid';
}

type Dependencies = { readonly store: Store; readonly ids: Ids; readonly clock: Clock };

export type ImportServicesInput = {
  readonly by: Principal;
  readonly rows: readonly ServiceFields[];
  /** Checks every row and stores nothing. */
  readonly dryRun: boolean;
  /** `upsert`: a row with the name of a service changes that one. `add`, the default, refuses such a row. */
  readonly mode?: 'add' | 'upsert' | undefined;
};
export type RowProblem = {
  readonly row: number;
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
};
export type ImportResult = {
  /** What the rows come to, also in a dry run. */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** 0 in a dry run. */
  readonly imported: number;
  /** Rows count from 1. Empty unless in a dry run: otherwise the first problem refuses the import. */
  readonly problems: readonly RowProblem[];
};

type Effect = 'created' | 'updated' | 'unchanged';
type Row = { readonly service: Service; readonly effect: Effect };
type Checked = { readonly rows: readonly Row[]; readonly problems: readonly RowProblem[] };

/** Adds 1 to 10,000 services at once, or changes those there are; all or none. */
export class ImportServices {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {ImportRefused} @throws {InvalidInput} no rows, or too many. */
  async execute({ by, rows: said, dryRun, mode = 'add' }: ImportServicesInput): Promise<ImportResult> {
    const { store, clock } = this.#deps;
    const tenantId = tenantFor(by, 'catalogue.write');
    const scoped = store.tenant(tenantId);
    const { currency } = found(await scoped.findTenant(), 'tenant').state;
    const { rows, problems } = await this.#check(scoped, listOf('rows', said, 10_000, 1), currency, mode);
    const counts = countsOf(rows);
    if (dryRun) return { imported: 0, ...counts, problems };
    const [first] = problems;
    if (first !== undefined)
      throw new ImportRefused(`row ${first.row}: ${first.message}; nothing was imported`, {
        ...first,
        rowsWithProblems: problems.length,
      });
    const services = rows.filter(({ effect }) => effect !== 'unchanged').map(({ service }) => service);
    const facts = { services: services.length, ...counts };
    const audit = { actor: by.actor, action: 'catalogue.imported', target: tenantId, facts, at: clock.now() };
    const saved = services.length === 0 ? [] : await scoped.catalogue.saveServices(services, [audit]);
    return { imported: saved.length, ...counts, problems: [] };
  }

  async #check(
    scoped: TenantStore,
    said: readonly ServiceFields[],
    currency: Currency,
    mode: 'add' | 'upsert',
  ): Promise<Checked> {
    const known = await namedServices(scoped.catalogue);
    const claimed = new Set<string>();
    const rows: Row[] = [];
    const problems: RowProblem[] = [];
    for (const [index, fields] of said.entries()) {
      try {
        const before = mode === 'upsert' ? namesake(fields, known) : null;
        const service = withFields(before ?? this.#fresh(scoped), fields, currency);
        await assertIncludable(scoped.catalogue, service);
        claimNames(claimed, known, service);
        rows.push({ service, effect: effectOf(before, service) });
      } catch (error) {
        problems.push(problemOf(index + 1, error));
      }
    }
    return { rows, problems };
  }

  #fresh({ tenantId }: TenantStore): ServiceBase {
    return newService(this.#deps.ids.service(), tenantId, this.#deps.clock.now());
  }
}

const countsOf = (rows: readonly Row[]): Readonly<Record<Effect, number>> => {
  const count = (effect: Effect): number => rows.filter((row) => row.effect === effect).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged') };
};

/** Written out; amounts are bigints, which JSON does not know. */
const written = (service: Service): string =>
  JSON.stringify(service, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

const effectOf = (before: Service | null, after: Service): Effect => {
  if (before === null) return 'created';
  return written(before) === written(after) ? 'unchanged' : 'updated';
};

/** The service a row speaks of, or `null`. @throws {InvalidInput} its names are those of two. */
const namesake = ({ name = {} }: ServiceFields, known: ReadonlyMap<string, Service>): Service | null => {
  const found = new Set(namesOf({ name }).flatMap((each) => known.get(each.trim()) ?? []));
  if (found.size > 1) throw new InvalidInput('name', 'these are the names of two services');
  return [...found][0] ?? null;
};

/** The same file sent twice must not double the catalogue. */
const claimNames = (claimed: Set<string>, known: ReadonlyMap<string, Service>, service: Service): void => {
  const own = namesOf(service);
  if (own.some((name) => claimed.has(name) || (known.get(name)?.id ?? service.id) !== service.id))
    throw new InvalidInput('name', 'another service has this name');
  for (const name of own) claimed.add(name);
};

const problemOf = (row: number, error: unknown): RowProblem => {
  if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
  const field = error.details['field'];
  return { row, code: error.code, field: typeof field === 'string' ? field : null, message: error.message };
};
