import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer, password, Rig } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start({ works: false });
});
afterAll(() => rig.stop());

const account = (email: string) => ({
  email,
  password,
  name: 'Mona',
  businessName: 'Noor Spa',
  currency: 'AED',
  timeZone: 'Asia/Dubai',
});
const code = (reply: { body: Record<string, unknown> }) => reply.body['code'];

describe('the first start', () => {
  it('makes the holder of the token the super admin, once', async () => {
    const wrong = { token: 'guess', email: 'root@platform.test', password, name: 'Root' };
    expect(code(await rig.app.call('POST', '/api/auth/setup', { json: wrong }))).toBe('platform.wrong_setup_token');
    const headers = await rig.setUpPlatform();
    const { body } = await rig.must('GET', '/api/auth/me', undefined, headers);
    expect(body).toMatchObject({ role: 'super_admin', tenant: null, permissions: ['platform.manage'] });
    const again = await rig.app.call('POST', '/api/auth/setup', { json: wrong });
    expect([again.status, code(again)]).toEqual([409, 'platform.already_set_up']);
  });
});

describe('a person', () => {
  it('founds a business, is its admin, and signs in again', async () => {
    const { body } = await rig.must('POST', '/api/auth/sign-up', { ...account('Mona@Noor.test'), tokenIn: 'body' });
    expect(body).toMatchObject({
      user: { email: 'mona@noor.test' },
      tenant: { slug: 'noor-spa', timeZone: 'Asia/Dubai' },
    });
    const { headers } = await rig.signIn('mona@noor.test');
    const me = await rig.must('GET', '/api/auth/me', undefined, headers);
    expect(me.body).toMatchObject({ role: 'tenant_admin', tenant: { name: 'Noor Spa', status: 'active' } });
  });

  it('is told what is wrong with the form, field by field', async () => {
    const reply = await rig.app.call('POST', '/api/auth/sign-up', {
      json: { email: 'no', password: 7, isSuperAdmin: true },
    });
    const paths = (reply.body['errors'] as { path: string }[]).map((error) => error.path).sort();
    expect(paths).toEqual([
      'body.businessName',
      'body.currency',
      'body.email',
      'body.isSuperAdmin',
      'body.name',
      'body.password',
    ]);
  });

  it('gets the same refusal for a wrong password and an unknown e-mail', async () => {
    await rig.must('POST', '/api/auth/sign-up', account('dana@noor.test'));
    const refuse = async (email: string) => {
      const reply = await rig.app.call('POST', '/api/auth/sign-in', { json: { email, password: 'not the password' } });
      return { status: reply.status, ...reply.body, correlationId: null };
    };
    const wrong = await refuse('dana@noor.test');
    expect(wrong).toEqual(await refuse('nobody@noor.test'));
    expect(wrong.status).toBe(401);
  });

  it('is locked out after five tries, and told until when', async () => {
    const tries = { email: 'dana@noor.test', password: 'not the password' };
    let reply = await rig.app.call('POST', '/api/auth/sign-in', { json: tries });
    for (let n = 0; n < 6 && reply.status === 401; n += 1)
      reply = await rig.app.call('POST', '/api/auth/sign-in', { json: tries });
    expect([reply.status, code(reply)]).toEqual([429, 'rate_limit.exceeded']);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a session', () => {
  it('goes on with each refresh token once, and ends when one comes back late', async () => {
    const { body } = await rig.must('POST', '/api/auth/sign-up', { ...account('sara@noor.test'), tokenIn: 'body' });
    const first = String(body['refreshToken']);
    const second = await rig.must('POST', '/api/auth/refresh', { refreshToken: first });
    const third = await rig.must('POST', '/api/auth/refresh', { refreshToken: second.body['refreshToken'] });
    const reused = await rig.app.call('POST', '/api/auth/refresh', { json: { refreshToken: first } });
    expect([reused.status, code(reused)]).toEqual([401, 'identity.session_ended']);
    expect((await rig.app.call('GET', '/api/auth/me', { headers: bearer(third.body) })).status).toBe(401);
  });

  it('travels in a cookie for browsers', async () => {
    const { headers } = await rig.must('POST', '/api/auth/sign-up', account('lina@noor.test'));
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const refreshed = await rig.must('POST', '/api/auth/refresh', undefined, { cookie });
    expect(refreshed.body).toMatchObject({ user: { email: 'lina@noor.test' }, refreshToken: null });
    const newer = refreshed.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(newer).not.toBe(cookie);
    expect((await rig.app.call('POST', '/api/auth/sign-out', { headers: { cookie: newer } })).status).toBe(204);
    expect((await rig.app.call('POST', '/api/auth/refresh', { headers: { cookie: newer } })).status).toBe(401);
  });

  it('can be ended from another device, at once', async () => {
    await rig.must('POST', '/api/auth/sign-up', account('hala@noor.test'));
    const [here, there] = [await rig.signIn('hala@noor.test'), await rig.signIn('hala@noor.test')];
    const { body } = await rig.must('GET', '/api/auth/sessions', undefined, here.headers);
    const sessions = body['items'] as { id: string; current: boolean }[];
    expect(sessions.filter(({ current }) => current).map(({ id }) => id)).toEqual([here.sessionId]);
    await rig.must('DELETE', `/api/auth/sessions/${there.sessionId}`, undefined, here.headers);
    expect((await rig.app.call('GET', '/api/auth/me', { headers: there.headers })).status).toBe(401);
    expect((await rig.app.call('GET', '/api/auth/me', { headers: here.headers })).status).toBe(200);
  });

  it('of other devices ends with a new password', async () => {
    await rig.must('POST', '/api/auth/sign-up', account('noura@noor.test'));
    const [here, there] = [await rig.signIn('noura@noor.test'), await rig.signIn('noura@noor.test')];
    const change = { currentPassword: password, newPassword: 'another battery staple horse' };
    await rig.must('POST', '/api/auth/password', change, here.headers);
    expect((await rig.app.call('GET', '/api/auth/me', { headers: there.headers })).status).toBe(401);
    const old = await rig.app.call('POST', '/api/auth/sign-in', { json: { email: 'noura@noor.test', password } });
    expect(old.status).toBe(401);
  });
});
