import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveNotice } from '#application/ports/live-bus';
import type { OutgoingMail } from '#application/ports/mail-outbox';
import { TenantId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { bearer, password, Rig } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start({ works: false });
});
afterAll(() => rig.stop());

const code = (reply: { body: Record<string, unknown> }) => reply.body['code'];
const longLease = 3_600_000;

/** What waits in the line for this address; what waits for others is left out and lost to the next caller. */
const mailsTo = async (to: string): Promise<readonly OutgoingMail[]> =>
  (await rig.store.platform.mails.claim(100, longLease)).filter((mail) => mail.to === to);

const linkTo = (page: string, mail: OutgoingMail | undefined): string => {
  const token = new RegExp(`/app/${page}#token=([A-Za-z0-9_-]{43})\\s`).exec(mail?.text ?? '')?.[1];
  expect(token, mail?.text ?? 'no mail').toBeDefined();
  return token ?? '';
};

const tokenFor = async (page: string, to: string): Promise<string> => {
  const mails = await vi.waitUntil(async () => {
    const found = await mailsTo(to);
    return found.length > 0 ? found : null;
  }, 15_000);
  return linkTo(page, mails[0]);
};

const post = (path: string, json: unknown, headers: Record<string, string> = {}) =>
  rig.app.call('POST', path, { json, headers });

const actionsOf = async (tenantId: string): Promise<string[]> =>
  (await rig.store.tenant(TenantId(tenantId)).audit.since(1, 500)).map(({ action }) => action);

describe('the first visitor', () => {
  it('is told whether the platform needs its super admin', async () => {
    expect((await rig.must('GET', '/api/auth/start', undefined)).body).toEqual({ needsSetup: true });
    await rig.setUpPlatform();
    expect((await rig.must('GET', '/api/auth/start', undefined)).body).toEqual({ needsSetup: false });
  });
});

describe('an address', () => {
  it('is proven by the link of the sign-up mail, and the account works before', async () => {
    const { headers, tenantId } = await rig.signUp('mona@noor.test', 'Noor');
    const before = await rig.must('GET', '/api/auth/me', undefined, headers);
    expect(before.body).toMatchObject({ user: { emailVerified: false } });
    const token = await tokenFor('verify-email', 'mona@noor.test');
    expect((await post('/api/auth/verify-email', { token })).status).toBe(204);
    const after = await rig.must('GET', '/api/auth/me', undefined, headers);
    expect(after.body).toMatchObject({ user: { emailVerified: true } });
    expect(await actionsOf(tenantId)).toContain('user.email_verified');
    // A second click says the same.
    expect((await post('/api/auth/verify-email', { token })).status).toBe(204);
  });

  it('is not proven by a link that was made up, or made for something else', async () => {
    await rig.signUp('dana@noor.test', 'Dana');
    const token = await tokenFor('verify-email', 'dana@noor.test');
    for (const [path, body] of [
      ['/api/auth/verify-email', { token: `${token}x` }],
      ['/api/auth/password/reset', { token, newPassword: 'another battery staple horse' }],
      ['/api/auth/invitations/look', { token }],
      ['/api/auth/invitations/accept', { token, password }],
    ] as const) {
      const reply = await post(path, body);
      expect([path, reply.status, code(reply)]).toEqual([path, 400, 'link.not_valid']);
    }
  });

  it('gets another link on request, three times at most, and none once it is proven', async () => {
    const { headers } = await rig.signUp('again@noor.test', 'Again');
    await mailsTo('again@noor.test');
    expect((await post('/api/auth/verify-email/send', {}, headers)).status).toBe(202);
    const token = await tokenFor('verify-email', 'again@noor.test');
    await post('/api/auth/verify-email/send', {}, headers);
    await post('/api/auth/verify-email/send', {}, headers);
    expect((await post('/api/auth/verify-email/send', {}, headers)).status).toBe(429);
    await mailsTo('again@noor.test');
    await post('/api/auth/verify-email', { token });
    expect((await post('/api/auth/verify-email/send', {}, headers)).status).toBe(202);
    expect(await mailsTo('again@noor.test')).toEqual([]);
  });
});

