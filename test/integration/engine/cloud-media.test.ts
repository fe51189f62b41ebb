import { afterEach, beforeEach, expect, it } from 'vitest';
import { tokens } from '#infrastructure/composition/tokens';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { type GraphApiEmulator, startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { HeldMedia } from '#test/emulators/graph-api/media-shelf';
import { RunningApp } from '#test/support/running-app';
import type { Business } from './business.js';
import { EngineRig } from './engine-rig.js';
import { cleaning } from './shops.js';

/** What customers attach on the official API, from a signed webhook to the blob store, over real sockets. */

const amal = '971500000001';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const ogg = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(5_000, 79)]);
let meta: GraphApiEmulator;
let rig: EngineRig;
let app: RunningApp;
let noor: Business;
let mediaId = 1_000_000;

beforeEach(async () => {
  meta = await startGraphApiEmulator({ openToAll: true });
  const environment = { WAKIL_CLOUD_API_BASE_URL: meta.baseUrl, WAKIL_CLOUD_API_APP_SECRET: meta.appSecret };
  rig = await EngineRig.start({ realTransports: true, environment });
  app = await RunningApp.start(rig.application.http);
  meta.setWebhook(`http://${app.host}/webhooks/whatsapp/cloud`);
  noor = await rig.openBusiness(cleaning);
});
afterEach(async () => {
  await app.stop();
  await rig.stop();
  await meta.close();
});

const sends = async (kind: 'image' | 'audio', held: Partial<HeldMedia> | null): Promise<string> => {
  mediaId += 1;
  const id = String(mediaId);
  const [bytes, mimeType] = kind === 'image' ? [png, 'image/png'] : [ogg, 'audio/ogg'];
  if (held !== null) meta.holdMedia(id, { bytes, mimeType, ...held });
  const at = Math.floor(rig.clock.now().getTime() / 1_000);
  const message = { type: kind, [kind]: { id, mime_type: mimeType, sha256: null } };
  const { delivered } = meta.customerWrites({ phoneNumberId: noor.whatsapp.externalKey, from: amal, message, at });
  expect((await delivered).status).toBe(200);
  await rig.idle();
  return id;
};
const conversation = () => noor.conversationOf(amal);
const attached = async () => {
  const content = (await noor.messagesOf(amal)).find(({ direction }) => direction === 'in')?.content;
  if (content?.type !== 'media') throw new Error('no media');
  return content;
};
const asked = () => meta.mediaAsked.map(({ what }) => what);

it('a picture is kept as what it is, and a person looks at it', async () => {
  await sends('image', {});
  const { file } = await attached();
  expect(file).toMatchObject({ state: 'stored', mimeType: 'image/png', sizeBytes: png.length });
  expect((await conversation()).state.mode).toBe('waiting');
  const blobs = rig.application.container.get(tokens.blobs);
  const kept = file.fileId === undefined ? null : await blobs.get(noor.tenantId, file.fileId);
  expect(kept === null ? null : Buffer.from(kept).equals(png)).toBe(true);
  await rig.sweepAfter(600_000);
  expect(asked()).toEqual(['address', 'bytes']);
});

it('a voice note is written down where a model for it is set', async () => {
  const emulator = await AiEmulator.start();
  try {
    const { platform: by } = rig;
    const settings = { baseUrl: emulator.baseUrlOf('openai') };
    const account = { name: 'ears', vendor: 'openai', settings, apiKey: 'sk-test-0123456789abcdef' } as const;
    await rig.useCases.saveAiConnection.execute({ by, ...account });
    const { connections: _kept, ...policy } = await rig.store.platform.ai.settings();
    const transcriber = { connection: 'ears', model: 'whisper' };
    const prices = [{ ...transcriber, inputMicros: 1_000_000, outputMicros: 1_000_000 }];
    await rig.useCases.saveAiPolicy.execute({ by, ...policy, prices, transcriber });
    await sends('audio', {});
    expect(await attached()).toMatchObject({ caption: 'I would like two cakes', transcribed: true });
  } finally {
    await emulator.stop();
  }
});

it('what is not there at first is fetched later, also when the process that should have is gone', async () => {
  await sends('audio', { fault: { at: 'bytes', status: 404, times: 1 } });
  expect((await attached()).file.state).toBe('fetching');
  await rig.sweepAfter(2_000);
  expect((await attached()).file.state).toBe('stored');
});

it.each([
  ['gone', null],
  ['too_large', { size: 100 * 1_048_576 }],
  ['damaged', { sha256: '0'.repeat(64) }],
  ['damaged', { bytes: Buffer.alloc(0) }],
  ['damaged', { bytes: Buffer.from('this is no picture at all') }],
] as const)('the conversation says what became of it: %s', async (state, held) => {
  await sends('image', held);
  expect((await attached()).file.state).toBe(state);
  expect((await conversation()).state.mode).toBe('waiting');
});

it('is given up in the end, and a person has been called', async () => {
  await sends('audio', { fault: { at: 'address', status: 503 } });
  for (const ms of [2_000, 10_000, 60_000, 300_000]) await rig.sweepAfter(ms);
  expect((await attached()).file.state).toBe('gone');
  expect((await conversation()).state.mode).toBe('waiting');
  expect(asked()).toHaveLength(5);
  await rig.sweepAfter(600_000);
  expect(asked()).toHaveLength(5);
});
