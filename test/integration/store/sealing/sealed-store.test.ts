import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Unreadable } from '#adapters/store/sealing/row-seals';
import { KeysMissing, WrongMasterKey } from '#application/ports/master-key';
import type { Store } from '#application/ports/store';
import { canaries, withCanaries } from '../../../support/canaries.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { dump, type SealedPlace, sealedPlaces } from '../../../support/sealed-places.js';
import { masterKey, sealingWith } from '../../../support/sealing.js';

const otherMaster = '6'.repeat(64);
const all = { after: null, limit: 50 };
const sevenMinutes = 7 * 60_000;

describe.each(sealedPlaces)('a sealed store on $name', ({ name, available, make }) => {
  let clock: FakeClock;
  let place: SealedPlace;
  let store: Store;
  let unreadable: Unreadable[];

  const open = async (keys: readonly string[] = [masterKey]): Promise<Store> => {
    store = await place.open(
      clock,
      sealingWith(keys, (what) => void unreadable.push(what)),
    );
    return store;
  };
  /** All the upkeep there is to do. */
  const sealAll = async (): Promise<void> => {
    for (const tenantId of await store.platform.seals.tenants())
      for (let rows: number | null = 0; rows !== null; ) rows = await store.platform.seals.sealSome(tenantId, 3);
  };
  type Filled = Awaited<ReturnType<typeof withCanaries>>;

  /** As it was said, entered and ordered. */
  const expectReadable = async ({
    tenantId,
    channel,
    conversationId,
    customerId,
    orderId,
    leadId,
    identity,
  }: Filled) => {
    const own = store.tenant(tenantId);
    const { items } = await own.messages.page(conversationId, all);
    expect(items.map(({ content }) => (content.type === 'text' ? content.text : content)).toSorted()).toEqual([
      'Wiedehopf is yours',
      'Zinnober please',
    ]);
    expect(await own.conversations.findCustomer(customerId)).toMatchObject({
      name: 'Kanarienvogel',
      email: 'zeisig@example.com',
      remark: 'Gimpel',
      identities: [identity],
    });
    expect((await own.conversations.findLatestByIdentity(channel.id, identity))?.state.id).toBe(conversationId);
    expect((await own.conversations.find(conversationId))?.state.dialogue.order?.details).toEqual({ note: 'Pirol' });
    expect((await own.orders.find(orderId))?.state.details).toEqual({ name: 'Stieglitz' });
    expect((await own.leads.find(leadId))?.name).toBe('Dompfaff');
    expect((await own.conversations.notes(conversationId)).map(({ text }) => text)).toEqual(['Nachtigall']);
    expect((await own.widget.sessionOf(conversationId))?.state.ip).toBe('203.0.113.77');
    expect((await own.knowledge.openGaps(5)).map(({ text }) => text)).toEqual(['Zaunkoenig']);
    for (const word of ['zinnober', 'zin', 'zinnober ple'])
      expect((await own.messages.search(word, all)).items, word).toHaveLength(1);
    expect(unreadable).toEqual([]);
  };

  beforeEach(async () => {
    clock = new FakeClock();
    unreadable = [];
    if (available) place = await make();
  });
  afterEach(async () => {
    if (!available) return;
    await store.close();
    await place.remove();
  });

  describe.runIf(available)('and', () => {
    it('shows nothing of what a customer said, is and ordered to whoever reads the database', async () => {
      const filled = await withCanaries(await open(), clock);
      await expectReadable(filled);
      const mails = await store.platform.mails.claim(10, 1_000);
      expect(mails.map(({ subject, text, to }) => [subject, text, to])).toContainEqual([
        'Goldammer',
        'Somebody ordered.',
        'sara@example.com',
      ]);
      await store.close();
      const text = await dump(place);
      expect(text).toContain(filled.conversationId);
      for (const canary of canaries) expect(text.toLowerCase(), canary).not.toContain(canary.toLowerCase());
      await open();
      await expectReadable(filled);
    });

    it('seals what was stored in the open, a few rows at a time, and goes on where it was cut off', async () => {
      store = await place.open(clock, null);
      const filled = await withCanaries(store, clock);
      await store.close();
      const before = await dump(place);
      for (const canary of canaries) expect(before, canary).toContain(canary);
      await open();
      await expectReadable(filled);
      for (let step = 0; step < 4; step += 1) await store.platform.seals.sealSome(filled.tenantId, 1);
      // As after the end of the process, in the midst of it.
      await store.close();
      await open();
      await expectReadable(filled);
      await sealAll();
      await expectReadable(filled);
      await store.close();
      const text = (await dump(place)).split('\n').filter((line) => !line.startsWith('mails'));
      for (const canary of canaries) expect(text.join('\n').toLowerCase(), canary).not.toContain(canary.toLowerCase());
      await open();
    });

    it('refuses to start without the master key, or with another one, and leaves all as it was', async () => {
      const filled = await withCanaries(await open(), clock);
      await store.close();
      const before = await dump(place);
      await expect(open([otherMaster])).rejects.toThrow(WrongMasterKey);
      await expect(open([])).rejects.toThrow(WrongMasterKey);
      expect(await dump(place)).toBe(before);
      await open();
      await expectReadable(filled);
    });

    it('refuses to start where the keys of tenants are missing, and makes none in their place', async () => {
      await withCanaries(await open(), clock);
      await store.close();
      const keys = await place.find('tenant_keys', {});
      await place.clear('tenant_keys');
      await expect(open()).rejects.toThrow(KeysMissing);
      expect(await place.find('tenant_keys', {})).toEqual([]);
      await place.insert('tenant_keys', keys);
      await open();
    });

    it('takes a new master key while the old one still opens, and needs the old one no more', async () => {
      const filled = await withCanaries(await open(), clock);
      await store.close();
      await open([otherMaster, masterKey]);
      await expectReadable(filled);
      await sealAll();
      await store.close();
      await open([otherMaster]);
      await expectReadable(filled);
    });

    it('takes a new key of each tenant, seals anew under it and drops the old one', async () => {
      const filled = await withCanaries(await open(), clock);
      await sealAll();
      expect(await store.platform.seals.rotateTenants()).toBeGreaterThan(0);
      await expectReadable(filled);
      const text = 'Zinnober again';
      await store
        .tenant(filled.tenantId)
        .conversations.addNote(filled.make.aNote(filled.tenantId, filled.conversationId, text), filled.make.anAudit());
      // A process that has not heard of it may still seal under the old one.
      expect(await store.platform.seals.sealSome(filled.tenantId, 3)).toBeNull();
      clock.advance(sevenMinutes);
      await store.platform.mails
        .claim(10, 1_000)
        .then((mails) => Promise.all(mails.map(({ id }) => store.platform.mails.settle(id, { sent: true }))));
      await sealAll();
      await store.close();
      const versions = await place.find('tenant_keys', { tenant_id: filled.tenantId });
      expect(versions.map(({ version }) => Number(version))).toEqual([2]);
      const wrappedBy = await place.find('customer_keys', {});
      expect([...new Set(wrappedBy.map(({ tenant_version }) => Number(tenant_version)))]).toEqual([2]);
      await open();
      const notes = await store.tenant(filled.tenantId).conversations.notes(filled.conversationId);
      expect(notes.map((note) => note.text).toSorted()).toEqual(['Nachtigall', text]);
      expect((await store.tenant(filled.tenantId).messages.search('zinn', all)).items).toHaveLength(1);
      expect(unreadable).toEqual([]);
    });

    it.runIf(name !== 'sqlite')('asks for a key that another process made meanwhile', async () => {
      const filled = await withCanaries(await open(), clock);
      const other = await place.open(clock, sealingWith());
      await other.platform.seals.rotateTenants();
      await other.tenant(filled.tenantId).knowledge.addGap({
        ...filled.make.aGap(filled.tenantId),
        text: 'under the new key',
      });
      await other.close();
      const gaps = await store.tenant(filled.tenantId).knowledge.openGaps(5);
      expect(gaps.map(({ text }) => text).toSorted()).toEqual(['Zaunkoenig', 'under the new key']);
      expect(unreadable).toEqual([]);
    });

    it('opens nothing that was moved to another row, column or tenant, says so, and shows the rest', async () => {
      const filled = await withCanaries(await open(), clock);
      const other = await withCanaries(store, clock);
      const { conversationId } = await store
        .tenant(filled.tenantId)
        .conversations.receive(
          filled.make.anArrival(filled.channel.id, { text: 'another', identities: [filled.identity] }),
        );
      await store.close();
      const [first] = await place.find('messages', { id: filled.messageId });
      await place.change('messages', { conversation_id: conversationId, direction: 'in' }, ({ id, content }) => ({
        content: id === filled.messageId ? content : first?.['content'],
      }));
      const [note] = await place.find('notes', { tenant_id: filled.tenantId });
      await place.change('notes', { tenant_id: other.tenantId }, () => ({ text: note?.['text'] }));
      await place.change('customers', { tenant_id: filled.tenantId }, ({ email }) => ({ name: email }));
      await open();
      const own = store.tenant(filled.tenantId);
      const { items } = await own.messages.page(conversationId, all);
      expect(items.map(({ content }) => content)).toContainEqual({
        type: 'unsupported',
        providerType: 'vault.seal_broken',
      });
      expect(items.map(({ content }) => content)).toContainEqual({ type: 'text', text: 'Zinnober please' });
      expect(await own.conversations.findCustomer(filled.customerId)).toMatchObject({ name: null, remark: 'Gimpel' });
      const notes = await store.tenant(other.tenantId).conversations.notes(other.conversationId);
      expect(notes.map(({ text }) => text)).toEqual(['vault.seal_broken']);
      expect(unreadable.map(({ table, column, code }) => [table, column, code])).toEqual(
        expect.arrayContaining([
          ['messages', 'content', 'vault.seal_broken'],
          ['customers', 'name', 'vault.seal_broken'],
          ['notes', 'text', 'vault.seal_broken'],
        ]),
      );
    });

    it('leaves out of a list what cannot be shown at all, and tells it', async () => {
      const filled = await withCanaries(await open(), clock);
      await store.close();
      await place.change('orders', {}, ({ body }) => ({ body: String(body).slice(0, 60) }));
      await open();
      const own = store.tenant(filled.tenantId);
      expect((await own.orders.page({}, all)).items).toEqual([]);
      expect(await own.orders.find(filled.orderId)).toBeNull();
      expect((await own.leads.page({}, all)).items).toHaveLength(1);
      expect(unreadable.map(({ table, row }) => [table, row])).toContainEqual(['orders', filled.orderId]);
    });

    it('destroys the key of an erased customer with all that was theirs, so that a copy tells nothing', async () => {
      const filled = await withCanaries(await open(), clock);
      const own = store.tenant(filled.tenantId);
      const neighbour = { scheme: 'wa_phone', value: '+971500000777' } as const;
      await own.conversations.receive(
        filled.make.anArrival(filled.channel.id, { text: 'Zinnober and Amsel', identities: [neighbour] }),
      );
      await store.close();
      const [kept] = await place.find('messages', { id: filled.messageId });
      await open();
      const again = store.tenant(filled.tenantId);
      expect(await again.conversations.eraseCustomer(filled.customerId, filled.make.anAudit())).toHaveLength(1);
      expect(await again.conversations.findCustomer(filled.customerId)).toBeNull();
      expect(await again.conversations.find(filled.conversationId)).toBeNull();
      expect((await again.messages.search('zinnober', all)).items).toHaveLength(1);
      await store.close();
      expect(await place.find('customer_keys', { customer_id: filled.customerId })).toEqual([]);
      expect(await dump(place)).not.toContain(filled.customerId.slice(4));
      // As from a backup of last week: the row is back, its key is not.
      await place.change('messages', {}, () => ({ content: kept?.['content'], id: filled.messageId }));
      await open();
      expect((await store.tenant(filled.tenantId).messages.find(filled.messageId))?.content).toEqual({
        type: 'unsupported',
        providerType: 'vault.seal_broken',
      });
    });

    it('destroys the keys of a destroyed tenant, and never makes it another', async () => {
      const filled = await withCanaries(await open(), clock);
      const tenant = await store.platform.findTenant(filled.tenantId);
      if (tenant === null) throw new Error('no tenant');
      await store.platform.saveTenant(tenant.moveTo('deleted'), filled.make.anAudit());
      await store.platform.destroyTenant(filled.tenantId, filled.make.anAudit());
      await sealAll();
      await store.close();
      for (const table of ['tenant_keys', 'customer_keys', 'search_terms'])
        expect(await place.find(table, { tenant_id: filled.tenantId }), table).toEqual([]);
      await open();
    });
  });
});
