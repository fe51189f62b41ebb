import { describe, expect, it } from 'vitest';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const invitationSpec = (world: () => StoreWorld): void => {
  describe('invitations', () => {
    it('come back, the open ones newest first, and are not overwritten by an older copy', async () => {
      const { a, make, clock } = world();
      const { invitations, tenantId } = a.store;
      const first = await invitations.save(make.anInvitation(tenantId), make.anAudit());
      clock.advance(1_000);
      const second = await invitations.save(make.anInvitation(tenantId, { role: make.ids.role() }), make.anAudit());
      expect(await invitations.find(first.id)).toEqual(first);
      expect(await invitations.listOpen()).toEqual([second, first]);
      const gone = await invitations.save({ ...first, status: 'withdrawn' }, make.anAudit());
      expect(await invitations.listOpen()).toEqual([second]);
      expect(await invitations.find(first.id)).toEqual(gone);
      for (const version of [0, 1])
        await expect(
          invitations.save({ ...first, status: 'accepted', version }, make.anAudit()),
        ).rejects.toBeInstanceOf(StaleWrite);
    });

    it('are accepted together with the new member, or not at all', async () => {
      const { a, make } = world();
      const { invitations, team, tenantId, audit } = a.store;
      const open = await invitations.save(make.anInvitation(tenantId), make.anAudit());
      const member = make.aMember(tenantId, { mailAbout: ['hand_over'] });
      await team.saveMember(member, make.anAudit());
      const accepted = { ...open, status: 'accepted' } as const;
      await expect(invitations.save(accepted, make.anAudit(), member)).rejects.toBeInstanceOf(StaleWrite);
      expect(await invitations.find(open.id)).toEqual(open);
      const fresh = make.aMember(tenantId, { mailAbout: ['new_order', 'new_lead'] });
      const tries = [1, 2].map(() => invitations.save(accepted, make.anAudit(), fresh));
      const outcomes = (await Promise.allSettled(tries)).map(({ status }) => status);
      expect(outcomes.sort()).toEqual(['fulfilled', 'rejected']);
      expect(await team.findMember(fresh.userId)).toEqual({ ...fresh, version: 1 });
      expect(await invitations.listOpen()).toEqual([]);
      expect(await audit.since(2, 10)).toHaveLength(3);
    });
  });
};
