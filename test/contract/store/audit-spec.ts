import { describe, expect, it } from 'vitest';
import { firstBrokenLink } from '#domain/compliance/audit-entry';
import { sha256 } from '../../support/stores.js';
import type { StoreWorld } from './store-world.js';

export const auditSpec = (world: () => StoreWorld): void => {
  describe('the audit log', () => {
    it('is one unbroken chain in each tenant and one of the platform, also when many write at once', async () => {
      const { a, b, make, store } = world();
      const facts = { text: 'x', amount: 1.5, yes: true, none: null };
      const logs = [a.store.audit, b.store.audit, store.platform.audit];
      await Promise.all(Array.from({ length: 30 }, (_, nth) => logs[nth % 3]!.append(make.anAudit({ facts }))));
      for (const log of logs) {
        const entries = await log.since(1, 100);
        expect(entries.length).toBeGreaterThanOrEqual(11);
        expect(firstBrokenLink(entries, sha256)).toBeNull();
        expect(entries.at(-1)?.facts).toEqual(facts);
      }
    });

    it('is read from a number on, and newest first by action, target and actor', async () => {
      const { a, make, clock } = world();
      const { audit } = a.store;
      for (const target of ['x', 'y', 'x']) {
        clock.advance(1);
        await audit.append(make.anAudit({ action: 'thing.sold', target }));
      }
      await audit.append(make.anAudit({ actor: { kind: 'system', part: 'sweeper' }, target: 'x' }));
      expect((await audit.since(4, 1)).map((entry) => entry.seq)).toEqual([4]);
      const seqs = async (filter: Parameters<typeof audit.page>[0]) =>
        (await audit.page(filter, { after: null, limit: 10 })).items.map((entry) => entry.seq);
      expect(await seqs({ action: 'thing.sold' })).toEqual([4, 3, 2]);
      expect(await seqs({ action: 'thing.sold', target: 'x' })).toEqual([4, 2]);
      expect(await seqs({ actor: 'system:sweeper' })).toEqual([5]);
    });

    it('holds nothing of what was undone', async () => {
      const { a, make } = world();
      const { conversationId } = await world().receive();
      const read = await world().find(conversationId);
      await a.store.conversations.save(read, {});
      await a.store.conversations.save(read, { audit: [make.anAudit()] }).catch(() => undefined);
      expect(await a.store.audit.since(1, 10)).toHaveLength(1);
    });
  });
};
