import type { Connection, ConnectOptions } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Models, makeModels, writerCollection } from '#adapters/store/mongo/models';
import type { MongoStore } from '#adapters/store/mongo/mongo-store';
import { connectMongo, storeOn } from '#adapters/store/mongo/open-mongo-store';
import { applySteps } from '#adapters/store/mongo/unit/apply-steps';
import type { Step } from '#adapters/store/mongo/unit/change-set';
import { keyOf } from '#adapters/store/mongo/unit/key';
import { WriterLock, WriterLost } from '#adapters/store/mongo/unit/writer-lock';
import { ChannelKeyTaken } from '#application/ports/channel-store';
import { SlugTaken } from '#application/ports/platform-store';
import { StoreUnavailable } from '#application/ports/store';
import { firstBrokenLink } from '#domain/compliance/audit-entry';
import type { TenantId, UserId } from '#domain/shared/ids';
import { CutWire } from '../../support/cut-wire.js';
import { FakeClock } from '../../support/fake-clock.js';
import { databaseUri, mongoServer } from '../../support/mongo-stores.js';
import { sealingWith } from '../../support/sealing.js';
import { sha256 } from '../../support/sha256.js';
import { storeBuilders } from '../../support/store-builders.js';

/** Ends of a process show after `deadAfterMs` of real time. */
const slowly = { timeout: 60_000 };
const server = mongoServer();
let nth = 0;

