import { describe, expect, it } from 'vitest';
import type { LeadFilter } from '#application/ports/lead-store';
import type { LeadId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const leadSpec = (world: () => StoreWorld): void => {
  describe('leads', () => {
    it('come back whole, and are not overwritten by an older copy', async () => {
      const { a, make } = world();
      const { leads, tenantId } = a.store;
      const lead = await leads.save(make.aLead(tenantId), make.anAudit());
      expect(lead.version).toBe(1);
      expect(await leads.find(lead.id)).toEqual(lead);
      const won = await leads.save({ ...lead, status: 'converted', assignee: make.person.userId }, make.anAudit());
      expect(await leads.find(lead.id)).toEqual(won);
      await expect(leads.save({ ...lead, status: 'lost' }, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      const unknown = make.aLead(tenantId, { version: 1 });
      await expect(leads.save(unknown, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      expect(await leads.find(lead.id)).toEqual(won);
    });

    it('of a form that is sent twice are one, as it was first, with one line in the log', async () => {
      const { a, make } = world();
      const { leads, tenantId, audit } = a.store;
      const sent = make.aLead(tenantId);
      const both = await Promise.all([leads.save(sent, make.anAudit()), leads.save(sent, make.anAudit())]);
      const taken = await leads.save({ ...both[0], status: 'contacted' }, make.anAudit());
      expect(await leads.save({ ...sent, intent: 'something else' }, make.anAudit())).toEqual(taken);
      expect(both).toEqual([
        { ...sent, version: 1 },
        { ...sent, version: 1 },
      ]);
      expect((await leads.page({}, { after: null, limit: 10 })).items).toEqual([taken]);
      expect(await audit.since(2, 10)).toHaveLength(2);
    });

    it('are listed newest first, by status, form and person, and counted by status', async () => {
      const { a, make, clock } = world();
      const { leads, tenantId } = a.store;
      const zero = { new: 0, contacted: 0, qualified: 0, converted: 0, lost: 0 };
      expect(await leads.counts()).toEqual(zero);
      const [formId, assignee] = [make.ids.form(), make.ids.user()];
      const saved: LeadId[] = [];
      for (const about of [{ formId }, { assignee }, { status: 'lost', formId }] as const) {
        clock.advance(1_000);
        saved.push((await leads.save(make.aLead(tenantId, about), make.anAudit())).id);
      }
      const [first, second, third] = saved;
      const ids = async (filter: LeadFilter) =>
        (await leads.page(filter, { after: null, limit: 10 })).items.map(({ id }) => id);
      expect(await ids({})).toEqual([third, second, first]);
      expect(await ids({ status: 'new' })).toEqual([second, first]);
      expect(await ids({ formId })).toEqual([third, first]);
      expect(await ids({ assignee })).toEqual([second]);
      expect(await ids({ formId, status: 'lost' })).toEqual([third]);
      expect(await leads.counts()).toEqual({ ...zero, new: 2, lost: 1 });
      const read = (await leads.find(second!))!;
      await leads.save({ ...read, status: 'qualified', assignee: null }, make.anAudit());
      expect(await ids({ assignee })).toEqual([]);
      expect(await leads.counts()).toEqual({ ...zero, new: 1, lost: 1, qualified: 1 });
    });
  });
};
