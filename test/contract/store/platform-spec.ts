import { describe, expect, it } from 'vitest';
import { EmailTaken, SlugTaken } from '#application/ports/platform-store';
import { StaleWrite } from '#domain/shared/stale-write';
import { IllegalTransition } from '#domain/shared/state-machine';
import type { StoreEngine } from '../../support/stores.js';
import type { StoreWorld } from './store-world.js';

export const platformSpec = (world: () => StoreWorld, engine: StoreEngine): void => {
  describe('the platform', () => {
    it('opens a tenant with its channel and its first member, in both logs, or not at all', async () => {
      const { store, make } = world();
      const tenant = make.aTenant();
      const { id } = tenant.state;
      const first = { channel: make.aChannel(id), member: make.aMember(id, { role: 'tenant_admin' }) };
      const before = (await store.platform.audit.since(1, 100)).length;
      const saved = await store.platform.saveTenant(tenant, make.anAudit({ action: 'tenant.created' }), first);
      expect(saved.state).toEqual({ ...tenant.state, version: 1 });
      expect((await store.platform.findTenant(id))?.state).toEqual(saved.state);
      expect((await store.tenant(id).findTenant())?.state).toEqual(saved.state);
      expect(await store.tenant(id).channels.list()).toHaveLength(1);
      expect(await store.platform.membershipsOf(first.member.userId)).toEqual([{ ...first.member, version: 1 }]);
      expect(await store.platform.findChannelByKey('api', first.channel.externalKey)).toEqual({
        ...first.channel,
        version: 1,
      });
      expect(await store.platform.audit.since(before + 1, 10)).toMatchObject([{ action: 'tenant.created' }]);
      const taken = make.aTenant({ slug: tenant.state.slug });
      const again = { channel: make.aChannel(taken.state.id), member: null };
      await expect(store.platform.saveTenant(taken, make.anAudit(), again)).rejects.toBeInstanceOf(SlugTaken);
      expect(await store.tenant(taken.state.id).channels.list()).toEqual([]);
      await expect(store.platform.saveTenant(tenant, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
    });

    it('changes a tenant by compare-and-set, from both sides', async () => {
      const { store, make, a } = world();
      const tenant = (await store.platform.findTenant(a.store.tenantId))!;
      await store.platform.saveTenant(tenant.moveTo('suspended'), make.anAudit());
      await expect(a.store.saveTenant(tenant.with({ name: 'Late' }), make.anAudit())).rejects.toBeInstanceOf(
        StaleWrite,
      );
      const list = await store.platform.pageTenants({ status: 'suspended' }, { after: null, limit: 10 });
      expect(list.items.map(({ state }) => state.id)).toEqual([a.store.tenantId]);
    });

    it('keeps accounts, one for each e-mail address', async () => {
      const { platform } = world().store;
      const { make } = world();
      const user = await platform.saveUser(make.aUser({ isSuperAdmin: true }));
      expect(await platform.findUser(user.id)).toEqual(user);
      expect(await platform.findUserByEmail(user.email)).toEqual(user);
      expect(await platform.findUserByEmail('nobody@example.com')).toBeNull();
      expect(await platform.countSuperAdmins()).toBe(1);
      await expect(platform.saveUser(make.aUser({ email: user.email }))).rejects.toBeInstanceOf(EmailTaken);
      await platform.saveUser({ ...user, name: 'S' });
      await expect(platform.saveUser({ ...user, name: 'late' })).rejects.toBeInstanceOf(StaleWrite);
    });

    it('lists a person’s live sessions, newest first', async () => {
      const { store, make, clock } = world();
      const { platform } = store;
      const user = await platform.saveUser(make.aUser());
      const old = await platform.saveSession(make.aSession(user));
      clock.advance(500);
      const fresh = await platform.saveSession(make.aSession(user));
      const revoked = await platform.saveSession(make.aSession(user, { tenantId: world().a.store.tenantId }));
      await platform.saveSession({ ...revoked, revokedAt: clock.now() });
      await expect(platform.saveSession(revoked)).rejects.toBeInstanceOf(StaleWrite);
      expect(await platform.sessionsOf(user.id)).toEqual([fresh, old]);
      clock.advance(500);
      expect(await platform.sessionsOf(user.id)).toEqual([fresh]);
      expect(await platform.findSession(old.id)).toEqual(old);
    });

    it('leaves out memberships that ended, and finds a key by its prefix', async () => {
      const { store, make, a, b } = world();
      const { userId } = make.aMember(a.store.tenantId);
      const member = await a.store.team.saveMember(make.aMember(a.store.tenantId, { userId }), make.anAudit());
      await b.store.team.saveMember(make.aMember(b.store.tenantId, { userId, active: false }), make.anAudit());
      expect(await store.platform.membershipsOf(userId)).toEqual([member]);
      const key = await a.store.apiKeys.save(make.anApiKey(a.store.tenantId), make.anAudit());
      expect(await store.platform.findApiKeyByPrefix(key.prefix)).toEqual(key);
      expect(await store.platform.findApiKeyByPrefix('nobody')).toBeNull();
    });

    it('keeps one kill switch for each tenant and one for all', async () => {
      const { store, make, a, clock } = world();
      const { platform } = store;
      const off = { tenantId: null, on: true, reason: 'r', by: make.person.userId, at: clock.now(), version: 0 };
      const all = await platform.saveKillSwitch(off, make.anAudit({ action: 'kill_switch.on' }));
      const one = await platform.saveKillSwitch({ ...off, tenantId: a.store.tenantId, by: null }, make.anAudit());
      expect(await platform.killSwitches()).toHaveLength(2);
      expect(await platform.killSwitches()).toEqual(expect.arrayContaining([all, one]));
      await expect(platform.saveKillSwitch({ ...off, on: false }, make.anAudit())).rejects.toBeInstanceOf(StaleWrite);
      await platform.saveKillSwitch({ ...all, on: false }, make.anAudit());
      expect((await platform.killSwitches()).filter((each) => each.on)).toEqual([one]);
      expect(await a.store.audit.since(2, 10)).toHaveLength(1);
    });

    it('destroys a deleted tenant’s data for good, and only then', async () => {
      const { store, make, a, b, clock } = world();
      const { platform } = store;
      await world().ordered();
      await world().ordered(b);
      const { tenantId } = a.store;
      const off = { tenantId, on: true, reason: 'r', by: null, at: clock.now(), version: 0 };
      await platform.saveKillSwitch(off, make.anAudit());
      await expect(platform.destroyTenant(tenantId, make.anAudit())).rejects.toBeInstanceOf(IllegalTransition);
      const tenant = (await platform.findTenant(tenantId))!;
      await platform.saveTenant(tenant.moveTo('deleted'), make.anAudit());
      await platform.destroyTenant(tenantId, make.anAudit({ action: 'tenant.destroyed', target: tenantId }));
      expect(await a.store.findTenant()).toBeNull();
      const all = { after: null, limit: 100 };
      expect((await a.store.conversations.page({}, all, null)).items).toEqual([]);
      expect((await a.store.orders.page({}, all)).items).toEqual([]);
      expect((await a.store.messages.search('hello', all)).items).toEqual([]);
      expect(await a.store.audit.since(1, 10)).toEqual([]);
      expect(await platform.killSwitches()).toEqual([]);
      expect((await b.store.orders.page({}, all)).items).toHaveLength(1);
      const log = await platform.audit.since(1, 100);
      expect(log.at(-1)).toMatchObject({ action: 'tenant.destroyed', target: tenantId });
      // Its address is free again.
      await platform.saveTenant(make.aTenant({ slug: tenant.state.slug }), make.anAudit());
    });

    it.skipIf(engine.isShared)('ends the leases of a process that died', async () => {
      const { a } = world();
      const { conversationId } = await world().leased();
      await world().reopen();
      expect(await world().store.platform.dueTurns(10)).toEqual([]);
      await world().store.platform.recover(30_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([{ tenantId: a.store.tenantId, conversationId }]);
    });

    it.runIf(engine.isShared)('leaves leases to end by themselves: who holds them may live elsewhere', async () => {
      const { a, clock } = world();
      const { conversationId } = await world().leased();
      await world().reopen();
      await world().store.platform.recover(30_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([]);
      clock.advance(60_000);
      expect(await world().store.platform.dueTurns(10)).toEqual([{ tenantId: a.store.tenantId, conversationId }]);
    });

    it('gives the sweeper no more than it asked for, the oldest first', async () => {
      const { a, b, clock, store } = world();
      const first = await world().receive(b);
      clock.advance(10);
      await world().receive(a);
      clock.advance(6_000);
      expect(await store.platform.dueTurns(1)).toEqual([
        { tenantId: b.store.tenantId, conversationId: first.conversationId },
      ]);
      expect(await store.platform.dueTurns(5)).toHaveLength(2);
    });
  });
};
