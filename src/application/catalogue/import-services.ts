import { assertIncludable } from '#application/catalogue/assert-includable';
import { assertPictures } from '#application/catalogue/assert-pictures';
import { changedFields, type ServiceField } from '#application/catalogue/changed-fields';
import { namedServices, namesOf } from '#application/catalogue/named-services';
import { newService } from '#application/catalogue/new-service';
import { type ServiceBase, type ServiceFields, withFields } from '#application/catalogue/service-input';
import type { PictureLinks } from '#application/files/picture-links';
import { type Principal, tenantFor } from '#application/identity/principal';
import { retryStale } from '#application/identity/retry-stale';
import { InvalidInput, listOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Service } from '#domain/catalogue/service';
import { DomainError } from '#domain/shared/domain-error';
import type { Currency, Money } from '#domain/shared/money';

/** At least one row is wrong, so none was imported. A dry run lists the problems of every row. */
export class ImportRefused extends DomainError {
  readonly code = 'catalogue.import_refused';
  readonly kind = 'invalid';
}

type Dependencies = {
  readonly store: Store;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly pictures: PictureLinks;
};

export type ImportServicesInput = {
  readonly by: Principal;
  readonly rows: readonly ServiceFields[];
  /** Checks every row and stores nothing. */
  readonly dryRun: boolean;
  /**
   * `upsert`: a row with the name of a service changes that one; a language the row does not have keeps its text.
   * `add`, the default, refuses such a row.
   */
  readonly mode?: 'add' | 'upsert' | undefined;
  /** Leaves the rows out that are wrong, instead of refusing all of them. */
  readonly skipRefused?: boolean | undefined;
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
  /** Rows count from 1. Empty unless in a dry run or where they are left out: otherwise the first refuses the import. */
  readonly problems: readonly RowProblem[];
  /** What becomes of each row that is not refused, in the order of the list. */
  readonly rows: readonly RowOutcome[];
};

type Effect = 'created' | 'updated' | 'unchanged';
export type RowOutcome = {
  readonly row: number;
  readonly effect: Effect;
  /** What an updated service has otherwise than before. */
  readonly changes: readonly ServiceField[];
  /** Of an updated service. */
  readonly priceBefore: Money | null;
};
type Row = RowOutcome & { readonly service: Service };
type Checked = { readonly rows: readonly Row[]; readonly problems: readonly RowProblem[] };

/** Adds 1 to 10,000 services at once, or changes those there are, in one write. */
export class ImportServices {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {ImportRefused} @throws {InvalidInput} no rows, or too many. */
  async execute(input: ImportServicesInput): Promise<ImportResult> {
    const scoped = this.#deps.store.tenant(tenantFor(input.by, 'catalogue.write'));
    const { currency } = found(await scoped.findTenant(), 'tenant').state;
    const said = listOf('rows', input.rows, 10_000, 1);
    // Whoever saves one of these services meanwhile must not cost the person the whole list.
    return retryStale(async () => {
      const { rows, problems } = await this.#check(scoped, said, currency, input.mode ?? 'add');
      const result = { imported: 0, ...countsOf(rows), problems, rows: rows.map(outcomeOf) };
      if (input.dryRun) return result;
      if (input.skipRefused !== true) refuseOver(problems);
      return { ...result, imported: await this.#write(scoped, input.by, rows) };
    });
  }

  async #write({ tenantId, catalogue }: TenantStore, by: Principal, rows: readonly Row[]): Promise<number> {
    const services = rows.filter(({ effect }) => effect !== 'unchanged').map(({ service }) => service);
    if (services.length === 0) return 0;
    const facts = { services: services.length, ...countsOf(rows) };
    const at = this.#deps.clock.now();
    const audit = { actor: by.actor, action: 'catalogue.imported', target: tenantId, facts, at };
    return (await catalogue.saveServices(services, [audit])).length;
  }

  async #check(
    scoped: TenantStore,
    said: readonly ServiceFields[],
    currency: Currency,
    mode: 'add' | 'upsert',
  ): Promise<Checked> {
    const known = await namedServices(scoped.catalogue);
    // A list that archives something must find it archived the next time, and not make another one.
    const hasArchived = said.some(({ status }) => status === 'archived');
    const archived = hasArchived ? await namedServices(scoped.catalogue, true) : new Map<string, Service>();
    const claimed = new Set<string>();
    const rows: Row[] = [];
    const problems: RowProblem[] = [];
    for (const [index, fields] of said.entries()) {
      try {
        const before = mode === 'upsert' ? speaksOf(fields, known, archived) : null;
        const service = withFields(before ?? this.#fresh(scoped), keepingTexts(before, fields), currency);
        await assertIncludable(scoped.catalogue, service);
        await assertPictures(scoped, this.#deps.pictures, service);
        claimNames(claimed, known, service);
        rows.push({ row: index + 1, service, ...effectOf(before, service) });
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

const outcomeOf = ({ service: _, ...outcome }: Row): RowOutcome => outcome;

const refuseOver = (problems: readonly RowProblem[]): void => {
  const [first] = problems;
  if (first === undefined) return;
  throw new ImportRefused(`row ${first.row}: ${first.message}; nothing was imported`, {
    ...first,
    rowsWithProblems: problems.length,
  });
};

/** Lists of two languages are often two files: what a row says in one language says nothing about the other. */
const keepingTexts = (before: Service | null, fields: ServiceFields): ServiceFields => {
  if (before === null) return fields;
  const merged = (['name', 'description', 'category', 'unit'] as const).flatMap((each) =>
    fields[each] === undefined ? [] : [[each, { ...before[each], ...fields[each] }]],
  );
  return { ...fields, ...(Object.fromEntries(merged) as Partial<Service>) };
};

const effectOf = (before: Service | null, after: Service): Omit<RowOutcome, 'row'> => {
  if (before === null) return { effect: 'created', changes: [], priceBefore: null };
  const changes = changedFields(before, after);
  if (changes.length === 0) return { effect: 'unchanged', changes, priceBefore: null };
  return { effect: 'updated', changes, priceBefore: before.price };
};

/** The service a row speaks of, or `null`. @throws {InvalidInput} its names are those of two. */
const namesake = ({ name = {} }: ServiceFields, known: ReadonlyMap<string, Service>): Service | null => {
  const found = new Set(namesOf({ name }).flatMap((each) => known.get(each.trim()) ?? []));
  if (found.size > 1) throw new InvalidInput('name', 'these are the names of two services');
  return [...found][0] ?? null;
};

const speaksOf = (
  fields: ServiceFields,
  known: ReadonlyMap<string, Service>,
  archived: ReadonlyMap<string, Service>,
): Service | null => namesake(fields, known) ?? (fields.status === 'archived' ? namesake(fields, archived) : null);

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
