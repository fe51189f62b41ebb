import { proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { readMessage } from '#adapters/channels/baileys/to-content';

const read = (message: proto.IMessage) => readMessage(proto.Message.fromObject(message), 'ID')?.content ?? null;
const media = {
  url: 'https://mmg.whatsapp.net/x',
  mediaKey: Buffer.alloc(32, 1),
  mimetype: 'image/png',
  fileLength: 10,
};

describe('readMessage', () => {
  it.each<readonly [string, proto.IMessage]>([
    ['plain', { conversation: 'hi' }],
    ['extended', { extendedTextMessage: { text: 'hi' } }],
    ['disappearing', { ephemeralMessage: { message: { conversation: 'hi' } } }],
    ['seen once', { viewOnceMessageV2: { message: { extendedTextMessage: { text: 'hi' } } } }],
    ['with what only clients read', { messageContextInfo: { messageSecret: Buffer.alloc(32) }, conversation: 'hi' }],
    [
      'edited',
      {
        editedMessage: {
          message: { protocolMessage: { type: 14, key: { id: 'X' }, editedMessage: { conversation: 'hi' } } },
        },
      },
    ],
  ])('reads a text: %s', (_how, message) => {
    expect(read(message)).toEqual({ type: 'text', text: 'hi' });
  });

  it('cleans and clips what is too long', () => {
    expect(read({ conversation: `a\u0000${'b'.repeat(5_000)}` })).toEqual({
      type: 'text',
      text: `a${'b'.repeat(4_095)}`,
      clipped: true,
    });
    const image = read({ imageMessage: { ...media, caption: 'c'.repeat(3_000) } });
    expect(image).toMatchObject({ type: 'media', media: 'image' });
    expect(image?.type === 'media' ? image.caption?.length : 0).toBe(1_024);
  });

  it.each<readonly [string, proto.IMessage]>([
    ['image', { imageMessage: media }],
    ['document', { documentWithCaptionMessage: { message: { documentMessage: media } } }],
    ['audio', { audioMessage: { ...media, ptt: true } }],
    ['video', { videoMessage: media }],
    ['video', { ptvMessage: media }],
    ['sticker', { stickerMessage: media }],
  ])('reads %s', (kind, message) => {
    expect(read(message)).toMatchObject({
      type: 'media',
      media: kind,
      file: { providerMediaId: 'ID', state: 'fetching', sizeBytes: 10 },
    });
  });

  it('knows that media without a key or a place cannot be had', () => {
    expect(read({ imageMessage: { ...media, mediaKey: Buffer.alloc(3) } })).toMatchObject({ file: { state: 'gone' } });
    expect(read({ imageMessage: { ...media, url: null } })).toMatchObject({ file: { state: 'gone' } });
  });

  it('reads places, live ones too, and refuses impossible ones', () => {
    const at = { degreesLatitude: 43.2, degreesLongitude: 76.9 };
    expect(read({ locationMessage: { ...at, name: ' Almaty ' } })).toEqual({
      type: 'location',
      latitude: 43.2,
      longitude: 76.9,
      name: 'Almaty',
    });
    expect(read({ liveLocationMessage: at })).toMatchObject({ type: 'location', name: null });
    expect(read({ locationMessage: { ...at, degreesLatitude: 91 } })).toEqual({
      type: 'unsupported',
      providerType: 'location',
    });
  });

  it('reads taps on buttons and lists', () => {
    expect(read({ buttonsResponseMessage: { selectedButtonId: 'yes', selectedDisplayText: 'Yes' } })).toEqual({
      type: 'choice',
      id: 'yes',
      text: 'Yes',
    });
    expect(read({ listResponseMessage: { title: 'Row', singleSelectReply: { selectedRowId: 'r1' } } })).toMatchObject({
      id: 'r1',
    });
  });

  it.each<readonly [string, proto.IMessage]>([
    ['poll_creation', { pollCreationMessageV3: { name: 'x' } }],
    ['poll_update', { pollUpdateMessage: {} }],
    ['group_invite', { groupInviteMessage: {} }],
    ['order', { orderMessage: {} }],
    ['deleted', { protocolMessage: { type: 0, key: { id: 'X' } } }],
  ])('names what it cannot read: %s', (providerType, message) => {
    expect(read(message)).toEqual({ type: 'unsupported', providerType });
  });

  it.each<readonly [string, proto.IMessage]>([
    ['keys', { protocolMessage: { type: 6 } }],
    ['history', { protocolMessage: { type: 5, historySyncNotification: {} } }],
    ['nothing', {}],
    ['only a key for a group', { senderKeyDistributionMessage: { groupId: 'g' } }],
  ])('skips what no person said: %s', (_what, message) => {
    expect(read(message)).toBeNull();
  });

  it('tells what is quoted', () => {
    const contextInfo = { stanzaId: 'QUOTED' };
    expect(readMessage({ extendedTextMessage: { text: 'x', contextInfo } }, 'ID')?.quotes).toBe('QUOTED');
    expect(readMessage({ imageMessage: { ...media, contextInfo } }, 'ID')?.quotes).toBe('QUOTED');
    expect(readMessage({ conversation: 'x' }, 'ID')?.quotes).toBeNull();
  });
});
