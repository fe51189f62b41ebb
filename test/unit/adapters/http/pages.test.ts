import { mkdirSync, writeFileSync } from 'node:fs';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotFound } from '#application/not-found';
import type { DemoShop } from '#application/widget/read-demo-shop';
import { temporaryFolder } from '#test/support/product';
import type { Reply, RunningApp } from '#test/support/running-app';
import { xssCorpus } from '#test/support/xss-corpus';
import { dependenciesOf, runWhole } from './http-harness.js';

const folder = temporaryFolder('assets');
let app: RunningApp;
let shop: DemoShop;

const files: Readonly<Record<string, string>> = {
  'widget/widget.js': 'loader()',
  'widget/widget.js.br': 'small',
  'widget/widget.js.gz': 'smaller',
  'widget/chatbot.js': 'chatbot()',
  'widget/chatbot.css': 'b{}',
  'widget/themes/sand.css': ':root{}',
  'widget/panel-Ab3_-9xZ.js': 'panel()',
  'widget/extras-Ab3_-9xZ.js': 'extras()',
  'widget/manifest.json': '{}',
  'admin-ui/index.html': '<script nonce="__CSP_NONCE__" src="/app/assets/index-Ab3dE9xZ.js"></script>',
  'admin-ui/assets/index-Ab3dE9xZ.js': 'app()',
  'admin-ui/.vite/manifest.json': '{"secret":true}',
  'secret.js': 'ours',
};

const aShop = (about: Partial<DemoShop> = {}): DemoShop => ({
  slug: 'noor-spa',
  name: 'Noor Spa',
  description: '',
  phone: null,
  address: '',
  brandColour: '#123abc',
  logoPath: null,
  language: 'en',
  languages: ['en', 'ar'],
  items: [
    {
      name: 'Massage',
      description: '',
      category: '',
      price: 'AED 220',
      unit: '',
      isAvailable: true,
      picturePath: null,
    },
  ],
  ...about,
});

beforeAll(async () => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true });
    writeFileSync(join(folder.path, name), content);
  }
  const readDemoShop = ({ slug }: { slug: string | null }): Promise<DemoShop> =>
    slug === null || slug === shop.slug ? Promise.resolve(shop) : Promise.reject(new NotFound('business'));
  shop = aShop();
  app = await runWhole(dependenciesOf({ readDemoShop }, {}, { assetsFolder: folder.path }));
});
afterAll(async () => {
  await app.stop();
  folder.remove();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Reply> => app.call('GET', path, { headers });

type Raw = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly text: string };

/** Without a client that tidies the path up before it asks, or adds headers of its own. */
const getRaw = (path: string, headers: Record<string, string> = {}): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const [host, port] = app.host.split(':');
    httpGet({ host, port, path, headers }, (answer: IncomingMessage) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    }).on('error', reject);
  });

