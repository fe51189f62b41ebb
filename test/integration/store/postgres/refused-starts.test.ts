import { createServer, type Server } from 'node:net';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresStore } from '#adapters/store/sql/open-postgres-store';
import { DomainError } from '#domain/shared/domain-error';
import { FakeClock } from '../../../support/fake-clock.js';
import { makeEmptyDatabase, postgresForTests, type TestDatabase } from '../../../support/postgres-database.js';
import { sealingWith } from '../../../support/sealing.js';
import { sha256 } from '../../../support/sha256.js';

describe.runIf(postgresForTests() !== null)('a start on PostgreSQL', () => {
  let place: TestDatabase;
  let admin: Client;
  const { runtime, owner } = postgresForTests() ?? { runtime: '', owner: '' };

  beforeEach(async () => {
    place = await makeEmptyDatabase();
    admin = new Client({ connectionString: place.adminUrl });
    await admin.connect();
    await (await open(place.url, place.ownerUrl)).close();
  });
  afterEach(async () => {
    await admin.end();
    await place.drop();
  });

  const open = (url: string, ownerUrl: string | null = null) =>
    openPostgresStore({ url, ownerUrl, clock: new FakeClock(), sha256, sealing: sealingWith() });

  /** How it ended, in one line in which no password is. */
  const refusal = async (url: string, ownerUrl: string | null = null): Promise<{ code: string; line: string }> => {
    const error = await open(url, ownerUrl).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof DomainError)) throw new Error('it was not refused as it should be', { cause: error });
    expect(error.message).not.toContain('\n');
    for (const secret of [url, ownerUrl].flatMap((each) => (each === null ? [] : new URL(each).password)))
      expect(error.message + JSON.stringify(error.details)).not.toContain(secret);
    return { code: error.code, line: error.message };
  };
  const changed = (url: string, change: (url: URL) => void): string => {
    const next = new URL(url);
    change(next);
    return next.href;
  };

  it('is refused to a superuser', async () => {
    const { code, line } = await refusal(place.adminUrl);
    expect(code).toBe('store.unbound_role');
    expect(line).toMatch(/^POSTGRES_URL must name a role that row security binds; .* is a superuser: make one/);
  });

  it('is refused to a role that bypasses row security, itself or through another, before anything is migrated', async () => {
    const empty = await makeEmptyDatabase();
    await admin.query(`alter role ${runtime} bypassrls`);
    try {
      expect((await refusal(empty.url, empty.ownerUrl)).line).toMatch(/bypass row security/);
    } finally {
      await admin.query(`alter role ${runtime} nobypassrls`);
    }
    await admin.query(`create role ${runtime}_wide nologin bypassrls`);
    await admin.query(`grant ${runtime}_wide to ${runtime}`);
    try {
      expect((await refusal(empty.url, empty.ownerUrl)).line).toMatch(/_wide is allowed to bypass row security/);
    } finally {
      await admin.query(`drop role ${runtime}_wide`);
    }
    expect((await refusal(empty.url)).code).toBe('store.older_schema');
    await empty.drop();
  });

  it('is refused to the owner of the tables, and to a role that may become it', async () => {
    expect((await refusal(place.ownerUrl)).line).toMatch(/does not own the tables/);
    await admin.query(`grant ${owner} to ${runtime}`);
    try {
      expect((await refusal(place.url)).line).toMatch(/does not own the tables/);
    } finally {
      await admin.query(`revoke ${owner} from ${runtime}`);
    }
  });

  it('is refused where a table has lost its security', async () => {
    await admin.query('alter table messages no force row level security');
    expect(await refusal(place.url)).toEqual({
      code: 'store.unbound_role',
      line: 'the table messages has no forced row security; its owner has to put it back',
    });
  });

  it('is refused on a schema that lacks something, and says how it gets it', async () => {
    await admin.query("delete from schema_migrations where name = '0018-functions'");
    expect(await refusal(place.url)).toEqual({
      code: 'store.older_schema',
      line: 'the database lacks 0018-functions: start once with POSTGRES_OWNER_URL, which names the role that owns the tables',
    });
  });

  it.each<[string, (url: URL) => void, RegExp]>([
    [
      'a wrong password',
      (url) => (url.password = 'wrong-password'),
      /^POSTGRES_URL: the server at .* does not let wakil_\S+ in/,
    ],
    ['a role nobody made', (url) => (url.username = 'nobody-made-me'), /does not let nobody-made-me in/],
    [
      'a database nobody made',
      (url) => (url.pathname = '/none'),
      /^POSTGRES_URL: the server at \S+ has no database none$/,
    ],
    [
      'a port where nothing listens',
      (url) => (url.port = '1'),
      /no PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)$/,
    ],
    [
      'encryption the server does not have',
      (url) => url.searchParams.set('sslmode', 'require'),
      /does not support SSL/,
    ],
  ])('is refused in one line for %s', async (_, change, line) => {
    expect(await refusal(changed(place.url, change))).toMatchObject({
      code: 'store.postgres_refused',
      line: expect.stringMatching(line) as string,
    });
  });

  it('names the owner’s address where that one is wrong', async () => {
    const wrong = changed(place.ownerUrl, (url) => (url.password = 'wrong-password'));
    expect((await refusal(place.url, wrong)).line).toMatch(/^POSTGRES_OWNER_URL: /);
  });

  it('is refused where something else answers', async () => {
    const server = await new Promise<Server>((listening) => {
      const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
        0,
        '127.0.0.1',
        () => listening(other),
      );
    });
    const { port } = server.address() as { port: number };
    const url = changed(place.url, (each) => (each.port = String(port)));
    expect((await refusal(url)).line).toMatch(/no PostgreSQL answers at/);
    server.close();
  });
});
