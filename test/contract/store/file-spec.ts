import { describe, expect, it } from 'vitest';
import { StaleWrite } from '#domain/shared/stale-write';
import type { StoreWorld } from './store-world.js';

export const fileSpec = (world: () => StoreWorld): void => {
  describe('files', () => {
    it('come back as they were added, once', async () => {
      const { a, make } = world();
      const { files, tenantId } = a.store;
      const visitor = { kind: 'visitor', visitorId: make.ids.visitor() } as const;
      for (const about of [{}, { owner: visitor, name: 'صورة.png' }]) {
        const file = make.aFile(tenantId, about);
        expect(await files.add(file)).toEqual(file);
        expect(await files.find(file.id)).toEqual(file);
        await expect(files.add({ ...file, name: 'other.png' })).rejects.toBeInstanceOf(StaleWrite);
        expect(await files.find(file.id)).toEqual(file);
      }
    });

    it('belong to the conversation that shows them first', async () => {
      const { a, make } = world();
      const { files, tenantId } = a.store;
      const { id } = await files.add(make.aFile(tenantId));
      const { conversationId } = await world().receive();
      const email = [{ scheme: 'email', value: 'b@example.com' }] as const;
      const other = await world().receive(a, { identities: email });
      await files.attach(id, conversationId);
      await files.attach(id, other.conversationId);
      expect((await files.find(id))?.conversationId).toBe(conversationId);
      await files.attach(make.ids.file(), conversationId);
    });

    it('are forgotten, and count no more', async () => {
      const { a, make } = world();
      const { files, tenantId } = a.store;
      const { id } = await files.add(make.aFile(tenantId, { size: 7 }));
      await files.remove(id);
      await files.remove(id);
      expect([await files.find(id), await files.totalBytes()]).toEqual([null, 0]);
    });

    it('are summed up in bytes', async () => {
      const { a, make } = world();
      const { files, tenantId } = a.store;
      expect(await files.totalBytes()).toBe(0);
      for (const size of [1_000, 10_485_760]) await files.add(make.aFile(tenantId, { size }));
      expect(await files.totalBytes()).toBe(10_486_760);
    });
  });
};
