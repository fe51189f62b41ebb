import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LiveNotice } from '#application/ports/live-bus';
import { ConversationId, LeadId, TenantId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { EventSource } from '#test/support/event-source';
import { password, Rig } from './rig.js';

/** Screens that listen over a real socket: who hears what, what a gap costs, and when a stream ends. */

let rig: Rig;
let noor: { headers: Record<string, string>; tenantId: TenantId };
let other: { headers: Record<string, string>; tenantId: TenantId };
let platform: Record<string, string>;
const opened: EventSource[] = [];

const signUp = async (email: string, name: string) => {
  const { headers, tenantId } = await rig.signUp(email, name);
  return { headers, tenantId: TenantId(tenantId) };
};

beforeAll(async () => {
  rig = await Rig.start({ works: false });
  platform = await rig.setUpPlatform();
  noor = await signUp('owner@noor.test', 'Noor Spa');
  other = await signUp('owner@other.test', 'Other Spa');
});
afterEach(() => {
  for (const source of opened.splice(0)) source.leave();
});
afterAll(() => rig.stop());

const listen = async (headers: Record<string, string>, lastId: string | null = null): Promise<EventSource> => {
  const source = await EventSource.open(`http://${rig.app.host}/api/v1/events`, headers, lastId);
  opened.push(source);
  await source.until(({ heard }) => heard.length > 0);
  return source;
};
const publish = (notice: LiveNotice): void => rig.application.container.get(tokens.bus).publish(notice);
const messages = (tenantId: TenantId, n: number): LiveNotice => ({
  kind: 'messages',
  tenantId,
  conversationId: ConversationId(`cnv_${String(n).padStart(32, '0')}`),
});
const conversationsIn = (source: EventSource): number[] =>
  source.heard
    .filter(({ event }) => event === 'messages')
    .map(({ data }) => Number(String(data['conversationId']).slice(4)));

describe('a screen', () => {
  it('is greeted with where it stands and hears what happens from then on', async () => {
    const screen = await listen(noor.headers);
    expect(screen.heard).toEqual([{ id: expect.any(String), event: 'hello', data: { position: screen.lastId } }]);
    publish(messages(noor.tenantId, 1));
    await screen.until(({ heard }) => heard.length === 2);
    const id = `cnv_${'1'.padStart(32, '0')}`;
    expect(screen.heard[1]).toEqual({ id: expect.any(String), event: 'messages', data: { conversationId: id } });
  });

  it('that was away gets exactly what it missed, once and in order', async () => {
    const screen = await listen(noor.headers);
    publish(messages(noor.tenantId, 1));
    await screen.until((source) => conversationsIn(source).length === 1);
    screen.leave();
    for (const n of [2, 3, 4]) publish(messages(noor.tenantId, n));
    const back = await listen(noor.headers, screen.lastId);
    publish(messages(noor.tenantId, 5));
    await back.until((source) => conversationsIn(source).length === 4);
    expect(back.names()[0]).toBe('hello');
    expect(conversationsIn(back)).toEqual([2, 3, 4, 5]);
  });

  it('keeps the place it came with until it has been told what it missed', async () => {
    const screen = await listen(noor.headers);
    screen.leave();
    const back = await listen(noor.headers, screen.lastId);
    expect(back.heard[0]).toMatchObject({ event: 'hello', id: null });
  });

  it('that was away too long is told to read everything again', async () => {
    const screen = await listen(noor.headers);
    screen.leave();
    for (let n = 0; n < 1_001; n += 1) publish(messages(noor.tenantId, n));
    const back = await listen(noor.headers, screen.lastId);
    await back.until((source) => source.names().includes('reset'));
    expect(back.names()).toEqual(['hello', 'reset']);
    expect(back.lastId).toBe(back.heard[1]?.data['position']);
  });

  it("never hears another tenant's events, not even with its place", async () => {
    const [mine, theirs] = [await listen(noor.headers), await listen(other.headers)];
    publish(messages(other.tenantId, 7));
    await theirs.until((source) => conversationsIn(source).length === 1);
    publish(messages(noor.tenantId, 8));
    await mine.until((source) => conversationsIn(source).length > 0);
    expect(conversationsIn(mine)).toEqual([8]);
    const thief = await listen(noor.headers, theirs.lastId);
    await thief.until((source) => source.heard.length === 2);
    expect(thief.names()).toEqual(['hello', 'reset']);
  });

  it('hears only of what its person may read', async () => {
    const { body } = await rig.must(
      'POST',
      '/api/v1/team/roles',
      { name: 'Callers', permissions: ['leads.read'] },
      noor.headers,
    );
    const caller = { email: 'caller@noor.test', name: 'Caller', role: body['id'], initialPassword: password };
    await rig.must('POST', '/api/v1/team/members', caller, noor.headers);
    const screen = await listen((await rig.signIn('caller@noor.test')).headers);
    publish(messages(noor.tenantId, 1));
    publish({ kind: 'lead', tenantId: noor.tenantId, leadId: LeadId(`led_${'1'.repeat(32)}`), isNew: true });
    publish({ kind: 'settings', tenantId: noor.tenantId, area: 'catalogue' });
    await screen.until((source) => source.names().includes('settings'));
    expect(screen.names()).toEqual(['hello', 'lead', 'settings']);
  });

  it('of the platform hears of switches and of nothing else', async () => {
    const screen = await listen(platform);
    publish(messages(noor.tenantId, 1));
    publish({ kind: 'settings', tenantId: noor.tenantId, area: 'tenant' });
    publish({ kind: 'switches', tenantId: noor.tenantId });
    await screen.until((source) => source.heard.length === 2);
    expect(screen.heard[1]).toMatchObject({ event: 'switches', data: { tenantId: noor.tenantId } });
  });

  it('refuses a program and a stranger', async () => {
    const { body } = await rig.must(
      'POST',
      '/api/v1/api-keys',
      { name: 'k', scopes: ['conversations.read'] },
      noor.headers,
    );
    const program = await rig.app.call('GET', '/api/v1/events', { headers: { 'x-api-key': String(body['key']) } });
    const stranger = await rig.app.call('GET', '/api/v1/events');
    expect([program.status, stranger.status]).toEqual([403, 401]);
  });
});

describe('a change over the API', () => {
  it('of the settings is heard, by its area', async () => {
    const screen = await listen(noor.headers);
    await rig.must('POST', '/api/v1/services', { name: { en: 'Heard service' }, priceMinor: 100 }, noor.headers);
    await rig.must('POST', '/api/v1/team/roles', { name: 'Heard', permissions: [] }, noor.headers);
    await screen.until((source) => source.heard.length >= 3);
    expect(screen.heard.slice(1).map(({ event, data }) => [event, data['area']])).toEqual([
      ['settings', 'catalogue'],
      ['settings', 'team'],
    ]);
  });

  it('that was refused is not', async () => {
    const screen = await listen(noor.headers);
    const refused = await rig.app.call('POST', '/api/v1/services', {
      headers: noor.headers,
      json: { name: { en: 'Unheard service' }, priceMinor: -1 },
    });
    expect(refused.status).toBe(400);
    publish(messages(noor.tenantId, 1));
    await screen.until((source) => source.heard.length === 2);
    expect(screen.names()).toEqual(['hello', 'messages']);
  });
});

describe('a stream ends', () => {
  it('when its session was revoked', async () => {
    const { headers, sessionId } = await rig.signIn('owner@noor.test');
    const screen = await listen(headers);
    await rig.must('DELETE', `/api/auth/sessions/${sessionId}`, undefined, headers);
    // What a timer does after twenty seconds a change of the team does at once.
    publish({ kind: 'settings', tenantId: noor.tenantId, area: 'team' });
    await screen.untilOver();
  });

  it('when its person was shut out, at once', async () => {
    const leaver = { email: 'leaver@noor.test', name: 'Leaver', role: 'agent', initialPassword: password };
    const { body } = await rig.must('POST', '/api/v1/team/members', leaver, noor.headers);
    const screen = await listen((await rig.signIn('leaver@noor.test')).headers);
    const change = { version: body['version'], active: false };
    await rig.must('PATCH', `/api/v1/team/members/${body['userId']}`, change, noor.headers);
    await screen.untilOver();
  });

  it('when the person opens an eleventh, the oldest first', async () => {
    const { headers } = await rig.signIn('owner@other.test');
    const streams: EventSource[] = [];
    for (let n = 0; n < 11; n += 1) streams.push(await listen(headers));
    await streams[0]?.untilOver();
    publish(messages(other.tenantId, 1));
    for (const stream of streams.slice(1)) await stream.until((source) => conversationsIn(source).length === 1);
  });

  // The last one: after it this process takes no stream any more.
  it('when the process stops, also the one that comes while it does', async () => {
    const screen = await listen(noor.headers);
    rig.application.endStreams();
    await screen.untilOver();
    const late = await EventSource.open(`http://${rig.app.host}/api/v1/events`, noor.headers);
    await late.untilOver();
    expect(late.heard).toEqual([]);
  });
});
