import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { MediaFetches } from '#adapters/channels/whatsapp-web/media-fetches';

const bytes = Buffer.from('a picture');
const data = bytes.toString('base64');
const file = {
  providerMediaId: 'A1',
  mimeType: 'image/jpeg',
  sha256: createHash('sha256').update(bytes).digest('base64'),
  fileName: null,
  sizeBytes: bytes.byteLength,
};

describe('fetching files through the page', () => {
  it('tries again what the page could not have, and gives up', async () => {
    const download = vi
      .fn()
      .mockResolvedValueOnce(null)
      .mockRejectedValueOnce(new Error('page'))
      .mockResolvedValue({ data });
    const pauses: number[] = [];
    const media = new MediaFetches(100, async (ms) => void pauses.push(ms));
    expect(await media.fetch(file, download)).toEqual({
      externalId: 'A1',
      bytes,
      mimeType: 'image/jpeg',
      fileName: null,
    });
    expect(pauses).toEqual([500, 2_000]);
    expect(await media.fetch(file, async () => undefined)).toEqual({ externalId: 'A1', bytes: null, state: 'gone' });
    expect(pauses).toEqual([500, 2_000, 500, 2_000, 8_000]);
  });

  it('does not even ask for what is announced as too large, and refuses what turns out to be', async () => {
    const download = vi.fn().mockResolvedValue({ data });
    const media = new MediaFetches(5);
    expect(await media.fetch(file, download)).toMatchObject({ state: 'too_large' });
    expect(download).not.toHaveBeenCalled();
    expect(await media.fetch({ ...file, sizeBytes: 1 }, download)).toMatchObject({ state: 'too_large' });
  });

  it('has one file in hand at a time', async () => {
    let [open, most] = [0, 0];
    const download = async () => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return { data };
    };
    const media = new MediaFetches(100);
    await Promise.all([1, 2, 3].map(() => media.fetch(file, download)));
    expect(most).toBe(1);
  });

  it('says nothing of what the end of the session cut off', async () => {
    const media = new MediaFetches(100);
    const fetched = media.fetch(file, async () => {
      media.stop();
      return null;
    });
    expect(await fetched).toBeNull();
  });
});
