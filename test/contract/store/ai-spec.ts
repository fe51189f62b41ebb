import { describe, expect, it } from 'vitest';
import { defaultAiSettings, defaultTenantAi } from '#domain/ai/ai-settings';
import type { TenantId } from '#domain/shared/ids';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

const day = '2026-01-15';
const wide = { tenantMicros: 1_000_000, platformMicros: 10_000_000 };

export const aiSpec = (world: () => StoreWorld): void => {
  const ai = () => world().store.platform.ai;
  const tenant = (): TenantId => world().a.store.tenantId;
  const claimOf = (micros: number, tenantId: TenantId | null = tenant()) => ({ tenantId, day, micros });

  describe('the settings of models', () => {
    it('are the defaults until somebody saves them', async () => {
      expect(await ai().settings()).toEqual(defaultAiSettings);
      expect(await ai().tenantSettings(tenant())).toEqual(defaultTenantAi(tenant()));
    });

    it('come back whole, after a restart too', async () => {
      const settings = {
        ...defaultAiSettings,
        connections: [
          {
            name: 'main',
            vendor: 'openai',
            settings: { baseUrl: 'https://a.test' },
            key: { sealed: 'x', lastFour: 'abcd' },
          },
        ],
        chain: [{ connection: 'main', model: 'small', temperature: 0.5 }],
        prices: [{ connection: 'main', model: 'small', inputMicros: 150_000, outputMicros: 600_000 }],
      };
      const own = { ...defaultTenantAi(tenant()), answers: 'engine_only', redacts: false } as const;
      const audit = world().make.anAudit();
      expect(await ai().saveSettings(settings, audit)).toEqual({ ...settings, version: 1 });
      expect(await ai().saveTenantSettings(own, audit)).toEqual({ ...own, version: 1 });
      await world().reopen();
      expect(await ai().settings()).toEqual({ ...settings, version: 1 });
      expect(await ai().tenantSettings(tenant())).toEqual({ ...own, version: 1 });
      expect(await ai().tenantSettings(world().b.store.tenantId)).toEqual(defaultTenantAi(world().b.store.tenantId));
    });

    it('are saved by one of two who read the same', async () => {
      const audit = world().make.anAudit();
      await ai().saveSettings(defaultAiSettings, audit);
      await expect(ai().saveSettings(defaultAiSettings, audit)).rejects.toThrow(StaleWrite);
      await ai().saveTenantSettings(defaultTenantAi(tenant()), audit);
      await expect(ai().saveTenantSettings(defaultTenantAi(tenant()), audit)).rejects.toThrow(StaleWrite);
    });

    it('have another revision after each change, and only then', async () => {
      const audit = world().make.anAudit();
      const revisions = [await ai().revision()];
      await ai().saveSettings(defaultAiSettings, audit);
      revisions.push(await ai().revision());
      await ai().saveTenantSettings(defaultTenantAi(tenant()), audit);
      revisions.push(await ai().revision(), await ai().revision());
      expect(revisions).toEqual([0, 1, 2, 2]);
      await expect(ai().saveSettings(defaultAiSettings, audit)).rejects.toThrow(StaleWrite);
      expect(await ai().revision()).toBe(2);
    });

    it('are written into the logs they belong to', async () => {
      const audit = world().make.anAudit({ action: 'ai.tenant_changed' });
      await ai().saveTenantSettings(defaultTenantAi(tenant()), audit);
      const page = { after: null, limit: 10 };
      const own = await world().a.store.audit.page({ action: 'ai.tenant_changed' }, page);
      const platform = await world().store.platform.audit.page({ action: 'ai.tenant_changed' }, page);
      expect([own.items.length, platform.items.length]).toEqual([1, 1]);
    });
  });

  describe('money for models', () => {
    it('is set aside and settled, for the tenant and for all together', async () => {
      const claim = claimOf(300);
      expect(await ai().reserve(claim, wide)).toBe('reserved');
      expect(await ai().spend(tenant(), day)).toEqual({ reservedMicros: 300, spentMicros: 0 });
      await ai().settle(claim, 120);
      await ai().reserve(claimOf(50, world().b.store.tenantId), wide);
      expect(await ai().spend(tenant(), day)).toEqual({ reservedMicros: 0, spentMicros: 120 });
      expect(await ai().spend(null, day)).toEqual({ reservedMicros: 50, spentMicros: 120 });
      expect(await ai().spend(tenant(), '2026-01-16')).toEqual({ reservedMicros: 0, spentMicros: 0 });
    });

    it('is refused at the tenant’s cap and at the platform’s, and nothing is left set aside then', async () => {
      expect(await ai().reserve(claimOf(1_001), { ...wide, tenantMicros: 1_000 })).toBe('tenant_cap');
      expect(await ai().reserve(claimOf(1_001), { ...wide, platformMicros: 1_000 })).toBe('platform_cap');
      expect(await ai().spend(tenant(), day)).toEqual({ reservedMicros: 0, spentMicros: 0 });
      expect(await ai().spend(null, day)).toEqual({ reservedMicros: 0, spentMicros: 0 });
      expect(await ai().reserve(claimOf(1_000), { ...wide, tenantMicros: 1_000 })).toBe('reserved');
      expect(await ai().reserve(claimOf(1), { ...wide, tenantMicros: 1_000 })).toBe('tenant_cap');
    });

    it('of the platform’s own counts for all and for no tenant', async () => {
      const claim = claimOf(70, null);
      expect(await ai().reserve(claim, wide)).toBe('reserved');
      await ai().settle(claim, 70);
      expect(await ai().spend(null, day)).toEqual({ reservedMicros: 0, spentMicros: 70 });
      expect(await ai().reserve(claimOf(1, null), { ...wide, platformMicros: 70 })).toBe('platform_cap');
    });

    it('never passes a cap, however many ask at once (F21)', async () => {
      const caps = { tenantMicros: 1_000, platformMicros: 1_500 };
      const claims = Array.from({ length: 200 }, (_, n) =>
        claimOf(10 + (n % 7), n % 2 === 0 ? tenant() : world().b.store.tenantId),
      );
      const answers = await Promise.all(claims.map((claim) => ai().reserve(claim, caps)));
      const taken = claims.filter((_, n) => answers[n] === 'reserved').reduce((sum, { micros }) => sum + micros, 0);
      const all = await ai().spend(null, day);
      expect(all).toEqual({ reservedMicros: taken, spentMicros: 0 });
      expect(taken).toBeLessThanOrEqual(1_500);
      expect(taken).toBeGreaterThan(1_500 - 17);
      expect((await ai().spend(tenant(), day)).reservedMicros).toBeLessThanOrEqual(1_000);
      expect(answers).toContain('platform_cap');
    });
  });
};
