import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chatOf } from '#test/emulators/whatsapp-web/web-emulator';
import { canLook } from '#test/support/browser';
import { until } from '#test/support/until';
import { aMessage, type Opened } from './browser-rig.js';
import { useRig } from './rig.js';

describe.skipIf(!canLook)('what a browser session sends', () => {
  const rig = useRig('all');
  let linked: Opened;
  beforeAll(async () => {
    linked = await rig.linked();
  });
  afterEach(() => {
    rig.emulator.mood = 'takes';
    rig.emulator.refusesUploads = false;
  });
  const idOfLast = (): string => rig.emulator.lastSentId;

  it('is accepted once the server took it, under the name the page gave it', async () => {
    const customer = rig.emulator.person('Aigerim');
    const outgoing = aMessage(customer, 'A massage is 9 000 ₸');
    const outcome = await linked.session.send(outgoing, 5_000);
    const id = idOfLast();
    expect(outcome).toEqual({ kind: 'accepted', externalId: id });
    expect(rig.emulator.sent.at(-1)).toMatchObject({ type: 'chat', body: 'A massage is 9 000 ₸' });
    rig.emulator.acks(id, 2);
    rig.emulator.acks(id, 3);
    await until('it was read', () => linked.events.statusesOf(id).includes('read'));
    expect(linked.events.statusesOf(id)).toEqual(['delivered', 'read']);
    expect(linked.events.statusesOf(outgoing.externalId)).toEqual(['delivered', 'read']);
    // Told first, had it been taken for the owner's.
    const mark = rig.emulator.writes(customer, 'from the phone');
    await until('the owner was heard', () => linked.events.own.some(({ message }) => message.externalId === mark));
    expect(linked.events.own.map(({ message }) => message.externalId)).toEqual([mark]);
  });

  it('is refused when the server refuses it', async () => {
    rig.emulator.mood = 'refuses';
    const outcome = await linked.session.send(aMessage(rig.emulator.person('Blocked'), 'hello'), 5_000);
    expect(outcome).toEqual({ kind: 'refused', reason: 'whatsapp.refused' });
  });

  it('is in doubt while nobody answers, and then known under our own name', async () => {
    rig.emulator.mood = 'silent';
    const outgoing = aMessage(rig.emulator.person('Slow'), 'are you there?');
    expect(await linked.session.send(outgoing, 1_000)).toEqual({ kind: 'unknown', reason: 'whatsapp.no_ack' });
    rig.emulator.acks(idOfLast(), 1);
    await until('it is known', () => linked.events.statusesOf(outgoing.externalId).length > 0);
    expect(linked.events.statusesOf(outgoing.externalId)).toEqual(['sent']);
  });

  it('does not write to a number that has no WhatsApp', async () => {
    const sent = rig.emulator.sent.length;
    const nobody = { phone: '77059999999', lid: '1', name: '', isMapped: false, by: 'phone' } as const;
    const outcome = await linked.session.send(aMessage(nobody, 'hello'), 5_000);
    expect(outcome).toEqual({ kind: 'refused', reason: 'whatsapp.no_such_number' });
    expect(rig.emulator.sent).toHaveLength(sent);
  });

  it('sends pictures and documents with their words, and quotes', async () => {
    const customer = rig.emulator.person('Dana', { by: 'lid' });
    const asked = rig.emulator.says(customer, { type: 'chat', body: 'the price list?' });
    await linked.events.message(asked);
    const bytes = randomBytes(5_000);
    const filehash = createHash('sha256').update(bytes).digest('base64');
    const image = { media: 'image', bytes, mimeType: 'image/png', fileName: null } as const;
    expect(
      await linked.session.send(aMessage(customer, 'our prices', { media: image, quotes: asked }), 5_000),
    ).toMatchObject({ kind: 'accepted' });
    expect(rig.emulator.sent.at(-1)).toMatchObject({
      type: 'image',
      caption: 'our prices',
      mimetype: 'image/png',
      filehash,
      quotedStanzaID: asked,
      id: { remote: { _serialized: chatOf(customer) } },
    });
    const document = { media: 'document', bytes, mimeType: 'application/pdf', fileName: 'prices.pdf' } as const;
    expect(await linked.session.send(aMessage(customer, '', { media: document }), 5_000)).toMatchObject({
      kind: 'accepted',
    });
    expect(rig.emulator.sent.at(-1)).toMatchObject({ type: 'document', filename: 'prices.pdf', filehash });
    rig.emulator.refusesUploads = true;
    expect(await linked.session.send(aMessage(customer, '', { media: document }), 5_000)).toMatchObject({
      kind: 'later',
      reason: 'whatsapp.media_not_uploaded',
    });
  });

  it('shows that it reads and writes, and only when asked', async () => {
    const customer = rig.emulator.person('Marat');
    const id = rig.emulator.says(customer, { type: 'chat', body: 'hello' });
    await linked.events.message(id);
    expect(rig.emulator.seen).toEqual([]);
    const to = [{ scheme: 'wa_phone', value: customer.phone }] as const;
    await linked.session.showTyping(to, true);
    await linked.session.showTyping(to, false);
    expect(rig.emulator.chatstates).toEqual([`composing ${chatOf(customer)}`, `paused ${chatOf(customer)}`]);
    await linked.session.markRead(to, [id]);
    expect(rig.emulator.seen).toEqual([chatOf(customer)]);
  });
});
