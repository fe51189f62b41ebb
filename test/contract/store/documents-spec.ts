import { describe, expect, it } from 'vitest';
import type { Documents } from '#application/ports/documents';
import type { Flow } from '#domain/assistant/flow';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

type Any = { readonly id: string; readonly version: number };
type Kind = { readonly store: Documents<Any>; readonly make: () => Any; readonly other: Any };

export const documentsSpec = (world: () => StoreWorld): void => {
  const kinds = (): Record<string, Kind> => {
    const { a, make } = world();
    const { tenantId, flows, forms, cannedReplies, functions } = a.store;
    const kind = <T extends Any>(store: Documents<T>, one: () => T, change: Partial<T>): Kind =>
      ({ store, make: one, other: { ...one(), ...change } }) as unknown as Kind;
    return {
      flows: kind(flows, () => make.aFlow(tenantId), { status: 'draft' }),
      forms: kind(forms, () => make.aForm(tenantId), { status: 'archived' }),
      functions: kind(functions, () => make.aFunction(tenantId), { status: 'off' }),
      'canned replies': kind(cannedReplies, () => make.aCannedReply(tenantId), { shortcut: 'bye' }),
    };
  };

  describe.each(['flows', 'forms', 'canned replies', 'functions'] as const)('%s', (name) => {
    it('come back whole, oldest first, and are not overwritten by an older copy', async () => {
      const { make, clock, a } = world();
      const kind = kinds()[name]!;
      const first = await kind.store.save(kind.make(), make.anAudit());
      clock.advance(1_000);
      const second = await kind.store.save({ ...kind.other, id: kind.make().id }, make.anAudit());
      expect(first.version).toBe(1);
      expect(await kind.store.find(first.id)).toEqual(first);
      expect(await kind.store.list()).toHaveLength(2);
      const changed = await kind.store.save({ ...kind.other, id: first.id, version: 1 }, make.anAudit());
      expect(changed).toEqual({ ...kind.other, id: first.id, version: 2 });
      expect(await kind.store.find(first.id)).toEqual(changed);
      for (const version of [0, 1])
        await expect(kind.store.save({ ...first, version }, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      expect((await kind.store.list()).map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
      expect(await a.store.audit.since(2, 10)).toHaveLength(3);
    });

    it('are removed once, as they were read', async () => {
      const { make, a } = world();
      const { store, make: one } = kinds()[name]!;
      const read = await store.save(one(), make.anAudit());
      const saved = await store.save(read, make.anAudit());
      await expect(store.remove(read, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      expect(await store.find(read.id)).toEqual(saved);
      await store.remove(saved, make.anAudit({ action: 'thing.removed' }));
      expect(await store.find(read.id)).toBeNull();
      expect(await store.list()).toEqual([]);
      await expect(store.remove(saved, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      expect(await a.store.audit.since(4, 10)).toMatchObject([{ action: 'thing.removed' }]);
    });
  });

  it('flows, forms and canned replies are listed oldest first, each among its own kind only', async () => {
    const { a, make, clock } = world();
    const { flows, forms, cannedReplies, tenantId } = a.store;
    const saved: Flow[] = [];
    for (const name of ['z', 'a', 'm']) {
      clock.advance(1_000);
      saved.push(await flows.save(make.aFlow(tenantId, { name }), make.anAudit()));
      await forms.save(make.aForm(tenantId), make.anAudit());
    }
    expect(await flows.list()).toEqual(saved);
    expect(await cannedReplies.list()).toEqual([]);
    expect(await forms.find(saved[0]!.id as never)).toBeNull();
  });
};
