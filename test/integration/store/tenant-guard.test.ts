import { CompiledQuery, type Kysely, type OperationNode, sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SqlSession } from '#adapters/store/sql/database';
import { sqliteDialect } from '#adapters/store/sql/dialects/sqlite/sqlite-dialect';
import type { TenantSchema } from '#adapters/store/sql/schema';
import { tenantStatement } from '#adapters/store/sql/statement';
import { TenantTx } from '#adapters/store/sql/tenant-tx';
import { TenantIsolationBroken } from '#application/ports/store';
import { TenantId } from '#domain/shared/ids';
import { sha256 } from '../../support/stores.js';

const mine = TenantId('ten_mine');
const theirs = 'ten_theirs';

/** What reached the database, and what it answers. */
class ListeningSession implements SqlSession {
  readonly dialect = sqliteDialect;
  readonly aheadMs = 0;
  readonly reached: { sql: string; parameters: readonly unknown[] }[] = [];
  answer: Record<string, unknown>[] = [];
  rows = async (text: string, parameters: readonly unknown[]) => this.#hear(text, parameters);
  first = async (text: string, parameters: readonly unknown[]) => this.#hear(text, parameters)[0];
  run = async (text: string, parameters: readonly unknown[]) => this.#hear(text, parameters).length;
  query = async (text: string, parameters: readonly unknown[]) => ({ rows: this.#hear(text, parameters), changes: 0 });
  of = () => this;
  #hear(text: string, parameters: readonly unknown[]) {
    this.reached.push({ sql: text, parameters });
    return this.answer;
  }
}

type Attack = (db: Kysely<TenantSchema>) => Promise<unknown>;
const message = { id: 'm', word: 'w', created_at: 1, message_id: 'm' };

const attacks: Record<string, Attack> = {
  'a select without any tenant': (db) => db.selectFrom('messages').selectAll().execute(),
  'a select of another tenant': (db) => db.selectFrom('messages').selectAll().where('tenant_id', '=', theirs).execute(),
  'a change of whose rows the server shows': (db) =>
    db
      .selectFrom('messages')
      .select((row) => row.fn<string>('set_config', [row.val('wakil.platform'), row.val('on'), row.lit(true)]).as('is'))
      .where('tenant_id', '=', mine)
      .execute(),
  'an OR around the tenant': (db) =>
    db
      .selectFrom('messages')
      .selectAll()
      .where((row) => row.or([row('tenant_id', '=', mine), row('id', '=', 'm')]))
      .execute(),
  'a NOT around the tenant': (db) =>
    db
      .selectFrom('messages')
      .selectAll()
      .where((row) => row.not(row('tenant_id', '=', mine)))
      .execute(),
  'unequal to the tenant': (db) => db.selectFrom('messages').selectAll().where('tenant_id', '!=', mine).execute(),
  'one of several tenants': (db) =>
    db.selectFrom('messages').selectAll().where('tenant_id', 'in', [mine, theirs]).execute(),
  'the tenant compared with itself': (db) =>
    db.selectFrom('messages').selectAll().whereRef('tenant_id', '=', 'tenant_id').execute(),
  'another column that holds the tenant': (db) =>
    db.selectFrom('messages').selectAll().where('id', '=', mine).execute(),
  'a join with the tenant on one side only': (db) =>
    db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .selectAll()
      .where('messages.tenant_id', '=', mine)
      .execute(),
  'a bare tenant column where there are two tables': (db) =>
    db
      .selectFrom('messages')
      .innerJoin('turns', 'turns.id', 'messages.turn_id')
      .select('messages.id')
      .where(sql.ref('tenant_id'), '=', mine)
      .execute(),
  'a left join that binds the left side in its ON': (db) =>
    db
      .selectFrom('messages')
      .leftJoin('turns', (join) => join.on('turns.tenant_id', '=', mine).on('messages.tenant_id', '=', mine))
      .select('messages.id')
      .execute(),
  'a right join': (db) =>
    db
      .selectFrom('messages')
      .rightJoin('turns', (join) => join.on('turns.tenant_id', '=', mine))
      .select('turns.id')
      .where('messages.tenant_id', '=', mine)
      .execute(),
  'a cross join': (db) =>
    db.selectFrom(['messages', 'turns']).select('turns.id').where('messages.tenant_id', '=', mine).execute(),
  'a sub-select without the tenant': (db) =>
    db
      .selectFrom('messages')
      .selectAll()
      .where('tenant_id', '=', mine)
      .where('conversation_id', 'in', (inner) => inner.selectFrom('conversations').select('id'))
      .execute(),
  'a sub-select in the list of columns': (db) =>
    db
      .selectFrom('messages')
      .select((row) => row.selectFrom('turns').select('body').limit(1).as('stolen'))
      .where('tenant_id', '=', mine)
      .execute(),
  'a sub-select in the order': (db) =>
    db
      .selectFrom('messages')
      .select('id')
      .where('tenant_id', '=', mine)
      .orderBy((row) => row.selectFrom('turns').select('body').limit(1))
      .execute(),
  'a derived table': (db) =>
    db
      .selectFrom((inner) => inner.selectFrom('messages').selectAll().as('derived'))
      .selectAll()
      .execute(),
  'a common table': (db) =>
    db
      .with('all_messages', (inner) => inner.selectFrom('messages').selectAll())
      .selectFrom('all_messages')
      .selectAll()
      .execute(),
  'a common table under a tenant table’s name': (db) =>
    db
      .with('messages', (inner) => inner.selectFrom('turns').selectAll().where('tenant_id', '=', mine))
      .selectFrom('messages')
      .selectAll()
      .where('tenant_id', '=', mine)
      .execute(),
  'a union with everything': (db) =>
    db
      .selectFrom('messages')
      .select('id')
      .where('tenant_id', '=', mine)
      .union(db.selectFrom('messages').select('id'))
      .execute(),
  'an alias that hides the table': (db) =>
    db
      .selectFrom('messages as m')
      .selectAll()
      .where('messages.tenant_id' as 'm.tenant_id', '=', mine)
      .execute(),
  'raw text in the condition': (db) =>
    db.selectFrom('messages').selectAll().where('tenant_id', '=', mine).where(sql<boolean>`1 = 1 or 1 = 1`).execute(),
  'raw text in the columns': (db) =>
    db
      .selectFrom('messages')
      .select(sql`(select body from turns limit 1)`.as('stolen'))
      .where('tenant_id', '=', mine)
      .execute(),
  'raw text in the order': (db) =>
    db.selectFrom('messages').select('id').where('tenant_id', '=', mine).orderBy(sql`(select 1)`).execute(),
  'raw text as a function’s name': (db) =>
    db
      .selectFrom('messages')
      .select((row) => row.fn<string>('max(id)) from turns --', ['id']).as('x'))
      .where('tenant_id', '=', mine)
      .execute(),
  'a raw statement': (db) => sql`select * from messages where tenant_id = ${mine}`.execute(db),
  'a compiled raw statement': (db) => db.executeQuery(CompiledQuery.raw('select * from messages')),
  'a statement without the plugins': (db) => db.withoutPlugins().selectFrom('messages').selectAll().execute(),
  'a table of the platform': (db) =>
    (db as unknown as Kysely<{ users: { id: string } }>).selectFrom('users').selectAll().execute(),
  'the catalogue of the database': (db) =>
    (db as unknown as Kysely<{ sqlite_master: { sql: string } }>).selectFrom('sqlite_master').selectAll().execute(),
  'a table through a schema': (db) =>
    db.withSchema('main').selectFrom('messages').selectAll().where('tenant_id', '=', mine).execute(),
  'the record of another tenant': (db) => db.selectFrom('tenants').selectAll().where('id', '=', theirs).execute(),
  'an insert for another tenant': (db) =>
    db
      .insertInto('message_words')
      .values({ ...message, tenant_id: theirs } as never)
      .execute(),
  'an insert of which one row is for another': (db) =>
    db
      .insertInto('message_words')
      .values([{ ...message, tenant_id: mine } as never, { ...message, tenant_id: theirs } as never])
      .execute(),
  'an insert without a tenant': (db) =>
    db
      .insertInto('message_words')
      .values(message as never)
      .execute(),
  'an insert from a select': (db) =>
    db
      .insertInto('message_words')
      .columns(['tenant_id', 'word', 'created_at', 'message_id'])
      .expression((inner) => inner.selectFrom('message_words').selectAll().where('tenant_id', '=', mine))
      .execute(),
  'an insert that updates whoever holds the key': (db) =>
    db
      .insertInto('api_keys')
      .values({ tenant_id: mine, id: 'k', prefix: 'p' } as never)
      .onConflict((conflict) => conflict.column('prefix').doUpdateSet({ name: 'stolen' }))
      .execute(),
  'an insert that replaces': (db) =>
    db
      .replaceInto('roles')
      .values({ tenant_id: mine, id: 'r' } as never)
      .execute(),
  'an update without the tenant': (db) => db.updateTable('roles').set({ name: 'x' }).where('id', '=', 'r').execute(),
  'an update that moves a row': (db) =>
    db.updateTable('roles').set({ tenant_id: theirs }).where('tenant_id', '=', mine).execute(),
  'an update from another table': (db) =>
    db.updateTable('roles').from('members').set({ name: 'x' }).where('roles.tenant_id', '=', mine).execute(),
  'a delete without the tenant': (db) => db.deleteFrom('roles').where('id', '=', 'r').execute(),
  'a change of the schema': (db) => db.schema.dropTable('messages').execute(),
};

const legal: Record<string, Attack> = {
  'a plain select': (db) =>
    db.selectFrom('messages').selectAll().where('tenant_id', '=', mine).orderBy('id', 'desc').execute(),
  'an OR beside the tenant': (db) =>
    db
      .selectFrom('messages')
      .select((row) => row.fn.countAll().as('n'))
      .where('tenant_id', '=', mine)
      .where((row) => row.or([row('id', '=', 'a'), row('id', '=', 'b')]))
      .execute(),
  'a join with both sides bound': (db) =>
    db
      .selectFrom('messages as m')
      .innerJoin('turns as t', (join) => join.onRef('t.id', '=', 'm.turn_id').on('t.tenant_id', '=', mine))
      .select('m.id')
      .where('m.tenant_id', '=', mine)
      .execute(),
  'an insert of one’s own': (db) =>
    db
      .insertInto('message_words')
      .values({ ...message, tenant_id: mine } as never)
      .execute(),
  'an upsert by one’s own key': (db) =>
    db
      .insertInto('roles')
      .values({ tenant_id: mine, id: 'r', name: 'n', permissions: '[]', version: 1 })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet({ name: 'n' }))
      .execute(),
};