describe('the files of the website chat', () => {
  it.each(['/widget.js', '/static/widget/chatbot.js', '/static/widget/chatbot.css', '/static/widget/themes/sand.css'])(
    '%s is for every site, for some minutes, and then only after asking',
    async (path) => {
      const reply = await get(path, { 'accept-encoding': 'identity' });
      expect(reply.status).toBe(200);
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=300, must-revalidate',
        'content-type': path.endsWith('css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      });
      const again = await getRaw(path, { 'if-none-match': reply.headers.get('etag') ?? '' });
      expect([again.status, again.text]).toEqual([304, '']);
    },
  );

  it('a part whose name holds its hash is for a year', async () => {
    const reply = await get('/static/widget/panel-Ab3_-9xZ.js');
    expect(reply.text).toBe('panel()');
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('the panel of an earlier build is the one of this build; nothing else stands in for what is gone', async () => {
    const { status, headers } = await getRaw('/static/widget/panel-0ldBui1d.js', { origin: 'https://shop.example' });
    expect([status, headers['location']]).toEqual([302, '/static/widget/panel-Ab3_-9xZ.js']);
    expect(headers['access-control-allow-origin']).toBe('*');
    // The next update has another name again.
    expect(headers['cache-control']).toBe('no-store');
    for (const name of ['extras-0ldBui1d.js', 'panel-.js', 'panel.js', 'other-0ldBui1d.js'])
      expect((await getRaw(`/static/widget/${name}`)).status).toBe(404);
  });

  it.each([
    ['br, gzip', 'br', '5'],
    ['gzip, deflate', 'gzip', '7'],
    ['br;q=0, gzip', 'gzip', '7'],
    ['br;q=0.5', 'br', '5'],
    ['identity', null, '8'],
    ['brotli', null, '8'],
  ])('who accepts %s gets %s', async (accepted, encoding, length) => {
    const answer = await getRaw('/widget.js', { 'accept-encoding': accepted });
    expect(answer.headers['content-encoding'] ?? null).toBe(encoding);
    expect(answer.headers['content-length']).toBe(length);
    expect(answer.headers['vary']).toContain('Accept-Encoding');
  });

  it.each([
    '/static/widget/manifest.json',
    '/static/widget/none-Ab3dE9xZ.js',
    '/static/widget/widget.js.br',
    '/static/widget/..%2Fsecret.js',
    '/static/widget/%2e%2e%2fadmin-ui%2findex.html',
    '/static/widget/themes/none.css',
    '/static/widget/../../secret.js',
    '/app/assets/..%2f..%2fsecret.js',
    '/app/assets/../../secret.js',
    '/static/widget/%00',
  ])('nothing else is reachable: %s', async (path) => {
    const { status, text } = await getRaw(path);
    expect([400, 404]).toContain(status);
    expect(text).not.toContain('ours');
  });
});

describe('the panel', () => {
  it.each([
    '/app',
    '/app/',
    '/app/inbox/cnv_1?tab=notes',
    '/app/index.html',
    '/app/.vite/manifest.json',
    '/app/..%2fsecret.js',
  ])('answers %s with its page, and a nonce that is good once', async (path) => {
    const [one, two] = [await get(path), await get(path)];
    const nonceOf = ({ text }: Reply): string => /nonce="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(one.status).toBe(200);
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(one.headers.get('content-security-policy')).toContain(`script-src 'self' 'nonce-${nonceOf(one)}'`);
    expect(one.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(nonceOf(one)).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonceOf(two)).not.toBe(nonceOf(one));
    expect(one.text).not.toMatch(/secret|ours/);
  });

  it('keeps its files for a year, and has no page in the place of one that is gone', async () => {
    const file = await get('/app/assets/index-Ab3dE9xZ.js');
    expect([file.text, file.headers.get('cache-control')]).toEqual(['app()', 'public, max-age=31536000, immutable']);
    expect((await get('/app/assets/index-gone1234.js')).status).toBe(404);
  });

  it('is where the front door leads', async () => {
    const reply = await get('/');
    expect([reply.status, reply.headers.get('location')]).toEqual([302, '/app/']);
  });
});

describe('the demo shop', () => {
  it('shows what there is, with the real snippet, under a strict policy', async () => {
    shop = aShop();
    const reply = await get('/demo/noor-spa');
    expect(reply.text).toContain('AED 220');
    expect(reply.text).toContain('<script async src="/widget.js" data-client="noor-spa"');
    const policy = reply.headers.get('content-security-policy') ?? '';
    for (const part of [
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy.split('; ')).toContain(part);
    expect(reply.text).not.toMatch(/<style|style="|onclick|javascript:/i);
    expect((await get('/static/demo/shop.css?brand=123abc')).text).toContain('--brand:#123abc');
    expect((await get('/static/demo/shop.css?brand=0;}body{display:none')).text).toContain('--brand:#0f766e');
  });

  it('is a mirror image in Arabic', async () => {
    shop = aShop({ language: 'ar', name: 'سبا نور' });
    expect((await get('/demo/noor-spa?lang=ar')).text).toContain('<html lang="ar" dir="rtl">');
  });

  it('says so where there is no shop', async () => {
    const reply = await get('/demo/nobody');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(reply.text).toContain('There is no shop here');
  });

  it('is found under the name of its business, and alone', async () => {
    shop = aShop();
    expect((await get('/demo?company=noor-spa&lang=ar')).headers.get('location')).toBe('/demo/noor-spa?lang=ar');
    expect((await get('/demo')).headers.get('location')).toBe('/demo/noor-spa');
    expect((await get('/demo?company=nobody')).status).toBe(404);
  });

  it('runs nothing of what a business wrote', async () => {
    for (const text of xssCorpus) {
      const item = {
        name: text,
        description: text,
        category: text,
        price: text,
        unit: text,
        isAvailable: false,
        picturePath: null,
      };
      shop = aShop({ name: text, description: text, phone: text, address: text, items: [item] });
      const { text: page } = await get('/demo/noor-spa');
      const tags = page.match(/<\/?[a-z][a-z0-9]*/gi) ?? [];
      const known =
        /^<\/?(?:html|head|meta|title|link|body|header|a|span|main|section|h1|p|h2|ul|li|div|h3|strong|footer|bdi|script)$/;
      expect(tags.filter((tag) => !known.test(tag))).toEqual([]);
      expect(page.match(/<script/gi)).toHaveLength(1);
    }
  });
});
