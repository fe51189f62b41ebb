import { afterEach, describe, expect, it } from 'vitest';
import { SessionEnded } from '#application/identity/credentials';
import type { SignedIn } from '#application/identity/signed-in';
import { SessionId, UserId } from '#domain/shared/ids';
import type { RunningApp } from '#test/support/running-app';
import { dependenciesOf, hex, runWhole } from './http-harness.js';

const signedIn: SignedIn = {
  accessToken: 'access',
  expiresInS: 600,
  refreshToken: 'ses_1.refresh-2',
  session: {
    id: SessionId(`ses_${hex('1')}`),
    tenantId: null,
    userAgent: 'test',
    createdAt: new Date(0),
    activeAt: new Date(0),
    expiresAt: new Date('2027-01-01T00:00:00Z'),
  },
  user: { id: UserId(`usr_${hex('1')}`), email: 'a@example.com', name: 'A', isSuperAdmin: true, emailVerified: true },
  tenant: null,
};

let app: RunningApp;
let presented: string[];
afterEach(() => app.stop());
const start = async (trustedProxies = 0): Promise<RunningApp> => {
  presented = [];
  const refreshSession = ({ refreshToken }: { refreshToken: string }) => {
    presented.push(refreshToken);
    return refreshToken === 'good' ? Promise.resolve(signedIn) : Promise.reject(new SessionEnded());
  };
  const signOut = ({ refreshToken }: { refreshToken: string }) => {
    presented.push(refreshToken);
    return Promise.resolve();
  };
  app = await runWhole(
    dependenciesOf({ signIn: () => Promise.resolve(signedIn), refreshSession, signOut }, {}, { trustedProxies }),
  );
  return app;
};
const credentials = { email: 'a@example.com', password: 'correct horse battery' };
const cookie = { cookie: 'theme=dark; wakil_refresh=good' };

describe('the refresh token', () => {
  it('goes into a cookie that scripts and other sites cannot use, and not into the body', async () => {
    const reply = await (await start()).call('POST', '/api/auth/sign-in', { json: credentials });
    expect(reply.headers.get('set-cookie')).toBe(
      'wakil_refresh=ses_1.refresh-2; Path=/api/auth; Expires=Fri, 01 Jan 2027 00:00:00 GMT; HttpOnly; SameSite=Strict',
    );
    expect(reply.body['refreshToken']).toBeNull();
    expect(reply.text).not.toContain('refresh-2');
  });

  it.each([
    ['another host', { host: 'wakil.example' }],
    ['https before our proxy', { 'x-forwarded-proto': 'https' }],
  ])('has a cookie for TLS only on %s', async (_what, headers) => {
    // fetch sets Host itself, so the request goes out by hand.
    const running = await start(1);
    const { request } = await import('node:http');
    const [hostname, port] = running.host.split(':');
    const setCookie = await new Promise<string>((resolve) => {
      const sent = request(
        {
          hostname,
          port,
          path: '/api/auth/sign-in',
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
        },
        (answer) => {
          answer.resume();
          resolve(String(answer.headers['set-cookie']));
        },
      );
      sent.end(JSON.stringify(credentials));
    });
    expect(setCookie).toContain('; Secure');
  });

  it('comes in the body, and in no cookie, for who asked so', async () => {
    const reply = await (await start()).call('POST', '/api/auth/sign-in', {
      json: { ...credentials, tokenIn: 'body' },
    });
    expect(reply.body['refreshToken']).toBe('ses_1.refresh-2');
    expect(reply.headers.get('set-cookie')).toBeNull();
  });

  it('is renewed where it came from', async () => {
    const running = await start();
    const byCookie = await running.call('POST', '/api/auth/refresh', { headers: cookie });
    expect([byCookie.status, byCookie.body['refreshToken'], byCookie.headers.has('set-cookie')]).toEqual([
      200,
      null,
      true,
    ]);
    const byBody = await running.call('POST', '/api/auth/refresh', { json: { refreshToken: 'good' } });
    expect([byBody.status, byBody.body['refreshToken'], byBody.headers.has('set-cookie')]).toEqual([
      200,
      'ses_1.refresh-2',
      false,
    ]);
  });

  it('is asked for when there is none', async () => {
    const reply = await (await start()).call('POST', '/api/auth/refresh');
    expect([reply.status, reply.body['code']]).toEqual([401, 'identity.session_ended']);
    expect(presented).toEqual([]);
  });

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['an origin that is none', { origin: 'null' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a fetch from a sister domain', { 'sec-fetch-site': 'same-site' }],
  ])('in a cookie is not taken from %s', async (_what, headers) => {
    for (const path of ['/api/auth/refresh', '/api/auth/sign-out']) {
      const reply = await (await start()).call('POST', path, { headers: { ...cookie, ...headers } });
      expect([reply.status, reply.body['code']]).toEqual([403, 'request.cross_site']);
      expect(presented).toEqual([]);
      await app.stop();
    }
  });

  it('in a cookie is taken from our own origin', async () => {
    const running = await start();
    const headers = { ...cookie, origin: `http://${running.host}`, 'sec-fetch-site': 'same-origin' };
    expect((await running.call('POST', '/api/auth/refresh', { headers })).status).toBe(200);
  });

  it('is forgotten by the browser on sign-out, and ended by us', async () => {
    const reply = await (await start()).call('POST', '/api/auth/sign-out', { headers: cookie });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('set-cookie')).toContain('wakil_refresh=; Path=/api/auth; Expires=Thu, 01 Jan 1970');
    expect(presented).toEqual(['good']);
  });
});