let session: ListeningSession;
let tx: TenantTx;
beforeEach(() => {
  session = new ListeningSession();
  tx = new TenantTx(session, { tenantId: mine, nowMs: 0, sha256, seals: null });
});

describe('the query guard', () => {
  it.each(Object.entries(attacks))('refuses %s before it reaches the database', async (_, attack) => {
    await expect((async () => attack(tx.db))()).rejects.toBeInstanceOf(TenantIsolationBroken);
    expect(session.reached).toEqual([]);
  });

  it.each(Object.entries(legal))('lets %s through', async (_, statement) => {
    await statement(tx.db);
    expect(session.reached).toHaveLength(1);
    expect(session.reached[0]?.parameters).toContain(mine);
  });

  it('refuses an OR that a careless builder left without brackets', async () => {
    const node = tx.db.selectFrom('messages').selectAll().where('tenant_id', '=', mine).toOperationNode();
    const tenant = (node as unknown as { where: { where: OperationNode } }).where.where;
    const or = { kind: 'OrNode', left: tenant, right: tenant };
    const bare = {
      ...node,
      where: { kind: 'WhereNode', where: { kind: 'AndNode', left: tenant, right: or } },
    } as never;
    const run = () =>
      tx.db.executeQuery({ compile: () => tx.db.getExecutor().compileQuery(bare, { queryId: 'q' }) } as never);
    await expect((async () => run())()).rejects.toBeInstanceOf(TenantIsolationBroken);
  });

  it('refuses a prepared statement that names no tenant, once, before it ever ran', async () => {
    const careless = tenantStatement<{ id: string }>()((db, arg) =>
      db.selectFrom('messages').selectAll().where('id', '=', arg('id')),
    );
    const forged = tenantStatement<{ tenant: string }>()((db, arg) =>
      db.selectFrom('messages').selectAll().where('tenant_id', '=', arg('tenant')),
    );
    await expect(tx.first(careless, { id: 'm' })).rejects.toBeInstanceOf(TenantIsolationBroken);
    await expect(tx.rows(forged, { tenant: mine })).rejects.toBeInstanceOf(TenantIsolationBroken);
    expect(session.reached).toEqual([]);
  });

  it('fills the tenant of a prepared statement from the scope alone', async () => {
    const byId = tenantStatement<{ id: string }>()((db, arg, tenant) =>
      db.selectFrom('messages').selectAll().where('tenant_id', '=', tenant).where('id', '=', arg('id')),
    );
    await tx.first(byId, { id: 'm', 'the tenant': theirs } as { id: string });
    expect(session.reached[0]?.parameters).toEqual([mine, 'm']);
    await expect(tx.first(byId, {} as { id: string })).rejects.toThrow('lacks its argument id');
  });

  it('refuses a row of another tenant that comes back all the same', async () => {
    session.answer = [{ tenant_id: mine }, { tenant_id: theirs }];
    const all = tenantStatement()((db, _, tenant) =>
      db.selectFrom('messages').selectAll().where('tenant_id', '=', tenant),
    );
    await expect(tx.rows(all, {})).rejects.toBeInstanceOf(TenantIsolationBroken);
    await expect(legal['a plain select']!(tx.db)).rejects.toBeInstanceOf(TenantIsolationBroken);
    session.answer = [{ tenant_id: theirs }];
    await expect(tx.first(all, {})).rejects.toBeInstanceOf(TenantIsolationBroken);
  });
});
