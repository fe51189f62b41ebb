import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '#application/ports/message-store';
import { afterReceipt, type MessageStatus, type ReceiptStatus } from '#domain/conversation/message-status';
import type { StoreWorld } from './store-world.js';

export const receiptSpec = (world: () => StoreWorld): void => {
  const claimedMessage = async () => {
    const { conversationId } = await world().receive();
    await world().say(conversationId, world().make.aDraft());
    return world().claim(conversationId);
  };
  const receipt = (about: Partial<Receipt>): Receipt => ({
    channelId: world().a.channel.id,
    messageId: null,
    externalId: null,
    status: 'delivered',
    reason: null,
    at: world().clock.now(),
    ...about,
  });

  describe('receipts', () => {
    it('find a message by our id or by the provider’s', async () => {
      const { messages } = world().a.store;
      const { id } = await claimedMessage();
      const { conversationId } = (await messages.find(id))!;
      const sent = receipt({ messageId: id, externalId: 'out-1', status: 'sent' });
      expect(await messages.applyReceipt(sent)).toBe(conversationId);
      expect(await messages.applyReceipt(receipt({ externalId: 'out-1', status: 'read' }))).toBe(conversationId);
      expect(await messages.find(id)).toMatchObject({ status: 'read', externalId: 'out-1' });
    });

    it('say so when there is no such message: unknown, a customer’s, or on another channel', async () => {
      const { a, make } = world();
      const { id } = await claimedMessage();
      const inbound = await world().receive();
      const other = make.aChannel(a.store.tenantId);
      const tries = [
        receipt({ externalId: 'nobody' }),
        receipt({ messageId: inbound.messageId }),
        receipt({ messageId: id, channelId: other.id }),
      ];
      for (const each of tries) expect(await a.store.messages.applyReceipt(each)).toBeNull();
      expect((await a.store.messages.find(id))?.status).toBe('sending');
    });

    it('may be faster than the answer to our own call, which then moves nothing back', async () => {
      const { messages } = world().a.store;
      const { id } = await claimedMessage();
      await messages.applyReceipt(receipt({ messageId: id, status: 'read' }));
      await messages.settleDelivery(id, 1, { status: 'sent', externalId: 'out-1' });
      expect(await messages.find(id)).toMatchObject({ status: 'read', externalId: 'out-1' });
      await messages.settleDelivery(id, 1, { status: 'failed', reason: 'timeout' });
      expect((await messages.find(id))?.status).toBe('read');
    });

    it('keep the reason of a failure', async () => {
      const { messages } = world().a.store;
      const { id } = await claimedMessage();
      await messages.applyReceipt(receipt({ messageId: id, status: 'failed', reason: 'cloud_api.131026' }));
      expect(await messages.find(id)).toMatchObject({ status: 'failed', statusReason: 'cloud_api.131026' });
    });

    it('do not stop the line when a provider gives two messages one name', async () => {
      const { messages } = world().a.store;
      const first = await claimedMessage();
      await messages.settleDelivery(first.id, 1, { status: 'sent', externalId: 'same' });
      const second = await claimedMessage();
      await messages.settleDelivery(second.id, 1, { status: 'sent', externalId: 'same' });
      expect((await messages.find(second.id))?.status).toBe('sent');
    });

    it('never move a message back, in whatever order they and our own answer come', async () => {
      const { messages } = world().a.store;
      const statuses: readonly ReceiptStatus[] = ['sent', 'delivered', 'read', 'failed'];
      const step = fc.oneof(fc.constantFrom(...statuses), fc.constant('settled' as const));
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
          const { id } = await claimedMessage();
          let expected: MessageStatus = 'sending';
          for (const each of steps) {
            if (each === 'settled') await messages.settleDelivery(id, 1, { status: 'sent', externalId: null });
            else await messages.applyReceipt(receipt({ messageId: id, status: each }));
            expected = afterReceipt(expected, each === 'settled' ? 'sent' : each);
            expect((await messages.find(id))?.status).toBe(expected);
          }
          if (expected === 'sending') await messages.settleDelivery(id, 1, { status: 'failed', reason: 'end' });
        }),
        { numRuns: 40 },
      );
    });
  });
};