describe('a forgotten password', () => {
  it('is replaced by the link, once, and every device is signed out', async () => {
    const { headers, tenantId } = await rig.signUp('sara@noor.test', 'Sara');
    await mailsTo('sara@noor.test');
    expect((await post('/api/auth/password/forgot', { email: ' Sara@Noor.test', language: 'ar' })).status).toBe(202);
    const token = await tokenFor('reset-password', 'sara@noor.test');
    const weak = await post('/api/auth/password/reset', { token, newPassword: 'short' });
    expect([weak.status, code(weak)]).toEqual([400, 'password.too_weak']);
    const newPassword = 'another battery staple horse';
    expect((await post('/api/auth/password/reset', { token, newPassword })).status).toBe(204);
    expect((await rig.app.call('GET', '/api/auth/me', { headers })).status).toBe(401);
    expect((await post('/api/auth/sign-in', { email: 'sara@noor.test', password })).status).toBe(401);
    expect((await post('/api/auth/sign-in', { email: 'sara@noor.test', password: newPassword })).status).toBe(200);
    expect(code(await post('/api/auth/password/reset', { token, newPassword: password }))).toBe('link.not_valid');
    expect(await actionsOf(tenantId)).toContain('user.password_reset');
  });

  it('says nothing about who has an account', async () => {
    const known = await post('/api/auth/password/forgot', { email: 'sara@noor.test' });
    const unknown = await post('/api/auth/password/forgot', { email: 'nobody@noor.test' });
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    expect(await mailsTo('nobody@noor.test')).toEqual([]);
  });
});

