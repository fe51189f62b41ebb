import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiVendors } from '#adapters/ai/vendors';
import { EmbedderUnavailable } from '#application/ports/embedder';
import { TranscriberUnavailable } from '#application/ports/transcriber';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { BrokenVendor } from '#test/emulators/ai/broken-vendor';

let emulator: AiEmulator;
let broken: BrokenVendor;
beforeAll(async () => {
  emulator = await AiEmulator.start();
  broken = await BrokenVendor.start();
});
afterAll(async () => {
  await emulator.stop();
  await broken.stop();
});

const note = { bytes: new Uint8Array([79, 103, 103, 83]), mimeType: 'audio/ogg; codecs=opus', timeoutMs: 2_000 };
const connection = (vendor: string, at: AiEmulator | BrokenVendor) => ({
  vendor,
  settings: { baseUrl: at.baseUrlOf(vendor) },
  key: 'a-key-of-the-test',
});

describe.each(['openai', 'openai-compatible'])('%s', (vendor) => {
  it('makes a vector of unit length for each text, in order', async () => {
    const embedder = aiVendors.embedder(connection(vendor, emulator), 'small');
    const [one, two] = (await embedder?.embed(['a', 'b'], 2_000))?.vectors ?? [];
    expect([one?.length, two?.length]).toEqual([3, 3]);
    expect(Array.from(one ?? [])).toEqual([expect.closeTo(0.6), expect.closeTo(0.8), 0]);
    expect((await embedder?.embed([], 2_000))?.vectors).toEqual([]);
  });

  it('writes down what a voice note says', async () => {
    const transcriber = aiVendors.transcriber(connection(vendor, emulator), 'whisper');
    const heard = await transcriber?.transcribe({ ...note, languages: ['en', 'ar'] });
    expect(heard).toEqual({
      text: 'I would like two cakes',
      language: expect.toSatisfy((each) => each === 'en' || each === null),
      usage: null,
    });
  });

  it('says so when it cannot', async () => {
    broken.fault = 'error_500';
    const at = connection(vendor, broken);
    await expect(aiVendors.embedder(at, 'm')?.embed(['a'], 2_000)).rejects.toThrow(EmbedderUnavailable);
    const transcriber = aiVendors.transcriber(at, 'm');
    await expect(transcriber?.transcribe({ ...note, languages: ['en'] })).rejects.toThrow(TranscriberUnavailable);
    broken.fault = 'never';
    await expect(aiVendors.embedder(at, 'm')?.embed(['a'], 200)).rejects.toThrow('timeout');
    const strange = { ...note, mimeType: 'audio/x-strange', languages: [] };
    await expect(transcriber?.transcribe(strange)).rejects.toThrow('cannot be read');
  });
});

it('vendors without such models have none', () => {
  for (const vendor of ['anthropic', 'google']) {
    const at = { vendor, settings: {}, key: 'a-key-of-the-test' };
    expect([aiVendors.embedder(at, 'm'), aiVendors.transcriber(at, 'm')]).toEqual([null, null]);
  }
});
