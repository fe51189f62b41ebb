import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { canLook } from '#test/support/browser';
import { until } from '#test/support/until';
import type { Opened } from './browser-rig.js';
import { useRig } from './rig.js';

describe.skipIf(!canLook)('what a browser session hears', () => {
  const rig = useRig('all');
  let linked: Opened;
  beforeAll(async () => {
    linked = await rig.linked();
  });

  it('tells a text with its writer, by number and LID', async () => {
    const customer = rig.emulator.person('Aigerim');
    const first = rig.emulator.says(customer, { type: 'chat', body: 'How much is a massage?' });
    const { message, arrival } = await linked.events.message(first);
    expect(arrival).toBe('live');
    expect(message).toMatchObject({
      displayName: 'Aigerim',
      identities: [
        { scheme: 'wa_phone', value: customer.phone },
        { scheme: 'wa_lid', value: customer.lid },
      ],
      content: { type: 'text', text: 'How much is a massage?' },
      quotes: null,
    });
    const second = rig.emulator.says(customer, { type: 'chat', body: 'That one', quotedStanzaID: first });
    expect((await linked.events.message(second)).message.quotes).toBe(first);
  });

  it('tells who writes by LID alone, with the number when the page knows it', async () => {
    const hidden = rig.emulator.person('Hidden', { by: 'lid', isMapped: false });
    const known = rig.emulator.person('Known', { by: 'lid' });
    const [one, two] = [hidden, known].map((person) => rig.emulator.says(person, { type: 'chat', body: 'hello' }));
    expect((await linked.events.message(one ?? '')).message.identities).toEqual([
      { scheme: 'wa_lid', value: hidden.lid },
    ]);
    expect((await linked.events.message(two ?? '')).message.identities).toEqual([
      { scheme: 'wa_phone', value: known.phone },
      { scheme: 'wa_lid', value: known.lid },
    ]);
  });

  it('reads places, cards, reactions and polls, and nothing of groups', async () => {
    const customer = rig.emulator.person('Dana');
    const vcard = 'BEGIN:VCARD\nFN:Askar\nTEL;waid=77051112233:+7 705 111 22 33\nEND:VCARD';
    const group = rig.emulator.says(
      customer,
      { type: 'chat', body: 'to all' },
      { id: { remote: '120363000000000001@g.us', fromMe: false, id: 'INGROUP' } },
    );
    const place = rig.emulator.says(customer, { type: 'location', lat: 43.2, lng: 76.9, loc: 'Office\nAbay 1' });
    const card = rig.emulator.says(customer, { type: 'vcard', body: vcard, vcardFormattedName: 'Askar' });
    const poll = rig.emulator.says(customer, { type: 'poll_creation', pollName: 'Which day?' });
    const reaction = rig.emulator.reacts(customer, { id: place, fromMe: false }, '👍');
    const contentOf = async (id: string) => (await linked.events.message(id)).message.content;
    expect(await contentOf(reaction)).toEqual({ type: 'reaction', emoji: '👍', toExternalId: place });
    expect(await contentOf(place)).toEqual({ type: 'location', latitude: 43.2, longitude: 76.9, name: 'Office' });
    expect(await contentOf(card)).toEqual({
      type: 'contacts',
      contacts: [{ name: 'Askar', phones: ['+7 705 111 22 33'] }],
    });
    expect(await contentOf(poll)).toEqual({ type: 'unsupported', providerType: 'poll_creation' });
    expect(linked.events.heard.filter(({ message }) => message.externalId === group)).toEqual([]);
  });

  it('tells what could not be opened, and again when it could, and what was deleted', async () => {
    const customer = rig.emulator.person('Marat');
    const id = rig.emulator.says(customer, { type: 'ciphertext' });
    expect((await linked.events.message(id)).message.content).toEqual({ type: 'undecrypted' });
    rig.emulator.decrypts(customer, id, 'now you can');
    await until(
      'it was told again',
      () => linked.events.heard.filter((one) => one.message.externalId === id).length === 2,
    );
    expect((await linked.events.message(id)).message.content).toEqual({ type: 'text', text: 'now you can' });
    rig.emulator.deletes(customer, id);
    const deleted = await linked.events.message(`${id}.deleted`);
    expect(deleted.message).toMatchObject({ content: { type: 'unsupported', providerType: 'deleted' }, quotes: id });
  });

  it('fetches a file, and says what became of those it cannot', async () => {
    const customer = rig.emulator.person('Saule');
    const { emulator } = rig;
    const picture = randomBytes(20_000);
    const image = emulator.says(customer, { type: 'image', caption: 'this', ...emulator.file(picture, 'image/jpeg') });
    const damaged = emulator.says(customer, {
      type: 'document',
      ...emulator.file(picture, 'application/pdf', { filename: 'bill.pdf', filehash: 'bm90IGl0' }),
    });
    const large = emulator.says(customer, { type: 'video', ...emulator.file(randomBytes(100_001), 'video/mp4') });
    const { message, hasMedia } = await linked.events.message(image);
    expect(hasMedia).toBe(true);
    expect(message.content).toMatchObject({
      type: 'media',
      media: 'image',
      caption: 'this',
      file: { state: 'fetching' },
    });
    const file = await linked.events.file(image);
    expect(file).toMatchObject({ mimeType: 'image/jpeg' });
    expect(Buffer.from(file.bytes ?? []).equals(picture)).toBe(true);
    expect(await linked.events.file(damaged)).toEqual({ externalId: damaged, bytes: null, state: 'damaged' });
    expect(await linked.events.file(large)).toEqual({ externalId: large, bytes: null, state: 'too_large' });
  });

  it('tells what the owner writes on the phone as theirs', async () => {
    const customer = rig.emulator.person('Bolat');
    const id = rig.emulator.writes(customer, 'I will call you');
    const own = await until('it was told', () => linked.events.own.find(({ message }) => message.externalId === id));
    expect(own.to[0]).toEqual({ scheme: 'wa_phone', value: customer.phone });
    expect(own.message).toMatchObject({
      identities: [{ scheme: 'wa_phone', value: rig.emulator.account.phone }, { scheme: 'wa_lid' }],
      content: { type: 'text', text: 'I will call you' },
    });
    expect(linked.events.heard.some(({ message }) => message.externalId === id)).toBe(false);
  });
});
