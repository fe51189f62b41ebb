import { describe, expect, it } from 'vitest';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const catalogueSpec = (world: () => StoreWorld): void => {
  describe('the catalogue', () => {
    it('brings back services and FAQs as they were saved', async () => {
      const { a, make } = world();
      const { catalogue, tenantId } = a.store;
      const [service] = await catalogue.saveServices([make.aService(tenantId)], [make.anAudit()]);
      const [faq] = await catalogue.saveFaqs([make.aFaq(tenantId)], [make.anAudit()]);
      expect(service?.version).toBe(1);
      expect(await catalogue.findService(service!.id)).toEqual(service);
      expect(await catalogue.findFaq(faq!.id)).toEqual(faq);
      expect(await a.store.audit.since(1, 10)).toHaveLength(3);
    });

    it('writes an import whole or not at all', async () => {
      const { a, make } = world();
      const { catalogue, tenantId } = a.store;
      const [known] = await catalogue.saveServices([make.aService(tenantId)], []);
      const fresh = make.aService(tenantId);
      const stale = { ...known!, version: 7 };
      await expect(catalogue.saveServices([fresh, stale], [make.anAudit()])).rejects.toBeInstanceOf(StaleWrite);
      await expect(catalogue.saveServices([{ ...known!, version: 0 }], [])).rejects.toBeInstanceOf(StaleWrite);
      expect(await catalogue.findService(fresh.id)).toBeNull();
      expect(await a.store.audit.since(1, 10)).toHaveLength(1);
    });

    it('gives the same snapshot until something changes, and then another', async () => {
      const { a, make } = world();
      const { catalogue, tenantId } = a.store;
      const [shown] = await catalogue.saveServices(
        [
          make.aService(tenantId),
          make.aService(tenantId, { status: 'draft' }),
          make.aService(tenantId, { status: 'archived' }),
        ],
        [],
      );
      await catalogue.saveFaqs([make.aFaq(tenantId, { active: false })], []);
      const first = await catalogue.snapshot();
      expect(await world().store.tenant(tenantId).catalogue.snapshot()).toBe(first);
      expect([...first.services.keys()]).toEqual([shown?.id]);
      expect(first.faqs.size).toBe(0);
      const [changed] = await catalogue.saveServices([{ ...shown!, aliases: ['knead'] }], []);
      const second = await catalogue.snapshot();
      expect(second.version).toBeGreaterThan(first.version);
      expect(second.services.get(shown!.id)).toEqual(changed);
      await catalogue.saveServices([{ ...changed!, status: 'archived' }], []);
      expect((await catalogue.snapshot()).services.size).toBe(0);
    });

    it('shows a new name or currency of the business at once', async () => {
      const { a, make } = world();
      const before = await a.store.catalogue.snapshot();
      const tenant = await a.store.findTenant();
      await a.store.saveTenant(tenant!.with({ name: 'Noor & Co' }), make.anAudit());
      expect((await a.store.catalogue.snapshot()).businessName).toBe('Noor & Co');
      expect(before.businessName).toBe('Noor Spa');
    });
  });
};
