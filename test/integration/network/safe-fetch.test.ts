import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Resolve, type SafeFetchOptions, UndiciSafeFetch } from '#adapters/network/safe-fetch/undici-safe-fetch';
import type { SafeRequest } from '#application/ports/safe-fetch';

/** Real sockets: names resolve to addresses of the internet, and whoever dials one of those reaches the server here. */
const somewhere = { address: '93.184.216.34', family: 4 };
const loopback = { address: '127.0.0.1', family: 4 };

type Seen = { readonly path: string; readonly host: string; readonly headers: Readonly<Record<string, unknown>> };

let server: Server;
let seen: Seen[];
let dialled: string[];
let resolved: string[];
let answer: RequestListener;
const names = new Map<string, { address: string; family: number }[][]>();

const listening = (started: Server): Promise<number> =>
  new Promise((done) => started.listen(0, '127.0.0.1', () => done((started.address() as AddressInfo).port)));

/** What a name resolves to now; the last answer is repeated. */
const resolve: Resolve = async (host) => {
  resolved.push(host);
  const answers = names.get(host) ?? [[somewhere]];
  return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
};

const fetching = (options: Partial<SafeFetchOptions> = {}, port = (server.address() as AddressInfo).port) =>
  new UndiciSafeFetch({
    allowsHttp: true,
    resolve,
    dial: ({ address }) => {
      dialled.push(address.address);
      return { address: loopback, port };
    },
    ...options,
  });

const request = (url: string, about: Partial<SafeRequest> = {}): SafeRequest => ({
  url,
  method: 'GET',
  accepts: [],
  timeoutMs: 2_000,
  maxBytes: 1_000,
  maxRedirects: 3,
  ...about,
});

const plain = { 'content-type': 'text/plain; charset=UTF-8' };

