import { describe, expect, it } from 'vitest';
import { labelsKept } from '#domain/understanding/confidence/answer-label';
import type { StoreWorld } from './store-world.js';

export const labelSpec = (world: () => StoreWorld): void => {
  describe('labels of answers', () => {
    const at = (second: number): Date => new Date(Date.UTC(2026, 0, 15, 9, 0, second));

    it('come back as they were saved, newest first, as many as are asked for', async () => {
      const { a, make } = world();
      const { answerLabels, tenantId } = a.store;
      const labels = [3, 1, 2].map((second) =>
        make.aLabel(tenantId, make.ids.turn(), { asked: 'متى تفتحون؟ 🕘', isRight: second !== 1, at: at(second) }),
      );
      for (const label of labels) await answerLabels.save(label);
      const [third, first, second] = labels;
      expect(await answerLabels.newest(10)).toEqual([third, second, first]);
      expect(await answerLabels.newest(1)).toEqual([third]);
      expect(await answerLabels.find(first!.turnId)).toEqual(first);
      expect(await answerLabels.find(make.ids.turn())).toBeNull();
    });

    it('are one for each turn: the last judgement counts', async () => {
      const { a, make } = world();
      const { answerLabels, tenantId } = a.store;
      const label = make.aLabel(tenantId, make.ids.turn(), { at: at(1) });
      await answerLabels.save(label);
      const corrected = { ...label, isRight: false, source: 'corrected', at: at(2) } as const;
      await answerLabels.save(corrected);
      expect(await answerLabels.newest(10)).toEqual([corrected]);
    });

    it('are bounded: the oldest are forgotten', async () => {
      const { a, b, make } = world();
      const { answerLabels, tenantId } = a.store;
      await b.store.answerLabels.save(make.aLabel(b.store.tenantId, make.ids.turn(), { at: at(0) }));
      const labels = Array.from({ length: labelsKept + 3 }, (_, second) =>
        make.aLabel(tenantId, make.ids.turn(), { at: at(second) }),
      );
      await Promise.all(labels.map((label) => answerLabels.save(label)));
      const kept = await answerLabels.newest(labelsKept * 2);
      expect(kept).toHaveLength(labelsKept);
      expect(kept.at(-1)).toEqual(labels[3]);
      expect(await b.store.answerLabels.newest(10)).toHaveLength(1);
    });

    it('outlive the process, and go with the tenant', async () => {
      const { a, make } = world();
      const label = make.aLabel(a.store.tenantId, make.ids.turn());
      await a.store.answerLabels.save(label);
      await world().reopen();
      expect(await world().a.store.answerLabels.newest(10)).toEqual([label]);
      const { platform } = world().store;
      const tenant = (await platform.findTenant(a.store.tenantId))!;
      await platform.saveTenant(tenant.moveTo('deleted'), make.anAudit());
      await platform.destroyTenant(a.store.tenantId, make.anAudit({ action: 'tenant.destroyed' }));
      expect(await world().a.store.answerLabels.newest(10)).toEqual([]);
    });
  });
};
