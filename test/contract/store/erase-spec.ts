import { expect, it } from 'vitest';
import { NotFound } from '#application/not-found';
import type { FunctionCall } from '#domain/functions/function-call';
import { faceIsolation } from './isolation-face.js';
import { studioIsolation } from './isolation-studio.js';
import type { StoreWorld } from './store-world.js';

const other = [{ scheme: 'wa_phone', value: '+971500000002' }] as const;
const file = { providerMediaId: '1', mimeType: 'audio/ogg', sha256: null, fileName: null, state: 'fetching' } as const;
const voice = { type: 'media', media: 'audio', file, caption: null } as const;

export const eraseSpec = (world: () => StoreWorld): void => {
  it('a customer who is erased leaves nothing behind, and others keep what is theirs', async () => {
    const { a, make, store } = world();
    const { conversations, messages, orders, leads, files, turns, functionCalls } = a.store;
    const { conversationId } = await world().ordered();
    const { customerId } = (await world().find(conversationId)).state;
    const filled = await faceIsolation(world).fillFace({ conversationId, customerId });
    await studioIsolation(world).fill(conversationId, make.ids.turn());
    await files.attach(filled.file.id, conversationId);
    const parcel = make.ids.function();
    const [theirs, tried] = [conversationId, null].map((of) =>
      make.aFunctionCall(a.store.tenantId, parcel, { conversationId: of }),
    ) as [FunctionCall, FunctionCall];
    for (const call of [theirs, tried]) await functionCalls.add(call, new Date(0));
    const lead = await leads.save(make.aLead(a.store.tenantId, { customerId }), make.anAudit());
    await world().receive(a, { content: voice, isMediaKept: true });
    const kept = await world().receive(a, { identities: other, content: voice, isMediaKept: true });

    expect(await conversations.eraseCustomer(customerId, make.anAudit())).toEqual([filled.file.id]);
    expect(await conversations.findCustomer(customerId)).toBeNull();
    expect(await conversations.find(conversationId)).toBeNull();
    expect(await messages.since(conversationId, 0, 100)).toEqual([]);
    expect((await turns.page(conversationId, { after: null, limit: 10 })).items).toEqual([]);
    expect((await orders.page({}, { after: null, limit: 10 })).items).toEqual([]);
    expect(await conversations.notes(conversationId)).toEqual([]);
    expect(await leads.find(lead.id)).toBeNull();
    expect(await files.find(filled.file.id)).toBeNull();
    expect((await functionCalls.page(parcel, { after: null, limit: 10 })).items).toEqual([tried]);
    expect(await store.platform.dueMedia(10)).toEqual([{ tenantId: a.store.tenantId, messageId: kept.messageId }]);
    expect(await conversations.find(kept.conversationId)).not.toBeNull();
    const again = conversations.eraseCustomer(customerId, make.anAudit());
    await expect(again).rejects.toBeInstanceOf(NotFound);
  });
};
