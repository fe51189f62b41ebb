import mongoose, { type Connection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeModels } from '#adapters/store/mongo/models';
import { MongoStore } from '#adapters/store/mongo/mongo-store';
import { connectMongo, storeOn } from '#adapters/store/mongo/open-mongo-store';
import { openSealing } from '#adapters/store/mongo/sealing/open-sealing';
import { ChangeSet } from '#adapters/store/mongo/unit/change-set';
import { WriteLines } from '#adapters/store/mongo/unit/write-line';
import type { Unreadable } from '#adapters/store/sealing/row-seals';
import type { Store } from '#application/ports/store';
import type { Customer } from '#domain/conversation/customer';
import { canaries, withCanaries } from '../../../support/canaries.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { databaseUri, dropDatabase, mongoServer } from '../../../support/mongo-stores.js';
import { masterKey, sealingWith } from '../../../support/sealing.js';
import { sha256 } from '../../../support/sha256.js';

const slowly = { timeout: 60_000 };
const server = mongoServer() ?? '';
const all = { after: null, limit: 50 };
let nth = 0;

describe.runIf(mongoServer() !== null)('documents that MongoDB seals', slowly, () => {
  let clock: FakeClock;
  let name: string;
  let store: Store;
  /** Past every guard. */
  let raw: Connection;
  let sent: string[];
  let unreadable: Unreadable[];
  type Filled = Awaited<ReturnType<typeof withCanaries>>;

  const sealing = () => sealingWith([masterKey], (what) => void unreadable.push(what));
  const open = async (isSealed = true): Promise<Store> => {
    const connection = await connectMongo(databaseUri(server, name), 10_000, { monitorCommands: true });
    connection.getClient().on('commandStarted', ({ command }) => void sent.push(JSON.stringify(command)));
    store = await storeOn(connection, { clock, sha256, sealing: isSealed ? sealing() : null });
    return store;
  };
  const reopen = async (): Promise<Store> => {
    await store.close();
    return open();
  };
  const sealAll = async (): Promise<void> => {
    for (const tenantId of await store.platform.seals.tenants())
      for (let rows: number | null = 0; rows !== null; ) rows = await store.platform.seals.sealSome(tenantId, 3);
  };
  const stored = async (collection: string, id: string) =>
    (await raw.collection(collection).findOne({ id })) as Record<string, unknown> | null;
  const cardOf = async ({ tenantId, customerId }: Filled): Promise<Customer> => {
    const customer = await store.tenant(tenantId).conversations.findCustomer(customerId);
    if (customer === null) throw new Error('no customer');
    return customer;
  };

  beforeEach(async () => {
    nth += 1;
    name = `wakil_envelopes_${process.pid}_${nth}`;
    clock = new FakeClock();
    sent = [];
    unreadable = [];
    raw = await mongoose.createConnection(databaseUri(server, name)).asPromise();
  });
  afterEach(async () => {
    await store.close();
    await raw.close();
    await dropDatabase(server, name);
  });

  it('are in the open in no command that is sent, the journal and the questions included', async () => {
    const filled = await withCanaries(await open(), clock);
    const own = store.tenant(filled.tenantId);
    await own.messages.search('zinnober', all);
    await own.conversations.findLatestByIdentity(filled.channel.id, filled.identity);
    await own.conversations.eraseCustomer(filled.customerId, filled.make.anAudit());
    const text = sent.join('\n').toLowerCase();
    expect(text).toContain('"pending"');
    // What is not sealed yet is asked for by its word, until there is nothing of the kind.
    for (const canary of canaries.filter((each) => each !== 'Zinnober' && each !== '+971509876543'))
      expect(text, canary).not.toContain(canary.toLowerCase());
    const written = sent
      .filter((command) => !command.startsWith('{"find"'))
      .join('\n')
      .toLowerCase();
    for (const canary of canaries) expect(written, canary).not.toContain(canary.toLowerCase());
  });

  it('keep the envelopes of what a unit leaves as it was', async () => {
    const filled = await withCanaries(await open(), clock);
    const before = await stored('customers', filled.customerId);
    const card = await cardOf(filled);
    await store.tenant(filled.tenantId).conversations.saveCustomer({ ...card, remark: 'Amsel' }, filled.make.anAudit());
    const after = await stored('customers', filled.customerId);
    expect([after?.['email'], after?.['phone']]).toEqual([before?.['email'], before?.['phone']]);
    expect(after?.['remark']).not.toBe(before?.['remark']);
    await reopen();
    expect(await cardOf(filled)).toMatchObject({ email: 'zeisig@example.com', remark: 'Amsel' });
  });

  it('keep what does not open, whatever else of them is changed', async () => {
    const filled = await withCanaries(await open(), clock);
    const broken = String((await stored('customers', filled.customerId))?.['email']).slice(0, -8);
    await raw.collection('customers').updateOne({ id: filled.customerId }, { $set: { email: broken } });
    const { conversations } = store.tenant(filled.tenantId);
    const card = await cardOf(filled);
    expect(card.email).toBeNull();
    await conversations.saveCustomer({ ...card, remark: 'Amsel' }, filled.make.anAudit());
    expect((await stored('customers', filled.customerId))?.['email']).toBe(broken);
    expect(await store.platform.seals.rotateTenants()).toBe(2);
    clock.advance(7 * 60_000);
    await sealAll();
    expect((await stored('customers', filled.customerId))?.['email']).toBe(broken);
    expect(await cardOf(filled)).toMatchObject({ email: null, remark: 'Amsel', name: 'Kanarienvogel' });
    expect(unreadable.map(({ column }) => column)).toContain('email');
  });

  it('are taken away with their customer also where they cannot be shown', async () => {
    const filled = await withCanaries(await open(), clock);
    await raw
      .collection('orders')
      .updateOne({ id: filled.orderId }, [{ $set: { body: { $substrCP: ['$body', 0, 60] } } }] as never);
    const own = store.tenant(filled.tenantId);
    expect(await own.orders.find(filled.orderId)).toBeNull();
    await own.conversations.eraseCustomer(filled.customerId, filled.make.anAudit());
    expect(await stored('orders', filled.orderId)).toBeNull();
    expect(await raw.collection('search_terms').countDocuments({ tenant_id: filled.tenantId })).toBe(0);
  });

  it('are sealed under no key of a unit that had to be done anew', async () => {
    await open();
    const connection = await connectMongo(databaseUri(server, name));
    const models = makeModels(connection);
    const lines = new WriteLines(models);
    // As where the right to write is lost each time after the work is done.
    const write: WriteLines['write'] = async (scope, work) => {
      await work(new ChangeSet(null), undefined as never);
      return lines.write(scope, work);
    };
    const twice = {
      write,
      writeUnder: lines.writeUnder.bind(lines),
      idle: lines.idle.bind(lines),
    } as unknown as WriteLines;
    const parts = { models, lines: twice, clock, sha256 };
    const unsure = new MongoStore(connection, { ...parts, sealing: await openSealing(parts, sealing()) });
    const filled = await withCanaries(unsure, clock);
    await unsure.close();
    expect((await store.tenant(filled.tenantId).messages.search('zinnober ple', all)).items).toHaveLength(1);
    expect(await cardOf(filled)).toMatchObject({ name: 'Kanarienvogel', remark: 'Gimpel' });
    expect(await raw.collection('customer_keys').countDocuments()).toBe(1);
    expect(unreadable).toEqual([]);
  });

  it('of units in one commit are under one key of their customer, and one term for each word', async () => {
    const filled = await withCanaries(await open(), clock);
    const { conversations } = (await reopen()).tenant(filled.tenantId);
    const identities = [{ scheme: 'wa_phone', value: '+971500000111' }] as const;
    const arrivals = ['Amsel one', 'Amsel two', 'Amsel three'].map((text) =>
      filled.make.anArrival(filled.channel.id, { text, identities }),
    );
    await Promise.all(arrivals.map((arrival) => conversations.receive(arrival)));
    expect(await raw.collection('customer_keys').countDocuments()).toBe(2);
    expect(await raw.collection('search_terms').countDocuments({ tenant_id: filled.tenantId })).toBe(6);
    const { messages } = (await reopen()).tenant(filled.tenantId);
    expect((await messages.search('ams', all)).items).toHaveLength(3);
  });

  it('of a customer and in words that are known cost no command more', async () => {
    const commandsOf = async (isSealed: boolean): Promise<number> => {
      const filled = await withCanaries(await open(isSealed), clock);
      const { conversations } = store.tenant(filled.tenantId);
      const arrival = filled.make.anArrival(filled.channel.id, {
        text: 'Zinnober please',
        identities: [filled.identity],
      });
      sent = [];
      await conversations.receive(arrival);
      return sent.length;
    };
    const sealed = await commandsOf(true);
    await store.close();
    expect(sealed).toBe(await commandsOf(false));
  });

  it('of customers who become one stay readable, and the keys of both go with them', async () => {
    const filled = await withCanaries(await open(), clock);
    const { conversations } = store.tenant(filled.tenantId);
    const [lid, phone] = [{ scheme: 'wa_lid', value: '4711' } as const, filled.identity];
    clock.advance(1_000);
    await conversations.receive(filled.make.anArrival(filled.channel.id, { text: 'Amsel', identities: [lid] }));
    clock.advance(1_000);
    await conversations.receive(filled.make.anArrival(filled.channel.id, { text: 'both', identities: [lid, phone] }));
    const owners = await raw.collection('customer_keys').find().toArray();
    expect(owners.map((key) => key['customer_id'])).toEqual([filled.customerId, filled.customerId]);
    const again = (await reopen()).tenant(filled.tenantId);
    for (const word of ['zinnober', 'amsel', 'both'])
      expect((await again.messages.search(word, all)).items, word).toHaveLength(1);
    expect(unreadable).toEqual([]);
    await again.conversations.eraseCustomer(filled.customerId, filled.make.anAudit());
    expect(await raw.collection('customer_keys').countDocuments()).toBe(0);
  });

  it('of an older release get the fields it did not know, and then their seals', async () => {
    const filled = await withCanaries(await open(false), clock);
    await store.close();
    await raw.collection('customer_identities').updateMany({}, { $unset: { address: 1 } });
    await raw.collection('leads').updateMany({}, { $unset: { customer_id: 1 } });
    await raw.collection('schema_versions').updateOne({ name: 'schema' }, { $set: { version: 3 } });
    const own = (await open()).tenant(filled.tenantId);
    expect((await stored('leads', filled.leadId))?.['customer_id']).toBe(filled.customerId);
    const latest = async () =>
      (await own.conversations.findLatestByIdentity(filled.channel.id, filled.identity))?.state.id;
    expect(await latest()).toBe(filled.conversationId);
    await sealAll();
    expect(await latest()).toBe(filled.conversationId);
    expect((await cardOf(filled)).identities).toEqual([filled.identity]);
    expect(await raw.collection('customer_identities').countDocuments({ value: filled.identity.value })).toBe(0);
    expect((await own.messages.search('zin', all)).items).toHaveLength(1);
  });
});
