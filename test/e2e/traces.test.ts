import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AiEmulator } from '#test/emulators/ai/ai-emulator';
import { type CollectedSpan, OtlpCollector } from '#test/emulators/otlp/otlp-collector';
import type { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { setUpPlatform } from '#test/support/world';
import { openBusiness } from './business.js';

const modules = new URL('./loaded-modules.mjs', import.meta.url).pathname;
const question = 'How much is the deep massage?';

let folder: ReturnType<typeof temporaryFolder>;
let collector: OtlpCollector;
let emulator: AiEmulator;
let product: Product;
beforeEach(async () => {
  folder = temporaryFolder('traces');
  collector = await OtlpCollector.start();
  emulator = await AiEmulator.start();
});
afterEach(async () => {
  await product.kill('SIGKILL');
  await collector.stop();
  await emulator.stop();
  folder.remove();
});

const start = async (environment: Record<string, string>): Promise<void> => {
  product = await startProduct({ dataDir: folder.path, environment, preload: [modules] });
};
const chooseModel = async (root: HttpClient): Promise<void> => {
  await root.put('/api/v1/platform/ai/connections/house', {
    vendor: 'openai',
    settings: { baseUrl: emulator.baseUrlOf('openai') },
    apiKey: 'sk-test-0123456789',
  });
  const { limits, version } = await root.get<{ limits: object; version: number }>('/api/v1/platform/ai');
  const ref = { connection: 'house', model: 'm-1' };
  await root.put('/api/v1/platform/ai/policy', {
    chain: [{ ...ref, temperature: null }],
    prices: [{ ...ref, inputMicros: 150_000, outputMicros: 600_000 }],
    limits,
    embedder: null,
    transcriber: null,
    version,
  });
};
const loaded = (): number => Number(/loaded (\d+) files/.exec(product.log.join('\n'))?.[1] ?? -1);
const parentOf = (span: CollectedSpan | undefined): string | undefined =>
  collector.spans.find(({ spanId }) => spanId === span?.parentSpanId)?.name;

describe('traces, where a collector is named', () => {
  it('follow one message from the request to the answer, in ids and numbers only', async () => {
    await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_RESOURCE_ATTRIBUTES: 'service.version=7' });
    await chooseModel(await setUpPlatform(product));
    emulator.usage = { input: 2_000, output: 100 };
    const { shop } = await openBusiness(product.url);
    const { reply } = await shop.post<{ reply: string }>('/api/v1/chat', { session_id: 'layla', message: question });
    expect(reply).toContain('150');
    expect(await product.kill('SIGTERM')).toBe(0);

    const [request] = collector.named('POST /api/v1/chat');
    const [[receive], [turn], [model], [deliver]] = ['receive', 'turn', 'model', 'deliver'].map((name) =>
      collector.named(name),
    ) as CollectedSpan[][] as [CollectedSpan[], CollectedSpan[], CollectedSpan[], CollectedSpan[]];
    expect([receive, turn, model, deliver].map(parentOf)).toEqual(['POST /api/v1/chat', 'receive', 'turn', 'turn']);
    expect(new Set([request, receive, turn, model, deliver].map((span) => span?.traceId)).size).toBe(1);
    expect(model?.attributes).toMatchObject({
      'openinference.span.kind': 'LLM',
      'llm.provider': 'house',
      'llm.model_name': 'm-1',
      'llm.token_count.prompt': 2_000,
      'llm.token_count.completion': 100,
      'llm.token_count.total': 2_100,
      'wakil.outcome': 'answered',
    });
    expect(turn?.attributes).toMatchObject({ 'openinference.span.kind': 'AGENT', 'wakil.outcome': 'reply' });
    expect(request?.attributes).toMatchObject({ 'http.route': '/api/v1/chat', 'http.response.status_code': 200 });
    expect(request?.resource).toMatchObject({ 'service.name': 'wakil', 'service.version': '7' });
    expect(collector.received).not.toMatch(/massage|Layla|layla|97150|sk-test|owner@/);
    expect(loaded()).toBeGreaterThan(10);
  });

  it('never hold up a message, nor the end, when nobody takes them', async () => {
    await collector.stop();
    await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_EXPORTER_OTLP_TIMEOUT: '500' });
    const { shop } = await openBusiness(product.url);
    const { reply } = await shop.post<{ reply: string }>('/api/v1/chat', { session_id: 'layla', message: question });
    expect(reply).toContain('150');
    expect(await product.kill('SIGTERM')).toBe(0);
    collector = await OtlpCollector.start();
  });
});

describe('without a collector', () => {
  it('nothing of the tracer is loaded', async () => {
    await start({});
    expect(await product.kill('SIGTERM')).toBe(0);
    expect(loaded()).toBe(0);
  });
});