describe('an invitation', () => {
  const invite = (headers: Record<string, string>, email: string, role = 'agent') =>
    post('/api/v1/team/invitations', { email, name: 'Omar', role }, headers);

  it('brings somebody new into the team, signed in, with a proven address', async () => {
    const { headers, tenantId } = await rig.signUp('owner@one.test', 'One');
    const invited = await invite(headers, 'omar@one.test');
    expect([invited.status, invited.body['email']]).toEqual([201, 'omar@one.test']);
    const again = await invite(headers, 'omar@one.test');
    expect([again.status, code(again)]).toEqual([409, 'team.already_invited']);
    const token = await tokenFor('invitation', 'omar@one.test');
    expect((await rig.must('POST', '/api/auth/invitations/look', { token })).body).toEqual({
      email: 'omar@one.test',
      name: 'Omar',
      tenantName: 'One',
      hasAccount: false,
    });
    const accepted = await rig.must('POST', '/api/auth/invitations/accept', { token, password });
    expect(accepted.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(accepted.body).toMatchObject({
      refreshToken: null,
      user: { emailVerified: true },
      tenant: { id: tenantId },
    });
    const me = await rig.must('GET', '/api/auth/me', undefined, bearer(accepted.body));
    expect(me.body).toMatchObject({ role: 'agent', mailTopics: ['new_order', 'hand_over'] });
    expect(code(await post('/api/auth/invitations/accept', { token, password }))).toBe('link.not_valid');
    expect((await rig.must('GET', '/api/v1/team/invitations', undefined, headers)).body).toEqual({ items: [] });
    expect(await actionsOf(tenantId)).toEqual(expect.arrayContaining(['invitation.sent', 'invitation.accepted']));
  });

  it('is accepted by somebody who has an account with that account’s password, under the lock-out of signing in', async () => {
    const { headers } = await rig.signUp('owner@two.test', 'Two');
    await rig.signUp('rana@other.test', 'Other');
    await invite(headers, 'rana@other.test', 'viewer');
    const mails = await mailsTo('rana@other.test');
    const token = linkTo(
      'invitation',
      mails.find(({ text }) => text.includes('/app/invitation')),
    );
    expect((await rig.must('POST', '/api/auth/invitations/look', { token })).body).toMatchObject({ hasAccount: true });
    const accept = (guess: string) => post('/api/auth/invitations/accept', { token, password: guess, tokenIn: 'body' });
    for (let n = 0; n < 5; n += 1) expect((await accept('not the password')).status).toBe(401);
    expect((await accept(password)).status).toBe(429);
    await rig.application.container.get(tokens.limiter).clear('sign_in:127.0.0.1:rana@other.test');
    expect((await accept(password)).body).toMatchObject({ tenant: { name: 'Two' } });
  });

  it('makes one member of two clicks at once', async () => {
    const { headers } = await rig.signUp('owner@three.test', 'Three');
    await invite(headers, 'zayd@three.test');
    const token = await tokenFor('invitation', 'zayd@three.test');
    const accept = () => post('/api/auth/invitations/accept', { token, password });
    const heard: LiveNotice[] = [];
    const end = rig.application.container.get(tokens.bus).subscribe((event) => heard.push(event));
    const statuses = (await Promise.all([accept(), accept(), accept()])).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const { body } = await rig.must('GET', '/api/v1/team/members', undefined, headers);
    expect((body['items'] as unknown[]).length).toBe(2);
    // The screens of the team show the new member, and what they want mails about, without being loaded again.
    const teamNotices = () => heard.filter((event) => event.kind === 'settings' && event.area === 'team').length;
    expect(teamNotices()).toBe(1);
    await rig.must('PUT', '/api/v1/me/mail-topics', { topics: ['new_order'] }, headers);
    expect(teamNotices()).toBe(2);
    end();
  });

  it('can be sent again and withdrawn, after which no link of it works', async () => {
    const { headers, tenantId } = await rig.signUp('owner@four.test', 'Four');
    const { body } = await invite(headers, 'hadi@four.test');
    const path = `/api/v1/team/invitations/${String(body['id'])}`;
    const first = await tokenFor('invitation', 'hadi@four.test');
    expect((await post(`${path}/resend`, { language: 'ar' }, headers)).status).toBe(200);
    const second = await tokenFor('invitation', 'hadi@four.test');
    expect(second).not.toBe(first);
    await rig.must('DELETE', path, undefined, headers);
    for (const token of [first, second])
      expect(code(await post('/api/auth/invitations/look', { token }))).toBe('link.not_valid');
    expect((await post(`${path}/resend`, {}, headers)).status).toBe(404);
    const told = await actionsOf(tenantId);
    expect(told).toEqual(expect.arrayContaining(['invitation.sent_again', 'invitation.withdrawn']));
  });

  it('offers no more than who invites may do', async () => {
    const { headers } = await rig.signUp('owner@five.test', 'Five');
    const role = await rig.must(
      'POST',
      '/api/v1/team/roles',
      { name: 'Hr', permissions: ['team.manage', 'team.read'] },
      headers,
    );
    await invite(headers, 'hr@five.test', String(role.body['id']));
    const token = await tokenFor('invitation', 'hr@five.test');
    const hr = bearer((await rig.must('POST', '/api/auth/invitations/accept', { token, password })).body);
    const refused = await invite(hr, 'boss@five.test', 'tenant_admin');
    expect([refused.status, code(refused)]).toEqual([403, 'permission.denied']);
  });
});

describe('what a member is told by mail', () => {
  it('is theirs to choose', async () => {
    const { headers, tenantId } = await rig.signUp('owner@six.test', 'Six');
    const chosen = await rig.must('PUT', '/api/v1/me/mail-topics', { topics: ['new_lead'] }, headers);
    expect(chosen.body).toEqual({ topics: ['new_lead'] });
    const { body } = await rig.must('GET', '/api/v1/team/members', undefined, headers);
    expect(body['items']).toEqual([expect.objectContaining({ mailTopics: ['new_lead'] })]);
    expect(
      (await rig.app.call('PUT', '/api/v1/me/mail-topics', { json: { topics: ['gossip'] }, headers })).status,
    ).toBe(400);
    expect(await actionsOf(tenantId)).toContain('member.mail_topics_chosen');
  });
});
