import { describe, expect, it } from 'vitest';
import { ChannelKeyTaken } from '#application/ports/channel-store';
import { LastAdmin } from '#application/ports/team-store';
import type { Member } from '#domain/identity/user';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const teamSpec = (world: () => StoreWorld): void => {
  describe('channels, members, roles and keys', () => {
    it('come back as they were saved, are listed, and are not overwritten by an older copy', async () => {
      const { a, make } = world();
      const { store } = a;
      const audit = make.anAudit();
      const member = await store.team.saveMember(make.aMember(store.tenantId), audit);
      const role = await store.team.saveRole(make.aRole(store.tenantId), audit);
      const key = await store.apiKeys.save(make.anApiKey(store.tenantId), audit);
      expect(await store.team.findMember(member.userId)).toEqual(member);
      expect(await store.team.listMembers()).toEqual([member]);
      expect(await store.team.findRole(role.id)).toEqual(role);
      expect(await store.team.listRoles()).toEqual([role]);
      expect(await store.apiKeys.find(key.id)).toEqual(key);
      expect(await store.apiKeys.list()).toEqual([key]);
      expect(await store.channels.find(a.channel.id)).toEqual(a.channel);
      expect(await store.channels.list()).toEqual([a.channel]);
      const saves = {
        member: (version: number) => store.team.saveMember({ ...member, name: 'N', version }, audit),
        role: (version: number) => store.team.saveRole({ ...role, name: 'N', version }, audit),
        key: (version: number) => store.apiKeys.save({ ...key, name: 'N', version }, audit),
        channel: (version: number) => store.channels.save({ ...a.channel, name: 'N', version }, audit),
      };
      for (const save of Object.values(saves)) {
        expect(await save(1)).toMatchObject({ name: 'N', version: 2 });
        await expect(save(1)).rejects.toBeInstanceOf(StaleWrite);
        await expect(save(0)).rejects.toBeInstanceOf(StaleWrite);
      }
      expect(await store.audit.since(1, 100)).toHaveLength(1 + 3 + 4);
    });

    it('keep an admin, also where two who are admins shut each other out at once', async () => {
      const { a, make } = world();
      const { team, tenantId } = a.store;
      const admin = (about: Partial<Member> = {}) =>
        team.saveMember(make.aMember(tenantId, { role: 'tenant_admin', active: true, ...about }), make.anAudit());
      const [one, two] = [await admin(), await admin()];
      await admin({ active: false });
      const results = await Promise.allSettled([
        team.saveMember({ ...one, role: 'viewer' }, make.anAudit()),
        team.saveMember({ ...two, active: false }, make.anAudit()),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
      expect(refused.reason).toBeInstanceOf(LastAdmin);
    });

    it('refuse a provider’s key that another channel of the platform has', async () => {
      const { a, b, make } = world();
      const taken = make.aChannel(b.store.tenantId, { externalKey: a.channel.externalKey });
      await expect(b.store.channels.save(taken, make.anAudit())).rejects.toBeInstanceOf(ChannelKeyTaken);
      const otherKind = { ...taken, kind: 'cloud-api' } as const;
      await b.store.channels.save(otherKind, make.anAudit());
    });

    it('keep a role that a member still has', async () => {
      const { a, make } = world();
      const { team, tenantId } = a.store;
      const role = await team.saveRole(make.aRole(tenantId), make.anAudit());
      const member = await team.saveMember(make.aMember(tenantId, { role: role.id }), make.anAudit());
      await expect(team.deleteRole(role.id, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      await team.saveMember({ ...member, role: 'viewer' }, make.anAudit());
      await team.deleteRole(role.id, make.anAudit());
      expect(await team.findRole(role.id)).toBeNull();
    });

    it('remember to the minute when a key was used, and never an earlier minute', async () => {
      const { a, make } = world();
      const { apiKeys, tenantId } = a.store;
      const key = await apiKeys.save(make.anApiKey(tenantId), make.anAudit());
      await apiKeys.touch(key.id, new Date('2026-03-01T10:20:30Z'));
      await apiKeys.touch(key.id, new Date('2026-03-01T10:19:59Z'));
      expect(await apiKeys.find(key.id)).toEqual({ ...key, lastUsedAt: new Date('2026-03-01T10:20:00Z') });
    });
  });
};
