import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { type Business, openBusiness, say } from './business.js';

const folder = temporaryFolder('bad-input');
let product: Product;
let business: Business;
beforeAll(async () => {
  product = await startProduct({ dataDir: folder.path });
  business = await openBusiness(product.url);
});
afterAll(async () => {
  await product.kill('SIGTERM');
  folder.remove();
});

const send = async (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
  const response = await fetch(product.url + path, {
    method: 'POST',
    headers: { 'x-api-key': business.key, 'content-type': 'application/json', ...headers },
    body,
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: (await response.json()) as Record<string, unknown>,
  };
};
const bytes = (...parts: readonly (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const materials = 'amber birch cedar denim ebony flint granite hazel ivory jade';
const things = 'lamp table chair jacket box knife bowl desk comb ring';
const places = 'kitchen garden office school harbour temple market library hotel stable';
const colours = 'red blue green yellow black white purple orange brown grey';

type Case = [
  what: string,
  body: string | Uint8Array<ArrayBuffer>,
  statuses: readonly number[],
  headers?: Record<string, string>,
];

describe('the running product', () => {
  it.each<Case>([
    ['a text of 1 MB', `{"session_id":"a","message":"${'x'.repeat(1_000_000)}"}`, [200, 413]],
    ['a text of 20 MB', `{"session_id":"a","message":"${'x'.repeat(20_000_000)}"}`, [413]],
    ['broken UTF-8', bytes('{"session_id":"b","message":"hi ', [0xff, 0xc0, 0xed, 0xa0, 0x80], '"}'), [200, 400]],
    ['lone surrogates', '{"session_id":"c","message":"hi \\ud800 and \\udfff"}', [200]],
    ['NULs', '{"session_id":"d","message":"hi \\u0000"}', [200]],
    ['nothing but spaces', '{"session_id":"e","message":"   "}', [200, 400]],
    ['an unknown field', '{"session_id":"f","message":"hi","tenantId":"x"}', [400]],
    ['a null', '{"session_id":"g","message":null}', [400]],
    ['half a document', '{"session_id":"h"', [400]],
    ['an empty body', '', [400]],
    ['another encoding', '{"session_id":"i","message":"hi"}', [415], { 'content-encoding': 'zebra' }],
    ['another type', 'session_id=i&message=hi', [400, 415], { 'content-type': 'application/x-www-form-urlencoded' }],
    ['bytes that are no gzip', bytes([0, 1, 2, 3]), [400, 415], { 'content-encoding': 'gzip' }],
  ])('given %s answers clearly', async (_what, body, statuses, headers) => {
    const reply = await send('/api/v1/chat', body, headers);
    expect(statuses, JSON.stringify(reply.body)).toContain(reply.status);
    if (reply.status !== 200)
      expect([reply.type.split(';')[0], typeof reply.body['correlationId']]).toEqual([
        'application/problem+json',
        'string',
      ]);
  });

  it('takes ten thousand services and still answers about one of them at once', async () => {
    const words = [materials, things, places, colours].map((list) => list.split(' '));
    const nameOf = (n: number): string => words.map((list, place) => list[Math.floor(n / 10 ** place) % 10]).join(' ');
    const services = Array.from({ length: 10_000 }, (_, n) => ({ name: { en: nameOf(n) }, priceMinor: 100 * (n + 1) }));
    expect(await business.admin.post('/api/v1/services/import', { services })).toMatchObject({ imported: 10_000 });
    const answered = (text: RegExp) => ({ status: 'answered', reply: expect.stringMatching(text) as string });
    expect(await say(business.shop, 'buyer', `How much is the ${nameOf(7_321)}?`)).toMatchObject(answered(/7,322/));
    expect(await say(business.shop, 'buyer-2', 'بكم المساج العميق؟')).toMatchObject(answered(/150|١٥٠/));
  });

  it('after all of it has logged no error', () => {
    const errors = product.log.filter(
      (line) => line.startsWith('{') && (JSON.parse(line) as { level: number }).level >= 50,
    );
    expect(errors).toEqual([]);
    expect(product.log.filter((line) => !line.startsWith('{'))).toEqual([]);
  });
});