beforeEach(async () => {
  seen = [];
  dialled = [];
  resolved = [];
  names.clear();
  answer = (_, response) => response.writeHead(200, plain).end('hello');
  server = createServer((incoming, response) => {
    seen.push({ path: incoming.url ?? '', host: incoming.headers.host ?? '', headers: incoming.headers });
    answer(incoming, response);
  });
  await listening(server);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('an address of the internet', () => {
  it('is fetched under its own name, from the address that was checked', async () => {
    const got = await fetching().fetch(request('http://shop.example/a?b=c'));
    expect({ ...got, bytes: Buffer.from(got.bytes).toString() }).toEqual({
      status: 200,
      url: 'http://shop.example/a?b=c',
      mediaType: 'text/plain',
      charset: 'utf-8',
      bytes: 'hello',
    });
    expect(seen).toMatchObject([{ path: '/a?b=c', host: 'shop.example' }]);
    expect({ resolved, dialled }).toEqual({ resolved: ['shop.example'], dialled: ['93.184.216.34'] });
  });

  it('is sent what the caller gives, and nothing of ours', async () => {
    await fetching().fetch(
      request('http://1.1.1.1/', { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } }),
    );
    expect(Object.keys(seen[0]?.headers ?? {}).sort()).toEqual([
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
    ]);
    expect({ resolved, dialled }).toEqual({ resolved: [], dialled: ['1.1.1.1'] });
  });

  it('ignores the proxy of the environment', async () => {
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:9';
    try {
      expect((await fetching().fetch(request('http://shop.example/'))).status).toBe(200);
    } finally {
      if (before === undefined) delete process.env['HTTP_PROXY'];
      else process.env['HTTP_PROXY'] = before;
    }
  });

  it('may answer with an error, whose page is not read', async () => {
    answer = (_, response) => response.writeHead(503, plain).end('x'.repeat(5_000));
    expect(await fetching().fetch(request('http://shop.example/'))).toMatchObject({
      status: 503,
      bytes: new Uint8Array(),
    });
  });
});

describe('our own network', () => {
  it.each([
    ['a private address', [[{ address: '10.0.0.7', family: 4 }]]],
    ['the metadata service', [[{ address: '169.254.169.254', family: 4 }]]],
    ['a mapped loopback', [[{ address: '::ffff:127.0.0.1', family: 6 }]]],
    ['one private address among public ones', [[somewhere, { address: '192.168.0.1', family: 4 }]]],
  ])('is not reached by a name that stands for %s', async (_, answers) => {
    names.set('evil.example', answers);
    await expect(fetching().fetch(request('http://evil.example/'))).rejects.toMatchObject({
      code: 'network.address_refused',
      details: { reason: 'private_address' },
    });
    expect({ dialled, seen }).toEqual({ dialled: [], seen: [] });
  });

  it('is not reached by a name that changes its address between the check and the connection', async () => {
    names.set('rebind.example', [[somewhere], [loopback]]);
    expect((await fetching().fetch(request('http://rebind.example/'))).status).toBe(200);
    expect({ resolved, dialled }).toEqual({ resolved: ['rebind.example'], dialled: ['93.184.216.34'] });
  });

  it('is not reached by a name that changes its address between two redirects', async () => {
    names.set('rebind.example', [[somewhere], [loopback]]);
    answer = (_, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(fetching().fetch(request('http://rebind.example/'))).rejects.toMatchObject({
      code: 'network.address_refused',
    });
    expect(dialled).toEqual(['93.184.216.34']);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://localhost:80/',
    'http://user:pass@shop.example/',
    'http://shop.example:6379/',
    'file:///etc/passwd',
  ])('is not reached by a redirect to %s', async (location) => {
    answer = (_, response) => response.writeHead(307, { location }).end();
    await expect(fetching().fetch(request('http://shop.example/'))).rejects.toMatchObject({
      code: 'network.address_refused',
    });
    expect({ dialled, count: seen.length }).toEqual({ dialled: ['93.184.216.34'], count: 1 });
  });
});

describe('a redirect', () => {
  it('is followed within the internet, three times at most', async () => {
    answer = ({ url }, response) => response.writeHead(301, { location: `${url}x` }).end();
    await expect(fetching().fetch(request('http://shop.example/'))).rejects.toMatchObject({ reason: 'redirected' });
    expect(seen.map(({ path }) => path)).toEqual(['/', '/x', '/xx', '/xxx']);
  });

  it('takes no header of the caller to another origin', async () => {
    answer = ({ headers }, response) =>
      headers.host === 'shop.example'
        ? response.writeHead(302, { location: 'http://other.example/' }).end()
        : response.writeHead(200, plain).end('there');
    const got = await fetching().fetch(
      request('http://shop.example/', { headers: { authorization: 'Bearer secret' } }),
    );
    expect(got.url).toBe('http://other.example/');
    expect(seen.map(({ host, headers }) => [host, headers['authorization']])).toEqual([
      ['shop.example', 'Bearer secret'],
      ['other.example', undefined],
    ]);
  });

  it('is not followed with a POST', async () => {
    answer = (_, response) => response.writeHead(307, { location: 'http://other.example/' }).end();
    await expect(
      fetching().fetch(request('http://shop.example/', { method: 'POST', body: '{}' })),
    ).rejects.toMatchObject({ reason: 'redirected' });
    expect(seen.map(({ host }) => host)).toEqual(['shop.example']);
  });
});

describe('an answer is given up', () => {
  const failing = async (about: Partial<SafeRequest> = {}) =>
    fetching()
      .fetch(request('http://shop.example/', about))
      .then(
        () => 'answered',
        (error: { reason?: string }) => error.reason,
      );

  it('when it says that it is too large', async () => {
    answer = (_, response) => response.writeHead(200, { ...plain, 'content-length': '1001' }).end('x'.repeat(1_001));
    expect(await failing()).toBe('too_large');
  });

  it('when it turns out to be too large', async () => {
    answer = (_, response) => {
      response.writeHead(200, plain);
      for (let part = 0; part < 11; part += 1) response.write('x'.repeat(100));
    };
    expect(await failing()).toBe('too_large');
  });

  it('when its headers are', async () => {
    answer = (_, response) => response.writeHead(200, { ...plain, 'x-long': 'x'.repeat(20_000) }).end();
    expect(await failing()).toBe('too_large');
  });

  it('when it drips', async () => {
    answer = (_, response) => {
      response.writeHead(200, plain).write('.');
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await failing({ timeoutMs: 150 })).toBe('timed_out');
  });

  it('when it never begins', async () => {
    answer = () => undefined;
    expect(await failing({ timeoutMs: 100 })).toBe('timed_out');
  });

  it('when the name is never found', async () => {
    const never = fetching({ resolve: () => new Promise(() => undefined) });
    await expect(never.fetch(request('http://shop.example/', { timeoutMs: 50 }))).rejects.toMatchObject({
      reason: 'timed_out',
    });
  });

  it('when the name is unknown', async () => {
    names.set('gone.example', [[]]);
    await expect(fetching().fetch(request('http://gone.example/'))).rejects.toMatchObject({ reason: 'unknown_host' });
  });

  it('when it is cut', async () => {
    answer = ({ socket }, response) => {
      response.writeHead(200, { ...plain, 'content-length': '100' }).write('half', () => socket.destroy());
    };
    expect(await failing()).toBe('cut');
  });

  it('when nobody listens', async () => {
    await new Promise((done) => server.close(done));
    await expect(fetching({}, 1).fetch(request('http://shop.example/'))).rejects.toMatchObject({
      reason: 'no_connection',
    });
  });

  it('when it is another kind of document, or packed', async () => {
    expect(await failing({ accepts: ['application/json'] })).toBe('wrong_type');
    answer = (_, response) =>
      response.writeHead(200, { ...plain, 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000)));
    expect(await failing()).toBe('wrong_type');
  });
});

describe('a certificate', () => {
  const fixture = (name: string): string =>
    readFileSync(fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url)), 'utf8');
  const ca = fixture('shop.crt');
  let secure: Server;
  let port: number;
  beforeEach(async () => {
    secure = createTlsServer({ cert: ca, key: fixture('shop.key') }, (_, response) => response.end('safe'));
    port = await listening(secure);
  });
  afterEach(() => {
    secure.closeAllConnections();
    secure.close();
  });

  it('is held against the name, although the connection goes to an address', async () => {
    expect((await fetching({ ca, allowsHttp: false }, port).fetch(request('https://shop.example/'))).status).toBe(200);
    await expect(fetching({ ca }, port).fetch(request('https://other.example/'))).rejects.toMatchObject({
      reason: 'no_connection',
    });
  });

  it('has to be one that is trusted', async () => {
    await expect(fetching({}, port).fetch(request('https://shop.example/'))).rejects.toMatchObject({
      reason: 'no_connection',
    });
  });

  it('is not given up for plain http by a redirect', async () => {
    secure.removeAllListeners('request');
    secure.on('request', (_, response) => response.writeHead(302, { location: 'http://shop.example/' }).end());
    await expect(fetching({ ca }, port).fetch(request('https://shop.example/'))).rejects.toMatchObject({
      details: { reason: 'not_https' },
    });
  });
});
