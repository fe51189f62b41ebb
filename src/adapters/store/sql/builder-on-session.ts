import { type CompiledQuery, type DatabaseConnection, Kysely, type OperationNode, type QueryResult } from 'kysely';
import { TenantIsolationBroken } from '#application/ports/store';
import type { SqlRow, SqlSession } from './database.js';

/** Looks at every statement before it is compiled and at every row that comes back; throws to refuse. */
type Checks = {
  readonly statement: (node: OperationNode) => void;
  readonly row: (row: SqlRow) => void;
  /** Rows as whoever asked for them sees them. */
  readonly opened: (node: OperationNode, rows: readonly SqlRow[]) => readonly SqlRow[] | Promise<readonly SqlRow[]>;
};

class SessionConnection implements DatabaseConnection {
  readonly #session: SqlSession;
  readonly #checks: Checks | null;
  readonly #approved: WeakSet<OperationNode>;
  constructor(session: SqlSession, checks: Checks | null, approved: WeakSet<OperationNode>) {
    this.#session = session;
    this.#checks = checks;
    this.#approved = approved;
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    // `CompiledQuery.raw` never meets the compiler, and so would never meet the check.
    if (this.#checks !== null && !this.#approved.has(query))
      throw new TenantIsolationBroken('a statement that was not checked', {});
    const { rows, changes } = await this.#session.query(sql, parameters);
    if (this.#checks === null) return { rows: rows as R[], numAffectedRows: BigInt(changes) };
    for (const row of rows) this.#checks.row(row);
    return { rows: (await this.#checks.opened(query, rows)) as R[], numAffectedRows: BigInt(changes) };
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nothing here streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store reads pages, not streams');
  }
}

const noTransaction = async (): Promise<never> => {
  throw new Error('a unit of work is a transaction already');
};

/**
 * Kysely over a session. The check sits in the compiler, not in a plugin: `withoutPlugins()` does not get around it.
 */
export const builderOn = <S>(session: SqlSession, checks: Checks | null): Kysely<S> => {
  const { dialect } = session;
  const approved = new WeakSet<OperationNode>();
  const compiler = dialect.compiler();
  return new Kysely<S>({
    dialect: {
      createAdapter: () => dialect.adapter(),
      createQueryCompiler: () => ({
        compileQuery: (node, id) => {
          checks?.statement(node);
          approved.add(node);
          return compiler.compileQuery(node, id);
        },
      }),
      createDriver: () => ({
        init: async () => undefined,
        acquireConnection: async () => new SessionConnection(session, checks, approved),
        beginTransaction: noTransaction,
        commitTransaction: noTransaction,
        rollbackTransaction: noTransaction,
        releaseConnection: async () => undefined,
        destroy: async () => undefined,
      }),
      createIntrospector: () => {
        throw new Error('the schema is known');
      },
    },
  });
};
