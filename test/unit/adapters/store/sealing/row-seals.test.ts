import { describe, expect, it } from 'vitest';
import { KeyRing, type WrappedSecret } from '#adapters/store/sealing/key-ring';
import { RowSeals, type Unreadable } from '#adapters/store/sealing/row-seals';
import type { WrappedKey } from '#adapters/store/sealing/tenant-keys';
import { LocalMasterKey } from '#adapters/vault/local-master-key';
import { FakeClock } from '../../../../support/fake-clock.js';
import { masterKey } from '../../../../support/sealing.js';

const tenantId = 'ten_a';

/** A tenant's keys in memory, and units of work on them. */
const aTenant = async () => {
  const clock = new FakeClock();
  const secrets: WrappedSecret[] = [];
  const customerKeys = new Map<string, WrappedKey>();
  const unreadable: Unreadable[] = [];
  let asked = 0;
  const ring = new KeyRing(
    [new LocalMasterKey(masterKey)],
    {
      of: async () => secrets,
      add: async (_, secret) => secrets.push(secret) > 0,
      replace: async () => undefined,
    },
    clock,
  );
  const keys = await ring.load(tenantId, true);
  const rows = {
    newestOf: async (customerId: string) => customerKeys.get(customerId),
    byIds: async (ids: readonly string[]) => {
      asked += 1;
      return [...customerKeys.values()].filter(({ id }) => ids.includes(id));
    },
    add: async (customerId: string, key: WrappedKey) => void customerKeys.set(customerId, key),
  };
  const unit = (): RowSeals =>
    new RowSeals(tenantId, {
      ring,
      keys,
      rows,
      nowMs: clock.now().getTime(),
      unreadable: (what) => void unreadable.push(what),
      isLastTry: false,
    });
  const erase = (customerId: string): void => {
    customerKeys.delete(customerId);
    ring.forgetCustomer(tenantId, customerId);
  };
  return { clock, unit, erase, unreadable, asked: () => asked };
};

const note = { id: 'not_1', text: 'Nachtigall' };

describe('the seals of a unit of work', () => {
  it('open at once what was sealed a moment ago', async () => {
    const { unit } = await aTenant();
    const first = unit();
    const sealed = await first.seal('notes', note, 'cus_1');
    expect(sealed.text).not.toContain('Nachtigall');
    first.tellRing();
    expect(unit().openNow('notes', [{ ...sealed }])).toEqual([note]);
  });

  it('open nothing in another row, column, table or tenant, though it was sealed a moment ago', async () => {
    const { unit, unreadable } = await aTenant();
    const first = unit();
    const { text } = await first.seal('notes', note, 'cus_1');
    first.tellRing();
    expect(await unit().open('notes', [{ id: 'not_2', text }])).toEqual([{ id: 'not_2', text: 'vault.seal_broken' }]);
    expect(await unit().open('knowledge_gaps', [{ id: 'not_1', text }])).toMatchObject([{ text: 'vault.seal_broken' }]);
    expect(await unit().open('customers', [{ id: 'not_1', name: text }])).toEqual([{ id: 'not_1', name: null }]);
    expect(unreadable.map(({ table, row, column }) => [table, row, column])).toEqual([
      ['notes', 'not_2', 'text'],
      ['knowledge_gaps', 'not_1', 'text'],
      ['customers', 'not_1', 'name'],
    ]);
  });

  it('open nothing of somebody who was erased, though it was read a moment ago', async () => {
    const { unit, erase, unreadable } = await aTenant();
    const first = unit();
    const sealed = await first.seal('notes', note, 'cus_1');
    first.tellRing();
    erase('cus_1');
    expect(await unit().open('notes', [{ ...sealed }])).toEqual([{ id: 'not_1', text: 'vault.seal_broken' }]);
    expect(unreadable).toHaveLength(1);
  });

  it('ask for all the keys of an answer by one statement, and for none once they are known', async () => {
    const { unit, clock, asked } = await aTenant();
    const first = unit();
    const sealed = [
      await first.seal('notes', note, 'cus_1'),
      await first.seal('notes', { ...note, id: 'not_2' }, 'cus_2'),
    ];
    // The unit was undone: nobody else knows its keys; and the values are forgotten after a while.
    clock.advance(180_000);
    expect(unit().openNow('notes', sealed)).toBeNull();
    const second = unit();
    expect(
      await second.open(
        'notes',
        sealed.map((row) => ({ ...row })),
      ),
    ).toHaveLength(2);
    expect(asked()).toBe(1);
    second.tellRing();
    clock.advance(180_000);
    expect(unit().openNow('notes', sealed)).toEqual([note, { ...note, id: 'not_2' }]);
    expect(asked()).toBe(1);
  });
});
