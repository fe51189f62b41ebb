import { randomBytes } from 'node:crypto';
import { downloadMediaMessage, type WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import type { MediaKind } from '#test/emulators/whatsapp/people/media-messages';
import { until } from '#test/support/until';
import { type BaileysClient, silent } from './baileys-client.js';
import { useRig } from './rig.js';

const rig = useRig();
const file = randomBytes(70_000);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const download = (client: BaileysClient, message: WAMessage): Promise<Buffer> =>
  downloadMediaMessage(message, 'buffer', {}, { logger: silent, reuploadRequest: client.socket.updateMediaMessage });

const kinds = [
  ['image', 'imageMessage'],
  ['document', 'documentMessage'],
  ['audio', 'audioMessage'],
  ['video', 'videoMessage'],
  ['sticker', 'stickerMessage'],
] as const satisfies readonly (readonly [MediaKind, string])[];

describe('files of a customer', () => {
  it.each(kinds)('%s', async (kind, field) => {
    const { owner, client } = await rig.session();
    const id = await rig.customer().send(owner, kind, file, { caption: 'see this' });
    const { message } = await until('the message', () => client.upsertOf(id));
    expect(message.message?.[field]).toBeTruthy();
    expect((await download(client, message)).equals(file)).toBe(true);
  });

  it('a picture that may be seen once', async () => {
    const { owner, client } = await rig.session();
    const id = await rig.customer().sendImage(owner, png, { viewOnce: true });
    const { message } = await until('the message', () => client.upsertOf(id));
    expect(message.message?.viewOnceMessageV2?.message?.imageMessage?.viewOnce).toBe(true);
  });

  it('spoiled on its way: it cannot be opened', async () => {
    const { owner, client } = await rig.session();
    const id = await rig.customer().sendImage(owner, file, { corrupt: true });
    const { message } = await until('the message', () => client.upsertOf(id));
    await expect(download(client, message)).rejects.toThrow();
  });

  it('that the media host refuses', async () => {
    const { owner, client } = await rig.session();
    const id = await rig.customer().sendImage(owner, file);
    const { message } = await until('the message', () => client.upsertOf(id));
    rig.emulator.faults.downloadStatus = 503;
    await expect(download(client, message)).rejects.toThrow();
    rig.emulator.faults.downloadStatus = undefined;
    expect((await download(client, message)).equals(file)).toBe(true);
  });

  it('that say they are larger than they are', async () => {
    const { owner, client } = await rig.session();
    const id = await rig.customer().sendVideo(owner, file, { declaredBytes: 30 * 1024 * 1024 });
    const { message } = await until('the message', () => client.upsertOf(id));
    expect(Number(message.message?.videoMessage?.fileLength)).toBe(31_457_280);
  });
});

describe('files of the product', () => {
  it('a picture and a document', async () => {
    const { client } = await rig.session();
    const customer = rig.customer();
    const picture = await client.socket.sendMessage(customer.jid, {
      image: png,
      caption: 'a photo',
      jpegThumbnail: '',
    });
    const invoice = await client.socket.sendMessage(customer.jid, {
      document: file,
      mimetype: 'application/pdf',
      fileName: 'invoice.pdf',
    });
    for (const [sent, bytes, kind] of [
      [picture, png, 'image'],
      [invoice, file, 'document'],
    ] as const) {
      const got = await until(kind, () => customer.inbox.find(({ id }) => id === sent?.key.id));
      expect(got.kind).toBe(kind);
      expect((await customer.open(got)).equals(bytes)).toBe(true);
    }
  });

  it('that the media host refuses', async () => {
    const { client } = await rig.session();
    rig.emulator.faults.uploadStatus = 500;
    const sending = client.socket.sendMessage(rig.customer().jid, { image: png, jpegThumbnail: '' });
    await expect(sending).rejects.toThrow();
  });
});

describe('what is not a text', () => {
  it('a place, a contact, a poll, an invitation to a group', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    const place = await customer.sendLocation(owner, { latitude: 25.2, longitude: 55.27, name: 'Home' });
    const card = await customer.sendContact(owner, { name: 'Omar', phone: '77055550000' });
    const poll = await customer.sendPoll(owner, { question: 'When?', options: ['today', 'tomorrow'] });
    const invitation = await customer.sendGroupInvite(owner, 'Neighbours');
    await until('all of them', () => client.upsertOf(invitation));
    const contentOf = (id: string) => client.upsertOf(id)?.message.message;
    expect(contentOf(place)?.locationMessage).toMatchObject({ degreesLatitude: 25.2, name: 'Home' });
    expect(contentOf(card)?.contactMessage?.vcard).toContain('waid=77055550000');
    expect(contentOf(poll)?.pollCreationMessageV3?.options).toHaveLength(2);
    expect(contentOf(invitation)?.groupInviteMessage?.groupName).toBe('Neighbours');
  });

  it('a reaction and an answer that quotes', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    const sent = await client.socket.sendMessage(customer.jid, { text: 'AED 150' });
    const id = sent?.key.id ?? '';
    await until('the offer', () => customer.copiesOf(id) === 1);
    const heart = await customer.react(owner, id, '❤️');
    const answer = await customer.reply(owner, id, 'I take it');
    await until('both', () => client.upsertOf(heart) && client.upsertOf(answer));
    expect(client.upsertOf(heart)?.message.message?.reactionMessage).toMatchObject({ text: '❤️', key: { id } });
    const quoted = client.upsertOf(answer)?.message.message?.extendedTextMessage?.contextInfo;
    expect(quoted?.stanzaId).toBe(id);
    expect(client.textsOf(answer)).toBe('I take it');
  });

  it('a correction and a deletion', async () => {
    const { owner, client } = await rig.session();
    const customer = rig.customer();
    const id = await customer.say(owner, 'tow massages');
    await until('the message', () => client.upsertOf(id));
    await customer.edit(owner, id, 'two massages');
    await customer.delete(owner, id);
    const changes = () => client.updates.filter(({ key }) => key.id === id).map(({ update }) => update);
    await until('the deletion', () => changes().some(({ messageStubType }) => messageStubType === 1));
    const edited = changes().flatMap(({ message }) => message?.editedMessage?.message ?? []);
    expect(edited.map(({ conversation }) => conversation)).toEqual(['two massages']);
  });
});
