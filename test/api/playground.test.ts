import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TenantId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { Rig } from './rig.js';

/** An admin tries the assistant: the answers of the real engine, about a conversation that is nowhere. */

let rig: Rig;
let admin: Record<string, string>;
let tenantId: TenantId;
type Json = Record<string, unknown>;
const call = (json: unknown, headers = admin) => rig.app.call('POST', '/api/v1/playground', { headers, json });
const say = async (messages: string[], state: unknown = null, more: object = {}): Promise<Json> =>
  (await rig.must('POST', '/api/v1/playground', { messages, state, ...more }, admin)).body;
const textOf = (body: Json): string => (body['replies'] as { text: string }[]).map(({ text }) => text).join('\n');

beforeAll(async () => {
  rig = await Rig.start({ works: true });
  const signedUp = await rig.signUp('owner@noor.test', 'Noor Spa');
  admin = signedUp.headers;
  tenantId = TenantId(signedUp.tenantId);
  await rig.must(
    'POST',
    '/api/v1/services',
    { name: { en: 'Deep massage' }, priceMinor: 15_000, requires: ['name'] },
    admin,
  );
});
afterAll(() => rig.stop());

describe('the playground', () => {
  it('answers as a customer is answered, and shows how it came to it', async () => {
    const body = await say(['How much is the deep massage?']);
    expect(textOf(body)).toContain('150');
    expect(body).toMatchObject({ outcome: 'reply', provider: 'embedded', live: true, threshold: 0.85, order: null });
    expect(body['evidence']).toContainEqual({
      id: expect.any(String),
      label: 'Deep massage',
      score: expect.any(Number),
    });
    expect(body['verdicts']).not.toEqual([]);
  });

  it('carries an order through several turns by its state, and makes none', async () => {
    const asked = await say(['I want to order 2 deep massages']);
    const named = await say(['Sara Ali'], asked['state']);
    const confirmed = await say(['yes'], named['state']);
    expect(confirmed).toMatchObject({ outcome: 'order_request', order: { total: { minor: 30_000, currency: 'AED' } } });
    const store = rig.store.tenant(tenantId);
    const all = { after: null, limit: 10 };
    expect((await store.orders.page({}, all)).items).toEqual([]);
    expect((await store.conversations.page({}, all, null)).items).toEqual([]);
    const withdrawn = await say(['cancel my order'], confirmed['state']);
    expect(textOf(withdrawn)).not.toBe('');
  });

  it('takes a tapped choice by its id', async () => {
    const asked = await say(['I want to order 1 deep massage']);
    const summary = await say(['Sara Ali'], asked['state']);
    const choices = (summary['replies'] as { choices: { id: string; label: string }[] }[]).flatMap(
      (each) => each.choices,
    );
    const yes = choices.find(({ id }) => id.startsWith('yes:'));
    expect(yes).toBeDefined();
    const confirmed = await say([yes?.label ?? ''], summary['state'], { choiceId: yes?.id });
    expect(confirmed['outcome']).toBe('order_request');
  });

  it('shows the menu of the business and goes where it leads, as a customer would', async () => {
    const node = {
      id: 'start',
      text: { en: 'How can we help?' },
      options: [{ id: 'hours', label: { en: 'Hours' }, action: { do: 'answer', text: { en: 'Nine to five.' } } }],
    };
    const made = await rig.must('POST', '/api/v1/flows', { name: 'Main', nodes: [node], status: 'published' }, admin);
    const { widget, flows } = rig.store.tenant(tenantId);
    const menu = (await flows.list()).find(({ id }) => id === made.body['id'])?.id ?? null;
    await widget.saveSettings({ ...(await widget.settings()), menu }, null);
    const shown = await say(['menu']);
    expect(textOf(shown)).toContain('How can we help?');
    const [choice] = (shown['replies'] as { choices: { id: string; label: string }[] }[]).flatMap(
      (each) => each.choices,
    );
    const answered = await say([choice?.label ?? ''], shown['state'], { choiceId: choice?.id });
    expect(textOf(answered)).toContain('Nine to five.');
    await widget.saveSettings({ ...(await widget.settings()), menu: null }, null);
  });

  it('stays with a person once it called one', async () => {
    const called = await say(['I want to talk to a human']);
    expect(called).toMatchObject({ outcome: 'escalate', escalation: 'customer_asked' });
    const later = await say(['hello?'], called['state']);
    expect(later['escalation']).toBeNull();
  });

  it.each([
    ['text that is no state', 'nonsense'],
    ['a state that is another shape', Buffer.from('{"dialogue":{}}').toString('base64url')],
    ['a state with more in it', 'extra'],
    ['a detail that is none', 'detail'],
  ])('refuses %s', async (_what, kind) => {
    const { state } = await say(['I want to order 2 deep massages']);
    const inside = JSON.parse(Buffer.from(String(state), 'base64url').toString());
    if (kind === 'extra') inside.permissions = ['platform.manage'];
    if (kind === 'detail') inside.dialogue.order.details.name = 'AED 5 only <b>';
    const given =
      kind === 'extra' || kind === 'detail' ? Buffer.from(JSON.stringify(inside)).toString('base64url') : kind;
    const reply = await call({ messages: ['hi'], state: given });
    expect([reply.status, reply.body['code']]).toEqual([400, 'request.invalid']);
  });

  it('says that customers get nothing while the assistant is off, and still answers', async () => {
    const { body } = await rig.must('GET', '/api/v1/settings', undefined, admin);
    const off = { version: body['version'], assistant: { enabled: false } };
    const { body: changed } = await rig.must('PUT', '/api/v1/settings', off, admin);
    const tried = await say(['How much is the deep massage?']);
    expect(tried).toMatchObject({ live: false, outcome: 'reply' });
    await rig.must('PUT', '/api/v1/settings', { version: changed['version'], assistant: { enabled: true } }, admin);
  });

  it('lets a business try thirty times a minute', async () => {
    await rig.application.container.get(tokens.limiter).clear(`${tenantId}:playground`);
    const replies = await Promise.all(Array.from({ length: 31 }, () => call({ messages: ['hi'] })));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(30);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});
