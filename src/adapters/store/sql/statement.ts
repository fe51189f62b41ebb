import { type Compilable, DummyDriver, Kysely, type OperationNode } from 'kysely';
import type { SqlDialect } from './database.js';
import { checkTenantIsolation } from './guard/check-tenant-isolation.js';
import type { Schema, TenantSchema } from './schema.js';
import { type SealedStatement, sealedStatementOf } from './sealed-statement.js';

/** Stands for a value that is filled in when the statement runs. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** The tenant's place: filled from the scope, never from arguments. */
const tenantPlace = new Placeholder('the tenant');

export type CompiledStatement = {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly sealed: SealedStatement | null;
};

/** A statement that is built and compiled once per dialect, and then only filled. `Row` is what it answers. */
export type Statement<Args, Row> = {
  compile(dialect: SqlDialect): CompiledStatement;
  /** Never read; it keeps the types of arguments and rows apart. */
  readonly types?: { readonly args: Args; readonly row: Row };
};
declare const ofTenant: unique symbol;
export type TenantStatement<Args, Row> = Statement<Args, Row> & { readonly [ofTenant]: true };

type Arg<Args> = <Name extends keyof Args & string>(name: Name) => Args[Name];
type Buildable<Row> = Compilable<Row> & { toOperationNode(): OperationNode };

const arg = (name: string): never => new Placeholder(name) as never;

const compiledOnce = (
  build: (dialect: SqlDialect) => CompiledStatement,
): ((dialect: SqlDialect) => CompiledStatement) => {
  const compiled = new Map<string, CompiledStatement>();
  return (dialect) => {
    const known = compiled.get(dialect.name);
    if (known !== undefined) return known;
    const made = build(dialect);
    compiled.set(dialect.name, made);
    return made;
  };
};

const templates = <S>(dialect: SqlDialect): Kysely<S> =>
  new Kysely<S>({
    dialect: {
      createAdapter: () => dialect.adapter(),
      createDriver: () => new DummyDriver(),
      createQueryCompiler: () => dialect.compiler(),
      createIntrospector: () => {
        throw new Error('a template has no database');
      },
    },
  });

/** Checked once, as a template, for naming its tenant everywhere; see `checkTenantIsolation`. */
export const tenantStatement =
  <Args = Record<never, never>>() =>
  <Row>(
    build: (db: Kysely<TenantSchema>, arg: Arg<Args>, tenant: string) => Buildable<Row>,
  ): TenantStatement<Args, Row> =>
    ({
      compile: compiledOnce((dialect) => {
        const built = build(templates<TenantSchema>(dialect), arg as Arg<Args>, tenantPlace as unknown as string);
        const root = built.toOperationNode();
        checkTenantIsolation(root, tenantPlace);
        return { ...built.compile(), sealed: sealedStatementOf(root, nameOfPlace) };
      }),
    }) as TenantStatement<Args, Row>;

/** For platform-*.ts only: names no tenant and is not checked. */
export const platformStatement =
  <Args = Record<never, never>>() =>
  <Row>(build: (db: Kysely<Schema>, arg: Arg<Args>) => Buildable<Row>): Statement<Args, Row> => ({
    compile: compiledOnce((dialect) => ({
      ...build(templates<Schema>(dialect), arg as Arg<Args>).compile(),
      sealed: null,
    })),
  });

const nameOfPlace = (value: unknown): string | null => (value instanceof Placeholder ? value.name : null);

/**
 * @param instead what is to stand in the place of some of the arguments.
 * @throws {TypeError} an argument is missing: SQL would take it for null.
 */
export const filled = (
  parameters: readonly unknown[],
  args: object,
  tenant: string | null,
  instead: Readonly<Record<string, unknown>> = {},
): unknown[] =>
  parameters.map((parameter) => {
    if (!(parameter instanceof Placeholder)) return parameter;
    if (parameter === tenantPlace) return tenant;
    const { name } = parameter;
    const value = instead[name] ?? (args as Record<string, unknown>)[name];
    if (value === undefined) throw new TypeError(`the statement lacks its argument ${name}`);
    return value;
  });
