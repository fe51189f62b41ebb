import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { bodyLimits } from '#adapters/http/read-body';
import { type BodyKind, defineRoute } from '#adapters/http/route';
import type { RunningApp } from '#test/support/running-app';
import { dependenciesOf, runRoutes } from './http-harness.js';

const taking = (path: string, bodyKind: BodyKind) =>
  defineRoute({
    method: 'post',
    path,
    summary: 'Says how long the text was',
    tag: 'Test',
    access: { kind: 'public' },
    bodyKind,
    body: z.strictObject({ text: z.string() }),
    response: { 200: z.strictObject({ length: z.int() }) },
    handle: async ({ body }) => json(200, { length: body.text.length }),
  });

let app: RunningApp;
afterEach(() => app.stop());
const post = async (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, path = '/json') => {
  app = await runRoutes([taking('/json', 'json'), taking('/import', 'import')], dependenciesOf({}));
  return app.call('POST', path, { raw, headers });
};

describe('a body', () => {
  it('that is no JSON is refused as such', async () => {
    const reply = await post('{"text":');
    expect([reply.status, reply.body['code']]).toEqual([400, 'request.malformed_json']);
  });

  it('that is no UTF-8 is refused as such', async () => {
    const reply = await post(Buffer.from([...Buffer.from('{"text":"'), 0xff, 0xfe, ...Buffer.from('"}')]));
    expect([reply.status, reply.body['code']]).toEqual([400, 'request.invalid_encoding']);
  });

  it('of another content type is refused, whatever it holds', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      'multipart/form-data; boundary=x',
    ]) {
      const reply = await post('{"text":"a"}', { 'content-type': type });
      expect([type, reply.status, reply.body['code']]).toEqual([type, 415, 'request.unsupported_media_type']);
      await app.stop();
    }
  });

  it('in UTF-8 said so is taken', async () => {
    expect((await post('{"text":"سعر"}', { 'content-type': 'application/json; charset=UTF-8' })).body).toEqual({
      length: 3,
    });
  });

  it('compressed is refused: a small one may unpack to a large one', async () => {
    expect((await post('{"text":"a"}', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('of exactly the limit is taken, and one byte more is not', async () => {
    const fitting = `{"text":"${'x'.repeat(bodyLimits.json - 11)}"}`;
    expect(Buffer.byteLength(fitting)).toBe(bodyLimits.json);
    expect((await post(fitting)).status).toBe(200);
    await app.stop();
    const reply = await post(`${fitting} `);
    expect([reply.status, reply.body['code']]).toEqual([413, 'request.too_large']);
  });

  it('without a declared length is measured as it comes', async () => {
    app = await runRoutes([taking('/json', 'json')], dependenciesOf({}));
    const chunk = new Uint8Array(bodyLimits.json / 4).fill(0x20);
    const stream = new ReadableStream({
      start: (controller) => {
        for (let sent = 0; sent < 4; sent += 1) controller.enqueue(chunk);
        controller.enqueue(new Uint8Array([0x20]));
        controller.close();
      },
    });
    const response = await fetch(`http://${app.host}/json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it('of an import may be larger', async () => {
    expect((await post(`{"text":"${'x'.repeat(2_000_000)}"}`, {}, '/import')).body).toEqual({ length: 2_000_000 });
  });

  it('nested ten thousand deep is refused without harm', async () => {
    expect((await post(`{"text":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).status).toBe(400);
  });

  it('that is absent counts as one without fields', async () => {
    expect((await post('')).body['errors']).toEqual([{ path: 'body.text', message: expect.any(String) }]);
  });
});
