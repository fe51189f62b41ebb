import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SqlSession } from '#adapters/store/sql/database';
import { UnstorableText } from '#adapters/store/sql/dialects/checked-parameters';
import { DiskSync } from '#adapters/store/sql/dialects/sqlite/disk-sync';
import { GroupCommit } from '#adapters/store/sql/dialects/sqlite/group-commit';
import { LibsqlConnection } from '#adapters/store/sql/dialects/sqlite/libsql-connection';
import { SnapshotReader } from '#adapters/store/sql/dialects/sqlite/snapshot-reader';
import { StoreUnavailable } from '#application/ports/store';
import { encryptionKey, temporaryFolder } from '../../support/stores.js';

let folder: string;
let writer: LibsqlConnection;
let reading: LibsqlConnection;
let commits: GroupCommit;
let reads: SnapshotReader;
let disk: DiskSync;

beforeEach(() => {
  folder = temporaryFolder();
  const open = () => new LibsqlConnection(join(folder, 'a.db'), encryptionKey, 1_000);
  writer = open();
  for (const pragma of ['journal_mode=WAL', 'synchronous=NORMAL', 'foreign_keys=ON']) writer.pragma(pragma);
  writer.exec('create table notes (id integer primary key, text text not null)');
  reading = open();
  reading.pragma('query_only=ON');
  disk = new DiskSync(join(folder, 'a.db-wal'));
  commits = new GroupCommit(writer, () => disk.confirm());
  reads = new SnapshotReader(reading);
});
afterEach(async () => {
  await reads.close();
  await commits.close();
  disk.close();
  reading.close();
  writer.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = <T>(work: (session: SqlSession) => Promise<T>, tenantId = 'a'): Promise<T> =>
  commits.write(work, { tenantId });
const read = <T>(work: (session: SqlSession) => Promise<T>, tenantId = 'a'): Promise<T> =>
  reads.read(work, { tenantId });
const put = (id: number, text = 'x', tenantId = 'a') =>
  write((session) => session.run('insert into notes values (?, ?)', [id, text]), tenantId);
const ids = () =>
  read(async (session) => (await session.rows('select id from notes order by id', [])).map((row) => row['id']));

describe('group commit', () => {
  it('shares one commit among units queued together, and tells nobody before it', async () => {
    const commitsRun: string[] = [];
    const exec = writer.exec.bind(writer);
    writer.exec = (sql) => {
      commitsRun.push(sql);
      exec(sql);
    };
    let seenInside: unknown;
    const first = put(1);
    const second = write(async (session) => {
      await session.run('insert into notes values (2, ?)', ['y']);
      seenInside = (await session.rows('select id from notes', [])).length;
      return ids();
    });
    const readInside = second.catch(() => undefined);
    await first;
    await readInside;
    expect(commitsRun.filter((sql) => sql === 'commit')).toHaveLength(1);
    expect(seenInside, 'a unit sees what those before it wrote').toBe(2);
    expect(await ids()).toEqual([1, 2]);
  });

  it('shows a reader nothing of a batch that is not committed', async () => {
    let during: unknown;
    await write(async (session) => {
      await session.run('insert into notes values (1, ?)', ['x']);
      during = reading.rows('select count(*) as n from notes', [])[0]?.['n'];
    });
    expect(during).toBe(0);
    expect(await ids()).toEqual([1]);
  });

  it('undoes a unit that throws, alone', async () => {
    const results = await Promise.allSettled([
      put(1),
      write(async (session) => {
        await session.run('insert into notes values (2, ?)', ['half']);
        throw new Error('changed my mind');
      }),
      put(1),
      put(3),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(await ids()).toEqual([1, 3]);
  });

  it('is not stopped by a unit that does not read the rows its statement answers', async () => {
    const insert = 'insert into notes values (?, ?), (?, ?) returning id';
    const changed = write((session) => session.run(insert, [1, 'a', 2, 'b']));
    const first = write((session) => session.first(insert, [3, 'c', 4, 'd']));
    expect([await changed, (await first)?.['id']]).toEqual([2, 3]);
    expect(await ids()).toEqual([1, 2, 3, 4]);
  });

  describe('waiting for the disk', () => {
    const heldDisk = () => {
      const asked: { confirm: () => void; refuse: (why: Error) => void }[] = [];
      const confirm = () => new Promise<void>((resolve, reject) => asked.push({ confirm: resolve, refuse: reject }));
      commits = new GroupCommit(writer, confirm);
      return asked;
    };

    it('tells nobody before the disk has confirmed, and runs the next batch meanwhile', async () => {
      const asked = heldDisk();
      const told: number[] = [];
      const one = put(1).then(() => told.push(1));
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      const two = put(2).then(() => told.push(2));
      await vi.waitFor(() => expect(asked).toHaveLength(2));
      expect(told).toEqual([]);
      asked[0]?.confirm();
      await one;
      expect(told).toEqual([1]);
      asked[1]?.confirm();
      await two;
    });

    it('tells who asked for no more than that once it is committed, and asks the disk for nobody', async () => {
      const asked = heldDisk();
      const ahead = (id: number) =>
        commits.write(
          (session) => session.run('insert into notes values (?, ?)', [id, 'x']),
          { tenantId: 'a' },
          'committed',
        );
      expect(await ahead(1)).toBe(1);
      expect([asked.length, await ids()]).toEqual([0, [1]]);
      const told: number[] = [];
      const onDisk = put(2).then(() => told.push(2));
      await ahead(3);
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      expect([told, await ids()]).toEqual([[], [1, 2, 3]]);
      asked[0]?.confirm();
      await onDisk;
    });

    it('promises nothing more once the disk did not keep something', async () => {
      const asked = heldDisk();
      const lost = put(1);
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      asked[0]?.refuse(Object.assign(new Error('i/o error'), { code: 'EIO' }));
      await expect(lost).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(put(2)).rejects.toBeInstanceOf(StoreUnavailable);
    });

    it('is closed when the disk has confirmed all of it', async () => {
      const asked = heldDisk();
      const last = put(1);
      await vi.waitFor(() => expect(asked).toHaveLength(1));
      let isClosed = false;
      const closing = commits.close().then(() => {
        isClosed = true;
      });
      await put(2).catch(() => undefined);
      expect(isClosed).toBe(false);
      asked[0]?.confirm();
      await Promise.all([last, closing]);
    });
  });

  describe('the disk', () => {
    const aDisk = async () => {
      await put(1);
      const asked: { file: number; done: () => void; fail: (why: Error) => void }[] = [];
      const disk = new DiskSync(
        join(folder, 'a.db-wal'),
        (file) => new Promise((done, fail) => asked.push({ file, done, fail })),
      );
      const told: string[] = [];
      const ask = (name: string): Promise<unknown> =>
        disk.confirm().then(
          () => told.push(name),
          (error: Error) => told.push(`${name}: ${error.message}`),
        );
      return { disk, asked, told, ask };
    };

    it('is asked again while it is busy, and by those who come after that together', async () => {
      const { disk, asked, told, ask } = await aDisk();
      const [first, second, third, fourth] = ['first', 'second', 'third', 'fourth'].map(ask);
      expect(asked).toHaveLength(2);
      asked[0]?.done();
      await first;
      await vi.waitFor(() => expect(asked).toHaveLength(3));
      asked[1]?.done();
      asked[2]?.done();
      await Promise.all([second, third, fourth]);
      expect(told).toEqual(['first', 'second', 'third', 'fourth']);
      disk.close();
    });

    it('tells in the order of asking, whichever it has done first', async () => {
      const { disk, asked, told, ask } = await aDisk();
      const [first, second] = ['first', 'second'].map(ask);
      asked[1]?.done();
      await setImmediate();
      expect(told).toEqual([]);
      asked[0]?.done();
      await Promise.all([first, second]);
      expect(told).toEqual(['first', 'second']);
      disk.close();
    });

    it('says of each what it says: no opened file takes the error of another', async () => {
      const { disk, asked, told, ask } = await aDisk();
      const both = ['first', 'second'].map(ask);
      expect(asked[0]?.file).not.toBe(asked[1]?.file);
      asked[0]?.fail(new Error('not kept'));
      asked[1]?.done();
      await Promise.all(both);
      expect(told).toEqual(['first: not kept', 'second']);
      disk.close();
    });
  });

  it('acknowledges nothing of a batch that met a full disk, and works again once there is room', async () => {
    await put(1);
    writer.pragma('max_page_count=4');
    const results = await Promise.allSettled([put(2), put(3, 'x'.repeat(100_000)), put(4)]);
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(await ids()).toEqual([1]);
    writer.pragma('max_page_count=1000000');
    await Promise.all([put(5), put(6)]);
    expect(await ids()).toEqual([1, 5, 6]);
  });

  it('acknowledges nothing of a batch in which one unit met the disk, whoever else succeeded', async () => {
    const broken = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
    const results = await Promise.allSettled([put(1), write(() => Promise.reject(broken)), put(2)]);
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(await ids()).toEqual([]);
  });

  it('acknowledges nothing of a batch whose commit failed', async () => {
    const exec = writer.exec.bind(writer);
    writer.exec = (sql) => {
      if (sql === 'commit') throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' });
      exec(sql);
    };
    const results = await Promise.allSettled([put(1), put(2)]);
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    writer.exec = exec;
    expect(await ids()).toEqual([]);
    await put(3);
    expect(await ids()).toEqual([3]);
  });

  it('writes a tenant that asks for little in the next batch, however much another has waiting', async () => {
    const written: string[] = [];
    const noisy = Array.from({ length: 400 }, (_, id) => put(id).then(() => written.push('noisy')));
    const quiet = put(1_000, 'x', 'b').then(() => written.push('quiet'));
    await Promise.all([...noisy, quiet]);
    expect(written.indexOf('quiet')).toBe(1);
  });

  it('ends a batch soon for who has all of theirs in it, and not for a backlog alone', async () => {
    const perCommit: number[] = [];
    const exec = writer.exec.bind(writer);
    writer.exec = (sql) => {
      if (sql === 'begin immediate') perCommit.push(0);
      if (sql === 'savepoint unit') perCommit.push((perCommit.pop() ?? 0) + 1);
      exec(sql);
    };
    const slow = async (): Promise<void> => {
      const until = performance.now() + 1;
      while (performance.now() < until);
    };
    await Promise.all(Array.from({ length: 39 }, () => write(slow)).concat(write(slow, 'b')));
    expect(perCommit).toEqual([4, 36]);
  });

  it('writes what was queued before it closed, and refuses the rest', async () => {
    const last = put(1);
    await commits.close();
    await last;
    await expect(put(2)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await ids()).toEqual([1]);
  });

  it('runs what must stand between two batches even while batches keep coming', async () => {
    const running = { stop: false };
    const busy = (async () => {
      for (let id = 1; !running.stop && id < 5_000; id += 1) await Promise.all([put(id * 2), put(id * 2 + 1)]);
    })();
    let inTransaction: boolean | null = null;
    await commits.between(() => {
      inTransaction = writer.inTransaction;
    });
    running.stop = true;
    await busy;
    expect(inTransaction).toBe(false);
  });
});

describe('the reader', () => {
  it('reads for a tenant that asks for little before the rest of another', async () => {
    const answered: string[] = [];
    const ask = (tenantId: string) => read(async () => answered.push(tenantId), tenantId);
    await Promise.all([ask('busy'), ask('busy'), ask('busy'), ask('quiet'), ask('busy')]);
    expect(answered).toEqual(['busy', 'quiet', 'busy', 'busy', 'busy']);
  });

  it('reads one unit on one snapshot, whatever is written meanwhile', async () => {
    await put(1);
    const counts = await read(async (session) => {
      const count = async () => (await session.first('select count(*) as n from notes', []))?.['n'];
      const before = await count();
      writer.run('insert into notes values (2, ?)', ['meanwhile']);
      return [before, await count()];
    });
    expect(counts).toEqual([1, 1]);
    expect(await ids()).toEqual([1, 2]);
  });

  it('reads units that wait together on one snapshot, and never one older than their own write', async () => {
    const begun: string[] = [];
    const exec = reading.exec.bind(reading);
    reading.exec = (sql) => {
      begun.push(sql);
      exec(sql);
    };
    await put(1);
    const seen = await Promise.all([ids(), ids(), ids(), put(2).then(ids)]);
    expect(seen).toEqual([[1], [1], [1], [1, 2]]);
    expect(begun.filter((sql) => sql === 'begin')).toHaveLength(2);
  });

  it('gives the next unit a snapshot of its own after one that failed', async () => {
    const [failed, after] = await Promise.allSettled([
      read((session) => session.rows('select * from nobody', [])),
      ids(),
    ]);
    expect([failed.status, after]).toEqual(['rejected', { status: 'fulfilled', value: [] }]);
  });

  it('cannot write', async () => {
    await expect(read((session) => session.run('insert into notes values (9, ?)', ['x']))).rejects.toBeInstanceOf(
      StoreUnavailable,
    );
    expect(await ids()).toEqual([]);
  });
});

describe('a statement that is used again', () => {
  const insert = 'insert into notes values (?, ?) returning id';
  const byId = 'select id from notes where id = ?';

  it('runs with its new values, however it ran before', async () => {
    await Promise.all([put(1), put(2), put(3)]);
    const found = await write(async (session) => {
      const [all] = await session.rows(byId, [1]);
      const first = await session.first(byId, [2]);
      const [queried] = (await session.query(byId, [3])).rows;
      const again = await session.first(byId, [1]);
      await session.run(byId, [2]);
      return [all, first, queried, again, await session.first(byId, [3])].map((row) => row?.['id']);
    });
    expect(found).toEqual([1, 2, 3, 1, 3]);
  });

  it('runs with its new values after it failed', async () => {
    const add = (id: number) => write((session) => session.first(insert, [id, 'x']));
    const results = await Promise.allSettled([add(1), add(1), add(2), add(1), add(3)]);
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await ids()).toEqual([1, 2, 3]);
  });
});

describe('values', () => {
  it.each([[true], [undefined], [Number.NaN], [new Date(0)], [{ a: 1 }]])(
    'never reach libsql as %s, which would end the process or store something else',
    async (value) => {
      await expect(write((session) => session.run('insert into notes values (1, ?)', [value]))).rejects.toThrow(
        TypeError,
      );
      expect(await ids()).toEqual([]);
    },
  );

  it('refuse a text that SQL would cut in two', async () => {
    await expect(put(1, 'a\0b')).rejects.toBeInstanceOf(UnstorableText);
  });
});
