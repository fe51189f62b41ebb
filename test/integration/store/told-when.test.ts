import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SqlDatabase } from '#adapters/store/sql/database';
import { SqliteDatabase } from '#adapters/store/sql/dialects/sqlite/sqlite-database';
import { allMigrations } from '#adapters/store/sql/migrations/all-migrations';
import { migrateUp } from '#adapters/store/sql/migrations/migrate';
import { SqlStore } from '#adapters/store/sql/sql-store';
import type { Clock } from '#application/ports/clock';
import { StoreWorld } from '../../contract/store/store-world.js';
import { encryptionKey, type OpenStore, sha256, temporaryFolder } from '../../support/stores.js';

/** A disk that is slow when it is told to be: what was committed meanwhile is on it once it goes on. */
class ToldDisk {
  #goOn: (() => void) | null = null;
  #isThere: Promise<void> = Promise.resolve();

  hold(): void {
    this.#isThere = new Promise((resolve) => {
      this.#goOn = resolve;
    });
  }

  goOn(): void {
    this.#goOn?.();
  }

  /** The same database, whose writes are told once this disk has them. */
  under(database: SqliteDatabase): SqlDatabase {
    const write: SqlDatabase['write'] = async (work, scope) => {
      const result = await database.write(work, scope);
      await this.#isThere;
      return result;
    };
    return new Proxy(database, {
      get: (target, name) => {
        if (name === 'write') return write;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
}

const openOn = async (disk: ToldDisk, clock: Clock): Promise<OpenStore> => {
  const folder = temporaryFolder();
  const database = disk.under(SqliteDatabase.open(folder, encryptionKey));
  await migrateUp(database, allMigrations, clock.now().getTime());
  const store = new SqlStore(database, { clock, sha256, sealing: null });
  const destroy = async (): Promise<void> => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, destroy, reopen: () => Promise.reject(new Error('not here')) };
};

let world: StoreWorld;
let disk: ToldDisk;

beforeEach(async () => {
  disk = new ToldDisk();
  world = await StoreWorld.open({ name: 'sqlite', available: true, open: (clock) => openOn(disk, clock) });
});
afterEach(async () => {
  disk.goOn();
  await world.close();
});

/** Is it told of before the disk has it? */
const isTold = async (asked: Promise<unknown>): Promise<boolean> => {
  const told = vi.fn();
  const settled = asked.then(told);
  // Whoever is told at the commit is told by then: the commit of this one comes after theirs.
  await world.a.store.conversations.claimTurn('none' as never, 'worker', 1_000);
  const wasTold = told.mock.calls.length > 0;
  disk.goOn();
  await settled;
  return wasTold;
};

/** ADR 0025: a power cut may undo what was told at the commit, and then all that stands on it is undone as well. */
describe('before the disk has it', () => {
  it('nobody is told that a message was received', async () => {
    disk.hold();
    expect(await isTold(world.receive())).toBe(false);
  });

  it('the lease of a turn is given', async () => {
    const { conversationId } = await world.receive();
    world.clock.advance(6_000);
    disk.hold();
    expect(await isTold(world.a.store.conversations.claimTurn(conversationId, 'worker', 60_000))).toBe(true);
  });

  it('a decided turn is gone on with, and what it does is told to nobody', async () => {
    const { conversation, fence } = await world.leased();
    const turn = world.make.aTurn(conversation);
    const { turns } = world.a.store;
    disk.hold();
    expect(await isTold(turns.write(turn, fence))).toBe(true);
    disk.hold();
    expect(await isTold(turns.apply(turn, world.make.effectsOf(turn, conversation)))).toBe(false);
  });

  it('nothing is sent: the claim of a message is not given, nor is its end', async () => {
    const { conversationId } = await world.answered();
    const { messages } = world.a.store;
    disk.hold();
    const claim = messages.claimDelivery(conversationId, false);
    expect(await isTold(claim)).toBe(false);
    const claimed = await claim;
    if (claimed.kind !== 'claimed') throw new Error('nothing to send');
    const { id, attempts } = claimed.message;
    disk.hold();
    expect(await isTold(messages.settleDelivery(id, attempts, { status: 'sent', externalId: 'x' }))).toBe(false);
  });
});
