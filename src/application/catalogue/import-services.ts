import { assertIncludable } from '#application/catalogue/assert-includable';
import { newService } from '#application/catalogue/new-service';
import { type ServiceFields, withFields } from '#application/catalogue/service-input';
import { takenNames } from '#application/catalogue/taken-names';
import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, listOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Service } from '#domain/catalogue/service';
import { DomainError } from '#domain/shared/domain-error';
import { allTexts } from '#domain/shared/language';
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
};
export type RowProblem = {
  readonly row: number;
  readonly code: string;
  readonly field: string | null;
  readonly message: string;
};
export type ImportResult = {
  /** 0 in a dry run. */
  readonly imported: number;
  /** Rows count from 1. Empty unless in a dry run: otherwise the first problem refuses the import. */
  readonly problems: readonly RowProblem[];
};

type Checked = { readonly services: readonly Service[]; readonly problems: readonly RowProblem[] };

/** Adds 1 to 10,000 services at once, all or none. */
export class ImportServices {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {ImportRefused} @throws {InvalidInput} no rows, or too many. */
  async execute({ by, rows, dryRun }: ImportServicesInput): Promise<ImportResult> {
    const { store, clock } = this.#deps;
    const tenantId = tenantFor(by, 'catalogue.write');
    const scoped = store.tenant(tenantId);
    const { currency } = found(await scoped.findTenant(), 'tenant').state;
    const { services, problems } = await this.#check(scoped, listOf('rows', rows, 10_000, 1), currency);
    if (dryRun) return { imported: 0, problems };
    const [first] = problems;
    if (first !== undefined)
      throw new ImportRefused(`row ${first.row}: ${first.message}; nothing was imported`, {
        ...first,
        rowsWithProblems: problems.length,
      });
    const facts = { services: services.length };
    const audit = { actor: by.actor, action: 'catalogue.imported', target: tenantId, facts, at: clock.now() };
    const saved = await scoped.catalogue.saveServices(services, [audit]);
    return { imported: saved.length, problems: [] };
  }

  async #check(scoped: TenantStore, rows: readonly ServiceFields[], currency: Currency): Promise<Checked> {
    const { ids, clock } = this.#deps;
    const names = await takenNames(scoped.catalogue);
    const services: Service[] = [];
    const problems: RowProblem[] = [];
    for (const [index, row] of rows.entries()) {
      try {
        const service = withFields(newService(ids.service(), scoped.tenantId, clock.now()), row, currency);
        await assertIncludable(scoped.catalogue, service);
        claimNames(names, service);
        services.push(service);
      } catch (error) {
        problems.push(problemOf(index + 1, error));
      }
    }
    return { services, problems };
  }
}

/** The same file sent twice must not double the catalogue. */
const claimNames = (names: Set<string>, { name }: Service): void => {
  const own = allTexts(name).map((text) => text.toLowerCase());
  if (own.some((text) => names.has(text))) throw new InvalidInput('name', 'another service has this name');
  for (const text of own) names.add(text);
};

const problemOf = (row: number, error: unknown): RowProblem => {
  if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
  const field = error.details['field'];
  return { row, code: error.code, field: typeof field === 'string' ? field : null, message: error.message };
};
