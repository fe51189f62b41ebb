import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedIntoPostgres } from '#test/bench/seeding/into-postgres';
import { masterKey } from '#test/support/sealing';
import { StoreWorld } from '../../../contract/store/store-world.js';
import {
  makeDatabase,
  openPostgresIn,
  postgresForTests,
  type TestDatabase,
} from '../../../support/postgres-database.js';

type Heard = Map<string, readonly unknown[]>;
type Query = string | { readonly text: string; readonly values?: readonly unknown[] };

/** Every reading statement that goes to the server during `work`, with the values it went with first. */
const statementsOf = async (work: () => Promise<unknown>): Promise<Heard> => {
  const heard: Heard = new Map();
  const { query } = Client.prototype;
  Client.prototype.query = function (this: Client, ...words: readonly unknown[]) {
    const [first, second] = words as [Query, readonly unknown[] | undefined];
    const [text, values] = typeof first === 'string' ? [first, second ?? []] : [first.text, first.values ?? []];
    if (/^select .* from "/.test(text) && !heard.has(text)) heard.set(text, values);
    return Reflect.apply(query, this, words) as never;
  } as typeof query;
  try {
    await work();
  } finally {
    Client.prototype.query = query;
  }
  return heard;
};

/**
 * As the role that serves sees them, row security and all, had the tables grown: where an index can be read, or read in the order of
 * the list, nothing else is cheaper.
 */
const plansOf = async (url: string, tenantId: string, statements: Heard): Promise<Map<string, string>> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  await client.query("select set_config('wakil.tenant', $1, true), set_config('wakil.platform', '', true)", [tenantId]);
  for (const way of ['seqscan', 'sort', 'incremental_sort', 'bitmapscan', 'hashjoin', 'mergejoin'])
    await client.query(`set local enable_${way} = off`);
  const plans = new Map<string, string>();
  for (const [text, values] of statements) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values]);
    plans.set(text, rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  await client.end();
  return plans;
};

describe.runIf(postgresForTests() !== null)('what a person reads all day, on PostgreSQL', { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let world: StoreWorld;

  beforeAll(async () => {
    database = await makeDatabase();
    world = await StoreWorld.open({
      name: 'postgres',
      available: true,
      open: (clock) => openPostgresIn(clock, database),
    });
    // Whoever writes first gives the tenant its key.
    await world.leased();
    const { store, channel } = world.a;
    const seeding = { tenantId: store.tenantId, channelId: channel.id, messages: 2_000, masterKeys: [masterKey] };
    await seedIntoPostgres(database.adminUrl, seeding);
  }, 120_000);
  afterAll(() => world.close());

  it('is read from an index, in the order of the index', async () => {
    const { conversations, messages, turns, orders } = world.a.store;
    const reader = world.make.person.userId;
    const statements = await statementsOf(async () => {
      const first = await conversations.page({}, { after: null, limit: 20 }, reader);
      const filters = [{}, { mode: 'waiting' }, { status: 'open' }, { assignee: reader }, { tag: 'vip' }] as const;
      for (const filter of filters)
        for (const after of [null, first.next]) await conversations.page(filter, { after, limit: 20 }, reader);
      const id = first.items[0]?.conversation.state.id;
      if (id === undefined) throw new Error('nothing was seeded');
      const { next } = await messages.page(id, { after: null, limit: 5 });
      for (const after of [null, next]) await messages.page(id, { after, limit: 5 });
      await messages.since(id, 3, 20);
      for (const text of ['word1', 'word1 word2', 'wor'])
        for (const limit of [5, 20]) {
          const found = await messages.search(text, { after: null, limit });
          await messages.search(text, { after: found.next, limit });
        }
      await Promise.all([conversations.counts(), conversations.inboxCounts(reader), conversations.tags()]);
      await Promise.all([turns.page(id, { after: null, limit: 5 }), orders.page({}, { after: null, limit: 5 })]);
    });
    const plans = await plansOf(database.url, world.a.store.tenantId, statements);

    expect(plans.size).toBeGreaterThan(15);
    const walks = [...plans].filter(([, plan]) => plan.includes('Seq Scan'));
    expect(walks).toEqual([]);
    // What is counted, and the few ways a customer is known by, may be put in order by hand.
    const sorted = [...plans].filter(
      ([text, plan]) => plan.includes('Sort') && !/count\(|"customer_identities"/.test(text),
    );
    expect(sorted).toEqual([]);
  });
});
