import { describe, expect, it } from 'vitest';
import { readWebhook } from '#adapters/channels/cloud-api/read-webhook';
import { aWebhook, messagesValue, now } from './builders.js';

const head = { from: '16505551234', id: 'wamid.A', timestamp: String(now.getTime() / 1_000 - 5) };
const read = (message: Record<string, unknown>) => {
  const [batch] = readWebhook(aWebhook(messagesValue({ ...head, ...message })), now);
  return { content: batch?.inbound[0]?.content, ignored: batch?.ignored };
};
const contentOf = (message: Record<string, unknown>): unknown => read(message).content;

describe('the content of an inbound message', () => {
  it.each([
    ['text', { text: { body: 'Hi' } }, { type: 'text', text: 'Hi' }],
    [
      'image',
      { image: { id: '1003383421387256', mime_type: 'image/jpeg', sha256: 'SfI=', caption: 'Here' } },
      {
        type: 'media',
        media: 'image',
        file: {
          providerMediaId: '1003383421387256',
          mimeType: 'image/jpeg',
          sha256: 'SfI=',
          fileName: null,
          state: 'fetching',
        },
        caption: 'Here',
      },
    ],
    [
      'document',
      { document: { id: '1', mime_type: 'application/pdf', sha256: 's', filename: 'order.pdf' } },
      {
        type: 'media',
        media: 'document',
        file: {
          providerMediaId: '1',
          mimeType: 'application/pdf',
          sha256: 's',
          fileName: 'order.pdf',
          state: 'fetching',
        },
        caption: null,
      },
    ],
    [
      'audio',
      { audio: { id: '2', mime_type: 'audio/ogg; codecs=opus', sha256: 's', voice: true } },
      {
        type: 'media',
        media: 'audio',
        file: {
          providerMediaId: '2',
          mimeType: 'audio/ogg; codecs=opus',
          sha256: 's',
          fileName: null,
          state: 'fetching',
        },
        caption: null,
      },
    ],
    [
      'sticker',
      { sticker: { id: '3', mime_type: 'image/webp', sha256: null, animated: false } },
      {
        type: 'media',
        media: 'sticker',
        file: { providerMediaId: '3', mimeType: 'image/webp', sha256: null, fileName: null, state: 'fetching' },
        caption: null,
      },
    ],
    [
      'interactive',
      { interactive: { type: 'button_reply', button_reply: { id: 'choice-2', title: 'Colour' } } },
      { type: 'choice', id: 'choice-2', text: 'Colour' },
    ],
    [
      'interactive',
      { interactive: { type: 'list_reply', list_reply: { id: 'row-7', title: 'Wash', description: 'and dry' } } },
      { type: 'choice', id: 'row-7', text: 'Wash' },
    ],
    ['button', { button: { payload: 'STOP-1', text: 'Stop' } }, { type: 'choice', id: 'STOP-1', text: 'Stop' }],
    [
      'location',
      { location: { latitude: 24.7136, longitude: 46.6753, name: 'Riyadh', address: 'x' } },
      { type: 'location', latitude: 24.7136, longitude: 46.6753, name: 'Riyadh' },
    ],
    [
      'reaction',
      { reaction: { message_id: 'wamid.B', emoji: '👍' } },
      { type: 'reaction', emoji: '👍', toExternalId: 'wamid.B' },
    ],
    ['reaction', { reaction: { message_id: 'wamid.B' } }, { type: 'reaction', emoji: '', toExternalId: 'wamid.B' }],
  ])('%s %j', (type, body, content) => {
    expect(contentOf({ type, ...body })).toEqual(content);
  });

  it.each([
    ['contacts', { contacts: [{ name: { formatted_name: 'A' }, phones: [] }] }, 'contacts'],
    ['order', { order: { catalog_id: '1', product_items: [] } }, 'order'],
    [
      'system',
      { system: { body: 'User A changed', wa_id: '1', type: 'user_changed_number' } },
      'system.user_changed_number',
    ],
    [
      'unsupported',
      { errors: [{ code: 131051 }], unsupported: { type: 'poll_creation' } },
      'unsupported.poll_creation',
    ],
    ['unsupported', { errors: [{ code: 131051, title: 'Message type unknown' }] }, 'unsupported'],
    [
      'interactive',
      { interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{}' } } },
      'interactive.nfm_reply',
    ],
    ['hologram', { hologram: { depth: 3 } }, 'hologram'],
    // Malformed, but with an id and a sender: kept, and a person looks.
    ['text', { text: null }, 'text'],
    ['text', {}, 'text'],
    ['text', { text: { body: 7 } }, 'text'],
    ['image', { image: { mime_type: 'image/jpeg' } }, 'image'],
    ['location', { location: { latitude: 'north', longitude: 1 } }, 'location'],
    ['location', { location: { latitude: 91, longitude: 1 } }, 'location'],
    ['button', { button: {} }, 'button'],
    ['__proto__', {}, '__proto__'],
    ['toString', {}, 'toString'],
  ])('%s %j is kept as unsupported', (type, body, providerType) => {
    expect(read({ type, ...body })).toEqual({ content: { type: 'unsupported', providerType }, ignored: 0 });
  });

  it('without any type is kept as unsupported', () => {
    expect(contentOf({ type: null })).toEqual({ type: 'unsupported', providerType: 'unknown' });
    expect(contentOf({ type: 5 })).toEqual({ type: 'unsupported', providerType: 'unknown' });
  });

  it('is clipped when it is a megabyte, and says so', () => {
    const content = contentOf({ type: 'text', text: { body: 'ب'.repeat(1_000_000) } });
    expect(content).toEqual({ type: 'text', text: 'ب'.repeat(4_096), clipped: true });
  });

  it('has no lone surrogate and no control character', () => {
    const content = contentOf({ type: 'text', text: { body: 'a\ud83d b\udc00\u0000\u0007\tc\nd' } });
    expect(content).toEqual({ type: 'text', text: 'a\ufffd b\ufffd\tc\nd' });
  });
});
