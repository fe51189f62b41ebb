import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PostgresDatabase } from '#adapters/store/sql/dialects/postgres/postgres-database';
import { SqlStore } from '#adapters/store/sql/sql-store';
import { type Store, StoreUnavailable } from '#application/ports/store';
import { StoreWorld } from '../../../contract/store/store-world.js';
import {
  makeEmptyDatabase,
  openPostgresIn,
  postgresForTests,
  type TestDatabase,
} from '../../../support/postgres-database.js';
import { sha256 } from '../../../support/sha256.js';

/** Two processes, as far as the server can tell: connections of their own and nothing in common. */
describe.runIf(postgresForTests() !== null)('two processes on one PostgreSQL', () => {
  let place: TestDatabase;
  let world: StoreWorld;
  let other: Store;
  let admin: Client;

  beforeEach(async () => {
    place = await makeEmptyDatabase();
    const open = (clock: Parameters<typeof openPostgresIn>[0]) => openPostgresIn(clock, place, place.ownerUrl);
    world = await StoreWorld.open({ name: 'postgres', available: true, open });
    other = (await openPostgresIn(world.clock, place)).store;
    admin = new Client({ connectionString: place.adminUrl });
    await admin.connect();
  });
  afterEach(async () => {
    await admin.end();
    await other.close();
    await world.close();
  });

  const both = () => [world.a.store, other.tenant(world.a.store.tenantId)] as const;
  const numbers = (count: number) => Array.from({ length: count }, (_, nth) => nth + 1);

  it('number the messages of one conversation without a gap or a double', async () => {
    const arrivals = numbers(60).map(() => world.make.anArrival(world.a.channel.id));
    const [mine, theirs] = both();
    const received = await Promise.all(
      arrivals.map((arrival, nth) => (nth % 2 === 0 ? mine : theirs).conversations.receive(arrival)),
    );
    expect(new Set(received.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(received.map(({ seq }) => seq).sort((one, two) => one - two)).toEqual(numbers(60));
  });

  it('store what both of them are given once', async () => {
    const arrivals = numbers(20).map(() => world.make.anArrival(world.a.channel.id));
    const received = await Promise.all(
      arrivals.flatMap((arrival) => both().map((store) => store.conversations.receive(arrival))),
    );
    expect(received.filter(({ kind }) => kind === 'stored')).toHaveLength(20);
  });

  it('give a turn, a session and a mail to one of them', async () => {
    const [mine, theirs] = both();
    const { conversationId } = await world.receive();
    await world.store.platform.mails.add(numbers(12).map(() => world.make.aMail()));
    world.clock.advance(6_000);
    const turns = await Promise.all([
      mine.conversations.claimTurn(conversationId, 'one', 60_000),
      theirs.conversations.claimTurn(conversationId, 'two', 60_000),
    ]);
    expect(turns.filter((turn) => turn !== null)).toHaveLength(1);
    const sessions = await Promise.all(
      both().map((store, nth) => store.sessions.claim(world.a.channel.id, `p${nth}`, 9_000)),
    );
    expect(sessions.filter((session) => session !== null)).toHaveLength(1);
    const mails = await Promise.all(
      [world.store, other].flatMap(({ platform }) => [platform.mails.claim(4, 9_000), platform.mails.claim(4, 9_000)]),
    );
    const claimed = mails.flat().map(({ id }) => id);
    expect(claimed).toHaveLength(12);
    expect(new Set(claimed).size).toBe(12);
  });

  it('keep one unbroken log, and take no more money than there is', async () => {
    const [mine, theirs] = both();
    const saves = numbers(30).map((nth) => (nth % 2 === 0 ? mine : theirs).audit.append(world.make.anAudit()));
    const claims = numbers(30).map((nth) =>
      (nth % 2 === 0 ? world.store : other).platform.ai.reserve(
        { tenantId: world.a.store.tenantId, day: '2026-01-01', micros: 10 },
        { tenantMicros: 155, platformMicros: 1_000 },
      ),
    );
    await Promise.all(saves);
    const log = await mine.audit.since(1, 100);
    expect(log.map(({ seq }) => seq)).toEqual(numbers(log.length));
    expect(log.slice(1).map(({ previousHash }) => previousHash)).toEqual(log.slice(0, -1).map(({ hash }) => hash));
    expect((await Promise.all(claims)).filter((is) => is === 'reserved')).toHaveLength(15);
  });

  it('do not end each other’s leases when one starts; the last one to live does', async () => {
    const { conversationId } = await world.leased();
    const id = world.a.store.tenantId;
    await other.platform.recover(30_000);
    expect(await other.platform.dueTurns(10)).toEqual([]);
    await world.store.close();
    await other.platform.recover(30_000);
    expect(await other.platform.dueTurns(10)).toEqual([{ tenantId: id, conversationId }]);
  });

  it('go by one clock: one whose own is ten minutes ahead takes no lease early, nor gives one that is over already', async () => {
    const { conversationId } = await world.receive();
    const before = Date.now();
    // What a process reads from its machine: the test's time, and whatever that machine is wrong by.
    const clock = {
      now: () => new Date(world.clock.now().getTime() + Date.now() - before),
      after: () => () => undefined,
    };
    const wrong = (await openPostgresIn(clock, place)).store;
    const theirs = wrong.tenant(world.a.store.tenantId).conversations;
    world.clock.advance(6_000);
    try {
      expect(await world.a.store.conversations.claimTurn(conversationId, 'right', 60_000)).not.toBeNull();
      vi.useFakeTimers({ toFake: ['Date'], now: before + 600_000 });
      expect(await theirs.claimTurn(conversationId, 'ahead', 60_000)).toBeNull();
      world.clock.advance(60_000);
      vi.setSystemTime(before - 600_000);
      expect(await theirs.claimTurn(conversationId, 'behind', 60_000)).not.toBeNull();
      vi.useRealTimers();
      expect(await world.a.store.conversations.claimTurn(conversationId, 'right', 60_000)).toBeNull();
    } finally {
      vi.useRealTimers();
      await wrong.close();
    }
  });

  it('go on after the server ended their connections, and nothing they were told is lost', async () => {
    const cut =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'wakil'";
    let acknowledged = 0;
    let refused = 0;
    for (const _ of numbers(20)) {
      const attempts = Promise.allSettled(numbers(5).map(() => world.receive()));
      await admin.query(cut);
      for (const { status, ...outcome } of await attempts) {
        if (status === 'fulfilled') acknowledged += 1;
        else {
          refused += 1;
          expect((outcome as { reason: unknown }).reason).toBeInstanceOf(StoreUnavailable);
        }
      }
    }
    const stored = Number((await admin.query<{ n: string }>('select count(*) as n from messages')).rows[0]?.n);
    expect(acknowledged + refused).toBe(100);
    expect(stored).toBeGreaterThanOrEqual(acknowledged);
    expect((await world.receive()).kind).toBe('stored');
  });

  it('wait no longer than they have to for one that writes another tenant’s data', async () => {
    const held = new Client({ connectionString: place.url });
    await held.connect();
    await held.query(
      `begin; select pg_advisory_xact_lock(hashtextextended('wakil.tenant.${world.b.store.tenantId}', 0))`,
    );
    let isStored = false;
    const waiting = world.receive(world.b).then(() => {
      isStored = true;
    });
    expect((await world.receive(world.a)).kind).toBe('stored');
    expect(isStored).toBe(false);
    await held.query('commit');
    await waiting;
    await held.end();
  });

  it('undo each other’s deadlock: the one the server ends begins again', async () => {
    const database = await PostgresDatabase.open(place.url);
    const [one, two] = [world.a.store.tenantId, world.b.store.tenantId];
    let runs = 0;
    const met: (() => void)[] = [];
    const meet = Promise.all([0, 1].map((nth) => new Promise<void>((resolve) => (met[nth] = resolve))));
    const touch = 'update audit_entries set target = target where seq = 1 and tenant_id = $1';
    // As platform units they would take turns; two scopes let them meet.
    const unit =
      (nth: number, first: string, second: string) =>
      (session: Parameters<Parameters<typeof database.write>[0]>[0]) => {
        runs += 1;
        return session
          .query("select set_config('wakil.platform', 'on', true)", [])
          .then(() => session.run(touch, [first]))
          .then(() => met[nth]?.())
          .then(() => meet)
          .then(() => session.run(touch, [second]));
      };
    const both = [
      database.write(unit(0, one, two), { tenantId: 'x' }),
      database.write(unit(1, two, one), { tenantId: 'y' }),
    ];
    expect(await Promise.all(both)).toEqual([1, 1]);
    expect(runs).toBe(3);
    await database.close();
  });

  it('undo alone the unit that fails, among those that wait for each other', async () => {
    const database = await PostgresDatabase.open(place.url);
    const store = new SqlStore(database, { clock: world.clock, sha256, sealing: null }).tenant(world.a.store.tenantId);
    const receive = () => store.conversations.receive(world.make.anArrival(world.a.channel.id));
    const taken = "insert into channels select * from channels where kind <> ''";
    const scope = { tenantId: world.a.store.tenantId };
    // The first runs by itself; what was asked for meanwhile goes together.
    const results = await Promise.allSettled([
      receive(),
      database.write(() => Promise.reject(new Error('broken')), scope),
      receive(),
      database.write((session) => session.run(taken, []), scope),
      receive(),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect((await admin.query('select seq from messages order by seq')).rows.map(({ seq }) => Number(seq))).toEqual([
      1, 2, 3,
    ]);
    await database.close();
  });
});
