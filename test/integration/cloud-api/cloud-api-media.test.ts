import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CloudApiMedia } from '#adapters/channels/cloud-api/cloud-api-media';
import { keepAliveDispatcher } from '#adapters/channels/keep-alive-dispatcher';
import type { FetchedMedia } from '#application/ports/media-source';
import type { Channel } from '#domain/channel/channel';
import type { MediaReference } from '#domain/conversation/message-content';
import { type GraphApiEmulator, startGraphApiEmulator } from '../../emulators/graph-api/graph-api-emulator.js';
import { aChannel } from '../../unit/adapters/cloud-api/builders.js';

const id = '1037543291543636';
const bytes = Buffer.from('OggS and what follows');
const note: MediaReference = { providerMediaId: id, mimeType: 'audio/ogg', sha256: null, fileName: null };

let meta: GraphApiEmulator;
let dispatcher: ReturnType<typeof keepAliveDispatcher>;

const fetched = (
  about: { file?: Partial<MediaReference>; channel?: Channel; maxBytes?: number; timeoutMs?: number } = {},
): Promise<FetchedMedia> =>
  new CloudApiMedia({ dispatcher, baseUrl: meta.baseUrl }).fetch(
    about.channel ?? aChannel(),
    { ...note, ...about.file },
    { maxBytes: about.maxBytes ?? 1_000, timeoutMs: about.timeoutMs ?? 5_000 },
  );

beforeEach(async () => {
  const channel = aChannel();
  meta = await startGraphApiEmulator({
    numbers: { [channel.externalKey]: { accessToken: channel.settings['accessToken'] ?? '' } },
  });
  dispatcher = keepAliveDispatcher({ connections: 4 });
});
afterEach(async () => {
  await dispatcher.destroy();
  await meta.close();
});

describe('media that Meta keeps', () => {
  it('is asked for in two steps, with the token', async () => {
    meta.holdMedia(id, { bytes, mimeType: 'audio/ogg' });
    const got = await fetched();
    expect(got).toMatchObject({ kind: 'fetched', mimeType: 'audio/ogg' });
    expect(got.kind === 'fetched' && Buffer.from(got.bytes).toString()).toBe(bytes.toString());
    expect(meta.mediaAsked.map(({ what }) => what)).toEqual(['address', 'bytes']);
  });

  it('is held against the digest of the webhook or of the answer, in hex or base64', async () => {
    const base64 = createHash('sha256').update(bytes).digest('base64');
    meta.holdMedia(id, { bytes, mimeType: 'audio/ogg', sha256: base64 });
    expect((await fetched()).kind).toBe('fetched');
    meta.holdMedia(id, { bytes, mimeType: 'audio/ogg', sha256: '0'.repeat(64) });
    expect(await fetched()).toEqual({ kind: 'refused', state: 'damaged', reason: 'cloud_api.media_damaged' });
  });

  it('is gone for good when Meta knows it no more', async () => {
    expect(await fetched()).toEqual({ kind: 'refused', state: 'gone', reason: 'cloud_api.media_gone' });
    expect(await fetched({ file: { providerMediaId: '../me' } })).toMatchObject({ kind: 'refused', state: 'gone' });
  });

  it.each([
    ['an address that has expired (404)', { at: 'bytes', status: 404 }, 'cloud_api.media_url_expired'],
    ['an address that has expired (401)', { at: 'bytes', status: 401 }, 'cloud_api.media_url_expired'],
    ['a server that fails', { at: 'address', status: 503 }, 'cloud_api.media_failed'],
    ['a token that is being changed', { at: 'address', status: 401 }, 'cloud_api.media_not_allowed'],
    ['a page instead of the bytes', { at: 'bytes', status: 'page' }, 'cloud_api.media_is_a_page'],
    ['a page instead of the address', { at: 'address', status: 'page' }, 'cloud_api.media_answer_unreadable'],
  ] as const)('is tried again after %s', async (_, fault, reason) => {
    meta.holdMedia(id, { bytes, mimeType: 'audio/ogg', fault: { ...fault, times: 1 } });
    expect(await fetched()).toEqual({ kind: 'later', reason });
    expect((await fetched()).kind).toBe('fetched');
  });

  it.each(['address', 'bytes'] as const)('is waited for no longer than it may be, at its %s', async (at) => {
    meta.holdMedia(id, { bytes, mimeType: 'audio/ogg', fault: { at, status: 'hang', times: 1 } });
    expect(await fetched({ timeoutMs: 200 })).toEqual({ kind: 'later', reason: 'cloud_api.media_timed_out' });
  });

  it('is refused when it is too large, said or not', async () => {
    const large = { kind: 'refused', state: 'too_large', reason: 'cloud_api.media_too_large' };
    meta.holdMedia(id, { bytes: Buffer.alloc(2_000), mimeType: 'audio/ogg' });
    expect(await fetched()).toEqual(large);
    expect(meta.mediaAsked.map(({ what }) => what)).toEqual(['address']);
    meta.holdMedia(id, { bytes: Buffer.alloc(2_000), mimeType: 'audio/ogg', size: 10 });
    expect(await fetched()).toEqual(large);
  });

  it('is fetched from nobody but Meta: the token is shown to no stranger', async () => {
    let heard = 0;
    const stranger = createServer((_, response) => {
      heard += 1;
      response.end('x');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/x`;
      for (const each of [
        url,
        'https://fbsbx.com.evil.example/x',
        'http://lookaside.fbsbx.com/x',
        'file:///etc/passwd',
      ]) {
        meta.holdMedia(id, { bytes, mimeType: 'audio/ogg', url: each });
        expect(await fetched()).toEqual({ kind: 'later', reason: 'cloud_api.media_answer_unreadable' });
      }
      expect(heard).toBe(0);
    } finally {
      stranger.close();
    }
  });

  it('comes later when Meta cannot be reached', async () => {
    await meta.close();
    expect((await fetched()).kind).toBe('later');
    meta = await startGraphApiEmulator({ numbers: {} });
  });
});