describe.runIf(server !== null)('units of work on MongoDB', slowly, () => {
  const clock = new FakeClock();
  const make = storeBuilders(clock);
  let connections: Connection[];
  let models: Models;
  let one: MongoStore;
  let other: MongoStore;
  let tenantId: TenantId;
  let channelId: ReturnType<typeof make.aChannel>['id'];

  const connected = async (more: ConnectOptions = {}): Promise<Connection> => {
    const name = `wakil_units_${process.pid}_${nth}`;
    const connection = await connectMongo(databaseUri(server ?? '', name), 10_000, more);
    connections.push(connection);
    return connection;
  };
  const sealedOn = (connection: Connection) => storeOn(connection, { clock, sha256, sealing: sealingWith() });
  const business = async () => {
    const tenant = make.aTenant();
    const channel = make.aChannel(tenant.state.id);
    await one.platform.saveTenant(tenant, make.anAudit(), { channel, member: null });
    return { tenant, channel };
  };

  beforeEach(async () => {
    nth += 1;
    connections = [];
    const first = await connected();
    models = makeModels(await connected());
    one = await sealedOn(first);
    other = await sealedOn(await connected());
    const { tenant, channel } = await business();
    tenantId = tenant.state.id;
    channelId = channel.id;
  });
  afterEach(async () => {
    await connections[0]?.dropDatabase();
    for (const connection of connections) await connection.close();
  });

  const mark = (seq: number, rev: number): Step => ({
    c: 'read_marks',
    k: keyOf(tenantId, ['usr_1', 'cnv_1']),
    t: tenantId,
    from: rev,
    row: { tenant_id: tenantId, user_id: 'usr_1', conversation_id: 'cnv_1', seq },
  });
  const markedSeq = () => one.tenant(tenantId).conversations.readSeq('cnv_1' as never, 'usr_1' as UserId);

  it('of two processes never lose, double or misnumber a message', async () => {
    const stores = [one.tenant(tenantId), other.tenant(tenantId)];
    const arrivals = Array.from({ length: 40 }, () => make.anArrival(channelId));
    const twice = arrivals.flatMap((arrival) => stores.map((store) => store.conversations.receive(arrival)));
    const received = await Promise.all(twice);
    expect(received.filter(({ kind }) => kind === 'stored')).toHaveLength(40);
    const [conversationId] = [...new Set(received.map((each) => each.conversationId))];
    const messages = await one.tenant(tenantId).messages.since(conversationId!, 0, 100);
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('of two processes never fork the log', async () => {
    const appended = [one, other].flatMap((store) =>
      Array.from({ length: 15 }, () => store.tenant(tenantId).audit.append(make.anAudit())),
    );
    await Promise.all(appended);
    const entries = await other.tenant(tenantId).audit.since(1, 100);
    expect(entries).toHaveLength(31);
    expect(firstBrokenLink(entries, sha256)).toBeNull();
  });

  it('give what only one may have to one of two processes', async () => {
    const { channel } = await business();
    const [left, right] = [make.aTenant({ slug: 'one-of-two' }), make.aTenant({ slug: 'one-of-two' })];
    const saved = await Promise.allSettled([
      one.platform.saveTenant(left, make.anAudit()),
      other.platform.saveTenant(right, make.anAudit()),
    ]);
    expect(saved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(saved.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(SlugTaken) });
    const same = { ...make.aChannel(tenantId), kind: channel.kind, externalKey: channel.externalKey };
    await expect(other.tenant(tenantId).channels.save(same, make.anAudit())).rejects.toBeInstanceOf(ChannelKeyTaken);
  });

  it('that a process committed before it died are carried out by the next writer, before anything else', async () => {
    await WriterLock.acquire(models, tenantId);
    // As after the one command that commits: the journal stands, nothing of it is done, and nobody is left to do it.
    const held = { _id: tenantId, tenant_id: tenantId };
    await models.writers.updateOne(held, { $set: { pending: [mark(7, 0)] }, $inc: { beat: 1 } });
    expect(await markedSeq()).toBe(0);
    await other.tenant(tenantId).audit.append(make.anAudit());
    expect(await markedSeq()).toBe(7);
    expect(await models.writers.findOne(held).lean()).toMatchObject({ owner: null, pending: null });
  });

  it('that nobody writes after are carried out at the next start', async () => {
    await WriterLock.acquire(models, tenantId);
    await models.writers.updateOne({ _id: tenantId, tenant_id: tenantId }, { $set: { pending: [mark(3, 0)] } });
    await other.platform.recover(0);
    expect(await markedSeq()).toBe(3);
  });

  it('under a right that went to another process are refused, and their late steps change nothing', async () => {
    const stalled = await WriterLock.acquire(models, tenantId);
    await other.tenant(tenantId).audit.append(make.anAudit());
    await expect(stalled.commit([mark(9, 0)])).rejects.toBeInstanceOf(WriterLost);
    expect(await markedSeq()).toBe(0);
    await applySteps(models, [mark(1, 0)]);
    await applySteps(models, [mark(2, 1)]);
    await applySteps(models, [mark(1, 0)]);
    await applySteps(models, [mark(5, 1)]);
    expect(await markedSeq()).toBe(2);
  });

  it('that would break their own journal are refused before it is written', async () => {
    const session = { ...make.aChannel(tenantId), name: undefined } as unknown as ReturnType<typeof make.aChannel>;
    await expect(one.tenant(tenantId).channels.save(session, make.anAudit())).rejects.toBeInstanceOf(TypeError);
    await one.tenant(tenantId).audit.append(make.anAudit());
  });

  it('while the database is away fail as unavailable, and go on when it is back, with all that was acknowledged', async () => {
    const address = new URL(server ?? '');
    const wire = new CutWire(Number(address.port));
    await wire.join();
    address.port = String(wire.port);
    const connection = await connectMongo(databaseUri(address.href, `wakil_units_${process.pid}_${nth}`), 1_000);
    const { audit } = (await sealedOn(connection)).tenant(tenantId);
    await audit.append(make.anAudit());
    await wire.cut();
    const refused = await Promise.allSettled([audit.append(make.anAudit()), audit.since(1, 10)]);
    for (const each of refused) expect(each).toMatchObject({ reason: expect.any(StoreUnavailable) });
    await wire.join();
    await expect
      .poll(
        () =>
          audit.append(make.anAudit()).then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    const entries = await audit.since(1, 10);
    expect(entries.length).toBeGreaterThanOrEqual(3);
    expect(firstBrokenLink(entries, sha256)).toBeNull();
    await connection.close();
    await wire.cut();
  });

  it('that a process had to give up are carried out by its next one at once, not when it would count as dead', async () => {
    const lock = await WriterLock.acquire(models, tenantId);
    const held = { _id: tenantId, tenant_id: tenantId };
    await models.writers.updateOne(held, { $set: { pending: [mark(4, 0)] }, $inc: { beat: 1 } });
    lock.giveUp();
    const watched = await connected({ monitorCommands: true });
    let looks = 0;
    watched.getClient().on('commandStarted', ({ command }) => {
      looks += command['find'] === writerCollection ? 1 : 0;
    });
    await (await sealedOn(watched)).tenant(tenantId).audit.append(make.anAudit());
    expect(await markedSeq()).toBe(4);
    expect(looks, 'one look told whose it was').toBe(1);
    await expect(lock.commit([mark(9, 1)])).rejects.toBeInstanceOf(WriterLost);
  });

  it('of one tenant wait for no other tenant’s', async () => {
    const { tenant } = await business();
    await WriterLock.acquire(models, tenantId);
    await other.tenant(tenant.state.id).audit.append(make.anAudit());
    expect(await other.tenant(tenant.state.id).audit.since(1, 10)).toHaveLength(2);
  });
});
