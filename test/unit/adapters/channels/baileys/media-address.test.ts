import { describe, expect, it } from 'vitest';
import { mediaAddress } from '#adapters/channels/baileys/media-address';
import { MediaFault } from '#adapters/channels/baileys/media-fault';
import { type MediaSource, mediaSourceOf } from '#adapters/channels/baileys/media-source';

const source = (about: { url?: string; directPath?: string }): MediaSource => {
  const made = mediaSourceOf('image', { mediaKey: Buffer.alloc(32, 1), ...about });
  if (made === null) throw new Error('not a source');
  return made;
};

describe('mediaAddress', () => {
  it.each([
    [{ directPath: '/v/t62?oh=1' }, 'https://mmg.whatsapp.net/v/t62?oh=1'],
    [{ url: 'https://mmg.whatsapp.net/d/f' }, 'https://mmg.whatsapp.net/d/f'],
    [{ url: 'https://media-fra3-1.cdn.whatsapp.net/x' }, 'https://media-fra3-1.cdn.whatsapp.net/x'],
    [{ url: 'http://10.0.0.1/', directPath: '/ok' }, 'https://mmg.whatsapp.net/ok'],
  ])('asks WhatsApp itself: %j', (about, address) => {
    expect(mediaAddress(source(about), null).href).toBe(address);
  });

  it.each([
    { url: 'http://mmg.whatsapp.net/x' },
    { url: 'https://169.254.169.254/latest' },
    { url: 'https://whatsapp.net.evil.test/x' },
    { url: 'https://evilwhatsapp.net/x' },
    { directPath: '//evil.test/x' },
    { directPath: '/\\evil.test/x' },
    { url: 'nonsense' },
  ])('asks nobody else, whatever the sender wrote: %j', (about) => {
    expect(() => mediaAddress(source(about), null)).toThrow(MediaFault);
  });

  it('asks an emulator only where there is one, and only it', () => {
    const emulator = 'ws://127.0.0.1:4100/ws/chat';
    expect(mediaAddress(source({ url: 'http://127.0.0.1:4100/m/1' }), emulator).href).toBe('http://127.0.0.1:4100/m/1');
    expect(() => mediaAddress(source({ url: 'http://127.0.0.1:4100/m/1' }), null)).toThrow(MediaFault);
    expect(() => mediaAddress(source({ url: 'http://10.0.0.1/m/1' }), emulator)).toThrow(MediaFault);
    expect(() => mediaAddress(source({ directPath: '/x' }), emulator)).toThrow(MediaFault);
  });
});
