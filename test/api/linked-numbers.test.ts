import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionRef } from '#application/ports/channel-session-store';
import { ChannelId, TenantId } from '#domain/shared/ids';
import { Rig } from './rig.js';

let rig: Rig;
let noor: { headers: Record<string, string>; tenantId: string };
let ref: SessionRef;
let path: string;

const call = (method: string, way: string, json?: unknown, headers = noor.headers) =>
  rig.app.call(method, way, { headers, ...(json !== undefined && { json }) });
const qr = { kind: 'pairing', how: 'qr', value: 'https://wa.me/settings/linked_devices#a,b,c,d', expiresInMs: 20_000 };

beforeAll(async () => {
  rig = await Rig.start({ works: true });
  noor = await rig.signUp('ana@noor.test', 'Noor Spa');
  const { body } = await rig.must('POST', '/api/v1/channels', { kind: 'whatsapp', name: 'Ours' }, noor.headers);
  expect(body).toMatchObject({ kind: 'whatsapp', externalKey: body['id'], settingsSet: ['engine'] });
  ref = { tenantId: TenantId(noor.tenantId), channelId: ChannelId(String(body['id'])) };
  path = `/api/v1/channels/${ref.channelId}/session`;
});
afterAll(() => rig.stop());

describe('a number that is to be linked', () => {
  it('refuses an engine that does not exist', async () => {
    const body = { kind: 'whatsapp', name: 'Ours', settings: { engine: 'pigeon' } };
    expect(await call('POST', '/api/v1/channels', body)).toMatchObject({
      status: 400,
      body: { code: 'channel.settings_invalid', errors: [{ path: 'body.settings.engine' }] },
    });
  });

  it('draws its form with nothing to type as its key', async () => {
    const { body } = await call('GET', '/api/v1/schemas');
    const forms = body['channels'] as { kind: string; externalKey: { maxLength?: number } | null }[];
    expect(forms.find(({ kind }) => kind === 'whatsapp')?.externalKey).toMatchObject({ maxLength: 0, readOnly: true });
  });

  it('shows its code as a picture, and keeps it out of every cache', async () => {
    expect(await call('GET', path)).toMatchObject({ status: 200, body: { state: 'unlinked', nextStep: 'new_qr' } });
    expect((await call('POST', `${path}/link`, { how: 'qr' })).body).toMatchObject({ state: 'connecting' });
    await expect.poll(() => rig.engines.isOpen(ref)).toBe(true);
    await rig.engines.say(ref, qr as never);
    const { body, headers } = await call('GET', path);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body).toMatchObject({ state: 'pairing', nextStep: 'scan', pairing: { how: 'qr', value: qr.value } });
    const { svg } = body['pairing'] as { svg: string };
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
    expect(svg).not.toMatch(/script|href|wa\.me/);
    const { body: all } = await call('GET', '/api/v1/channels/sessions');
    expect(all['items']).toHaveLength(1);
  });

  it('shows its code to those only who may link', async () => {
    const person = {
      email: 'v@noor.test',
      name: 'V',
      role: 'viewer',
      initialPassword: 'correct horse battery staple',
    };
    await rig.must('POST', '/api/v1/team/members', person, noor.headers);
    const { headers } = await rig.signIn('v@noor.test');
    expect((await call('GET', path, undefined, headers)).body).toMatchObject({ state: 'pairing', pairing: null });
    expect((await call('POST', `${path}/link`, { how: 'qr' }, headers)).status).toBe(403);
  });

  it.each([
    [{}, 'no way'],
    [{ how: 'code' }, 'no phone'],
    [{ how: 'code', phone: '+971 50' }, 'a phone that is none'],
    [{ how: 'qr', phone: '971500000000' }, 'too much'],
  ] as const)('refuses %j: %s', async (body, _why) => {
    expect(await call('POST', `${path}/link`, body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('is open when a phone has scanned, and says so in the audit log', async () => {
    const known = { number: '971500000100', lid: null, name: 'Noor' };
    await rig.engines.say(ref, { kind: 'open', ...known });
    expect((await call('GET', path)).body).toMatchObject({ state: 'open', number: known.number, displayName: 'Noor' });
    expect(await call('POST', `${path}/link`, { how: 'qr' })).toMatchObject({
      status: 409,
      body: { code: 'channel_session.already_linked' },
    });
    const { body } = await call('GET', `/api/v1/audit?target=${ref.channelId}`);
    const actions = (body['items'] as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['channel.link_begun', 'channel.linked']));
    expect(JSON.stringify(body)).not.toContain('wa.me');
  });

  it('changes how it sends, and refuses what makes no sense', async () => {
    const sending = { preset: 'normal', replyOnly: false, quietHours: { from: '22:00', to: '07:30' } };
    expect((await call('PUT', `${path}/sending`, sending)).body).toMatchObject({ sending });
    const never = { ...sending, quietHours: { from: '22:00', to: '22:00' } };
    expect((await call('PUT', `${path}/sending`, never)).body).toMatchObject({ code: 'pacing.invalid_policy' });
    expect(await call('PUT', `${path}/sending`, { ...sending, preset: 'off' })).toMatchObject({
      status: 400,
      body: { code: 'input.invalid' },
    });
    expect((await call('GET', path)).body).toMatchObject({ sending, isEmulated: false });
    for (const body of [
      {},
      { ...sending, preset: 'reckless' },
      { ...sending, quietHours: { from: '25:00', to: '07:00' } },
    ])
      expect(await call('PUT', `${path}/sending`, body)).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      });
  });

  it('is paused, resumed and logged out', async () => {
    expect((await call('POST', `${path}/pause`)).body).toMatchObject({ state: 'paused', nextStep: 'resume' });
    expect((await call('POST', `${path}/resume`)).body).toMatchObject({ state: 'connecting' });
    expect((await call('POST', `${path}/log-out`)).body).toMatchObject({ state: 'unlinked', number: null });
    expect(await call('POST', `${path}/log-out`)).toMatchObject({
      status: 409,
      body: { code: 'channel_session.not_linked' },
    });
  });

  it('is no number where the channel is of another kind', async () => {
    const { body } = await call('GET', '/api/v1/channels');
    const api = (body['items'] as { id: string; kind: string }[]).find(({ kind }) => kind === 'api');
    expect((await call('GET', `/api/v1/channels/${api?.id}/session`)).status).toBe(404);
  });
});
