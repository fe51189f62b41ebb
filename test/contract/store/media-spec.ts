import { describe, expect, it } from 'vitest';
import type { StoreWorld } from './store-world.js';

const file = {
  providerMediaId: '1',
  mimeType: 'audio/ogg',
  sha256: null,
  fileName: null,
  state: 'fetching',
} as const;
/** A voice note that its provider keeps. */
export const keptMedia = { type: 'media', media: 'audio', file, caption: null } as const;
const content = keptMedia;

/** The line of what a provider keeps for us. */
export const mediaSpec = (world: () => StoreWorld): void => {
  describe('media that a provider keeps', () => {
    const due = () => world().store.platform.dueMedia(10);

    it('are due from the moment the message is stored, and one worker gets them', async () => {
      const { a, b } = world();
      const { messageId } = await world().receive(a, { content, isMediaKept: true });
      expect(await due()).toEqual([{ tenantId: a.store.tenantId, messageId }]);
      expect(await b.store.messages.claimMedia(messageId, 1_000)).toBeNull();
      expect(await a.store.messages.claimMedia(messageId, 1_000)).toMatchObject({ attempt: 1, message: { content } });
      expect(await a.store.messages.claimMedia(messageId, 1_000)).toBeNull();
      expect(await due()).toEqual([]);
    });

    it('are due again when a worker is gone, or says so', async () => {
      const { a, clock } = world();
      const { messageId } = await world().receive(a, { content, isMediaKept: true });
      await a.store.messages.claimMedia(messageId, 1_000);
      clock.advance(1_000);
      expect(await a.store.messages.claimMedia(messageId, 60_000)).toMatchObject({ attempt: 2 });
      await a.store.messages.retryMedia(messageId, 5_000);
      clock.advance(4_999);
      expect(await due()).toEqual([]);
      clock.advance(1);
      expect(await a.store.messages.claimMedia(messageId, 1_000)).toMatchObject({ attempt: 3 });
    });

    it('are due no more once it is said what became of them', async () => {
      const { a, clock } = world();
      const received = await world().receive(a, { content, isMediaKept: true, externalId: 'wamid.media' });
      await a.store.messages.settleMedia(a.channel.id, 'wamid.media', { state: 'gone' });
      clock.advance(600_000);
      expect(await due()).toEqual([]);
      expect(await a.store.messages.claimMedia(received.messageId, 1_000)).toBeNull();
    });

    it('of a linked number come by themselves', async () => {
      await world().receive(world().a, { content });
      expect(await due()).toEqual([]);
    });
  });
};
