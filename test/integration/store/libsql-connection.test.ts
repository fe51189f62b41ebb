import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LibsqlConnection } from '#adapters/store/sql/dialects/sqlite/libsql-connection';
import { temporaryFolder } from '../../support/stores.js';

let connection: LibsqlConnection;

beforeEach(() => {
  connection = new LibsqlConnection(join(temporaryFolder(), 'any.db'), null, 1_000);
  connection.run('create table things (id text primary key, price integer)', []);
  connection.run("insert into things values ('lamp', 300)", []);
});

afterEach(() => connection.close());

describe('a connection', () => {
  const all = 'select * from things';

  it('answers rows by the names of their columns', () => {
    expect(connection.rows(all, [])).toEqual([{ id: 'lamp', price: 300 }]);
    expect(connection.first('select count(*) as things, max(price) as dearest from things', [])).toEqual({
      things: 1,
      dearest: 300,
    });
  });

  it.each([
    ['gains a column', 'alter table things add column colour text', { id: 'lamp', price: 300, colour: null }],
    ['calls one otherwise', 'alter table things rename column price to dirhams', { id: 'lamp', dirhams: 300 }],
    ['loses one', 'alter table things drop column price', { id: 'lamp' }],
  ])('answers a statement it has prepared before as the table is once it %s', (_, change, row) => {
    connection.rows(all, []);
    connection.run(change, []);
    expect(connection.rows(all, [])).toEqual([row]);
  });

  it('runs a statement that answers rows to its end', () => {
    const { rows, changes } = connection.query("insert into things values ('vase', 90) returning id, price", []);
    expect([rows, changes]).toEqual([[{ id: 'vase', price: 90 }], 1]);
    expect(connection.run("update things set price = 95 where id = 'vase' returning price", [])).toBe(1);
    expect(connection.rows("select price from things where id = 'vase'", [])).toEqual([{ price: 95 }]);
  });
});
