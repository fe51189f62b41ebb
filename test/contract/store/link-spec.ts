import { describe, expect, it } from 'vitest';
import { SlugTaken } from '#application/ports/platform-store';
import { emptyProfile } from '#domain/tenancy/business-profile';
import type { StoreWorld } from './store-world.js';

export const linkSpec = (world: () => StoreWorld): void => {
  describe('a link that is good once', () => {
    it('comes back by its hash', async () => {
      const { store, make, a } = world();
      const { platform } = store;
      const plain = make.aLink();
      const about = { tenantId: a.store.tenantId, invitationId: make.ids.invitation(), userId: null } as const;
      const invited = make.aLink({ ...about, purpose: 'accept_invitation' });
      for (const link of [plain, invited]) {
        await platform.addOneTimeLink(link);
        expect(await platform.findOneTimeLink(link.hash)).toEqual(link);
      }
      expect(await platform.findOneTimeLink('f'.repeat(64))).toBeNull();
    });

    it('is used by one of many who try at once, and never again', async () => {
      const { store, make, clock } = world();
      const link = make.aLink();
      await store.platform.addOneTimeLink(link);
      const use = () => store.platform.useOneTimeLink(link.hash, clock.now());
      const tries = await Promise.all([use(), use(), use(), use()]);
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await use()).toBe(false);
      expect(await store.platform.findOneTimeLink(link.hash)).toEqual({ ...link, usedAt: clock.now() });
      expect(await store.platform.useOneTimeLink('f'.repeat(64), clock.now())).toBe(false);
    });

    it('ends the ones before it where it resets a password, the same person’s and no others', async () => {
      const { store, make, clock } = world();
      const { platform } = store;
      const [older, newer] = [make.aLink(), make.aLink()];
      const verifying = make.aLink({ purpose: 'verify_email' });
      const anothers = make.aLink({ userId: make.ids.user() });
      for (const link of [older, verifying, anothers, newer]) await platform.addOneTimeLink(link);
      const use = ({ hash }: typeof older) => platform.useOneTimeLink(hash, clock.now());
      expect(await Promise.all([older, verifying, anothers, newer].map(use))).toEqual([false, true, true, true]);
    });

    it('ends with its time, and is forgotten a month after', async () => {
      const { store, make } = world();
      const { platform } = store;
      const link = make.aLink();
      await platform.addOneTimeLink(link);
      expect(await platform.useOneTimeLink(link.hash, link.expiresAt)).toBe(false);
      world().clock.advance(24 * 60 * 60_000);
      await platform.addOneTimeLink(make.aLink());
      expect(await platform.findOneTimeLink(link.hash)).toEqual(link);
      world().clock.advance(31 * 24 * 60 * 60_000);
      await platform.addOneTimeLink(make.aLink());
      expect(await platform.findOneTimeLink(link.hash)).toBeNull();
    });
  });

  describe('a tenant’s name in an address', () => {
    it('finds it, changes, and is given once', async () => {
      const { store, make, a, b } = world();
      const { platform } = store;
      const tenant = (await platform.findTenant(a.store.tenantId))!;
      expect((await platform.findTenantBySlug(tenant.state.slug))?.state).toEqual(tenant.state);
      expect(await platform.findTenantBySlug('nobody')).toBeNull();
      const hours = { enabled: true, week: [[{ from: 0, to: 1_440 }], [], [], [], [], [], []], exceptions: [] };
      const profile = { ...emptyProfile, description: { ar: 'سبا' }, logo: make.ids.file() };
      const renamed = await a.store.saveTenant(tenant.with({ slug: 'noor', profile, hours }), make.anAudit());
      expect((await platform.findTenantBySlug('noor'))?.state).toEqual(renamed.state);
      expect((await a.store.findTenant())?.state).toMatchObject({ slug: 'noor', profile, hours });
      expect(await platform.findTenantBySlug(tenant.state.slug)).toBeNull();
      const other = (await platform.findTenant(b.store.tenantId))!;
      const taken = b.store.saveTenant(other.with({ slug: 'noor' }), make.anAudit());
      await expect(taken).rejects.toBeInstanceOf(SlugTaken);
    });

    it('finds no destroyed one', async () => {
      const { store, make, a } = world();
      const { tenantId } = a.store;
      const tenant = (await store.platform.findTenant(tenantId))!;
      await store.platform.saveTenant(tenant.moveTo('deleted'), make.anAudit());
      await store.platform.destroyTenant(tenantId, make.anAudit());
      for (const slug of [tenant.state.slug, tenantId]) expect(await store.platform.findTenantBySlug(slug)).toBeNull();
    });
  });

  it('an account remembers when its address was shown to be its own', async () => {
    const { store, make, clock } = world();
    const user = await store.platform.saveUser(make.aUser());
    expect(user.emailVerifiedAt).toBeNull();
    const verified = await store.platform.saveUser({ ...user, emailVerifiedAt: clock.now() });
    expect(await store.platform.findUser(user.id)).toEqual(verified);
  });
};
