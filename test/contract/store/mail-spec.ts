import { describe, expect, it } from 'vitest';
import type { StoreWorld } from './store-world.js';

export const mailSpec = (world: () => StoreWorld): void => {
  describe('the line of mails', () => {
    it('gives each mail to one of those who ask at once, oldest first', async () => {
      const { store, make, a, clock } = world();
      const { mails } = store.platform;
      const first = make.aMail({ tenantId: a.store.tenantId });
      expect(await mails.hasAny([first.id])).toBe(false);
      await mails.add([first]);
      expect(await mails.hasAny([make.aMail().id, first.id])).toBe(true);
      expect(await mails.hasAny([])).toBe(false);
      clock.advance(1_000);
      const [second, third] = [make.aMail(), make.aMail()];
      await mails.add([second, third]);
      expect(await mails.claim(1, 30_000)).toEqual([{ ...first, attempts: 1 }]);
      const claims = await Promise.all([mails.claim(1, 30_000), mails.claim(10, 30_000), mails.claim(10, 30_000)]);
      const rest = claims.flat().toSorted((left, right) => (left.id < right.id ? -1 : 1));
      expect(rest).toEqual(
        [second, third]
          .toSorted((left, right) => (left.id < right.id ? -1 : 1))
          .map((mail) => ({ ...mail, attempts: 1 })),
      );
      expect(await mails.claim(10, 30_000)).toEqual([]);
    });

    it('takes a mail once, whatever becomes of it', async () => {
      const { mails } = world().store.platform;
      const mail = world().make.aMail();
      await mails.add([mail, mail]);
      await mails.add([{ ...mail, subject: 'another' }]);
      expect(await mails.claim(10, 1_000)).toEqual([{ ...mail, attempts: 1 }]);
      await mails.settle(mail.id, { sent: true });
      await mails.add([mail]);
      world().clock.advance(60_000);
      expect(await mails.claim(10, 1_000)).toEqual([]);
      await mails.add([]);
    });

    it('gives a mail again when who had it is gone, also after the end of the process', async () => {
      const { make, clock } = world();
      const mail = make.aMail();
      await world().store.platform.mails.add([mail]);
      await world().store.platform.mails.claim(10, 30_000);
      await world().reopen();
      const { mails } = world().store.platform;
      clock.advance(29_999);
      expect(await mails.claim(10, 30_000)).toEqual([]);
      clock.advance(1);
      expect(await mails.claim(10, 30_000)).toEqual([{ ...mail, attempts: 2 }]);
    });

    it('tries again when it was asked to, and never after it was given up', async () => {
      const { make, clock, store } = world();
      const { mails } = store.platform;
      const mail = make.aMail();
      await mails.add([mail]);
      await mails.claim(10, 30_000);
      await mails.settle(mail.id, { sent: false, reason: '451 later', retryInMs: 60_000 });
      clock.advance(59_999);
      expect(await mails.claim(10, 30_000)).toEqual([]);
      clock.advance(1);
      expect(await mails.claim(10, 30_000)).toEqual([{ ...mail, attempts: 2 }]);
      await mails.settle(mail.id, { sent: false, reason: '550 no such person', retryInMs: null });
      clock.advance(7 * 24 * 60 * 60_000);
      expect(await mails.claim(10, 30_000)).toEqual([]);
    });

    it('is not moved by one who comes back late with another word', async () => {
      const { make, clock, store } = world();
      const { mails } = store.platform;
      const mail = make.aMail();
      await mails.add([mail]);
      await mails.claim(10, 1_000);
      clock.advance(1_000);
      await mails.claim(10, 1_000);
      await mails.settle(mail.id, { sent: true });
      await mails.settle(mail.id, { sent: false, reason: 'timed out', retryInMs: 0 });
      clock.advance(60_000);
      expect(await mails.claim(10, 1_000)).toEqual([]);
    });
  });
};
