import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TenantId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { seedConversation, type Talk } from './isolation/seeded-conversation.js';
import { password, Rig } from './rig.js';

/** What colleagues do with conversations and orders among themselves, and what they see of each other. */

let rig: Rig;
let admin: Record<string, string>;
let agent: Record<string, string>;
let agentId: string;
let adminId: string;
let tenantId: TenantId;
let service: string;
let talks = 0;

type Json = Record<string, unknown>;
const call = (method: string, path: string, json?: unknown, headers = admin) =>
  rig.app.call(method, path, { headers, ...(json !== undefined && { json }) });
const must = async (method: string, path: string, json?: unknown, headers = admin): Promise<Json> =>
  (await rig.must(method, path, json, headers)).body;
const items = (body: Json) => body['items'] as Json[];
const talk = (): Promise<Talk> => {
  talks += 1;
  return seedConversation(rig, tenantId, service, 'sara', `chat-${talks}`);
};

beforeAll(async () => {
  rig = await Rig.start({ works: false });
  const signedUp = await rig.signUp('owner@noor.test', 'Noor Spa');
  admin = signedUp.headers;
  tenantId = TenantId(signedUp.tenantId);
  const person = { email: 'ali@noor.test', name: 'Ali', role: 'agent', initialPassword: password };
  agentId = String((await must('POST', '/api/v1/team/members', person))['userId']);
  agent = (await rig.signIn('ali@noor.test')).headers;
  adminId = String(((await must('GET', '/api/auth/me'))['user'] as Json)['id']);
  service = String((await must('POST', '/api/v1/services', { name: { en: 'Massage' }, priceMinor: 1_500 }))['id']);
});
afterAll(() => rig.stop());

const conversationIds = async (query: string, headers = admin): Promise<unknown[]> =>
  items(await must('GET', `/api/v1/conversations?${query}`, undefined, headers)).map(
    ({ conversation }) => (conversation as Json)['id'],
  );

describe('a conversation', () => {
  it('is assigned, found among one’s own, and left to nobody again', async () => {
    const { conversation } = await talk();
    const path = `/api/v1/conversations/${conversation}/assignee`;
    expect(await must('PUT', path, { userId: agentId })).toMatchObject({ assignee: agentId, mode: 'assistant' });
    expect(await conversationIds('assignee=me', agent)).toEqual([conversation]);
    expect(await conversationIds(`assignee=${agentId}`)).toEqual([conversation]);
    expect(await conversationIds('assignee=none')).not.toContain(conversation);
    await must('PUT', path, { userId: null });
    expect(await conversationIds('assignee=none')).toContain(conversation);
  });

  it('is assigned to nobody who was shut out', async () => {
    const gone = { email: 'gone@noor.test', name: 'Gone', role: 'agent', initialPassword: password };
    const { userId, version } = await must('POST', '/api/v1/team/members', gone);
    await must('PATCH', `/api/v1/team/members/${userId}`, { version, active: false });
    const { conversation } = await talk();
    const refused = await call('PUT', `/api/v1/conversations/${conversation}/assignee`, { userId });
    expect([refused.status, refused.body['code']]).toEqual([409, 'conversation.assignee_inactive']);
  });

  it('is tagged and found by a tag, however it is written', async () => {
    const { conversation } = await talk();
    const tagged = await must('PUT', `/api/v1/conversations/${conversation}/tags`, {
      tags: [' VIP ', 'vip', 'Late  Payer'],
    });
    expect(tagged['tags']).toEqual(['vip', 'late payer']);
    expect(await conversationIds('tag=Late%20Payer')).toEqual([conversation]);
    expect((await must('GET', '/api/v1/conversations/tags'))['tags']).toEqual(['late payer', 'vip']);
    const many = { tags: Array.from({ length: 21 }, (_, n) => `t${n}`) };
    expect((await call('PUT', `/api/v1/conversations/${conversation}/tags`, many)).status).toBe(400);
  });

  it('carries notes that say who wrote them', async () => {
    const { conversation } = await talk();
    const path = `/api/v1/conversations/${conversation}/notes`;
    await must('POST', path, { text: 'Call her\nafter 5' }, agent);
    expect(items(await must('GET', path))).toMatchObject([{ byName: 'Ali', by: agentId, text: 'Call her\nafter 5' }]);
    expect((await call('POST', path, { text: '  ' })).status).toBe(400);
  });

  it('is unread for each person by themselves', async () => {
    const { conversation } = await talk();
    const path = `/api/v1/conversations/${conversation}`;
    expect(await must('GET', path)).toMatchObject({ unread: true, readSeq: 0 });
    await must('PUT', `${path}/read`, { seq: 999_999 });
    expect(await must('GET', path)).toMatchObject({ unread: false, readSeq: 2 });
    await must('PUT', `${path}/read`, { seq: 1 });
    expect(await must('GET', path)).toMatchObject({ readSeq: 2 });
    expect(await must('GET', path, undefined, agent)).toMatchObject({ unread: true, readSeq: 0 });
  });

  it('shows who else has it open, and tells the customer that somebody types', async () => {
    const { conversation } = await talk();
    const path = `/api/v1/conversations/${conversation}`;
    const kinds: unknown[] = [];
    const leave = rig.application.container.get(tokens.bus).subscribe((notice) => kinds.push(notice));
    await must('POST', `${path}/presence`, { doing: 'viewing' }, agent);
    await must('POST', `${path}/presence`, { doing: 'viewing' }, agent);
    expect((await must('GET', path))['present']).toEqual([{ userId: agentId, name: 'Ali', doing: 'viewing' }]);
    await must('POST', `${path}/presence`, { doing: 'typing' }, agent);
    await must('POST', `${path}/presence`, { doing: 'left' }, agent);
    leave();
    expect((await must('GET', path))['present']).toEqual([]);
    const about = { tenantId, conversationId: conversation };
    expect(kinds).toEqual([
      { kind: 'presence', ...about },
      { kind: 'presence', ...about },
      { kind: 'typing', who: 'human', name: 'Ali', ...about },
      { kind: 'presence', ...about },
    ]);
  });

  it('a colleague holds is not written into: the refusal says who, and one may take it over', async () => {
    const { conversation } = await talk();
    const path = `/api/v1/conversations/${conversation}`;
    await must('POST', `${path}/take-over`, { force: false }, agent);
    for (const [verb, body] of [
      ['messages', { text: 'hello' }],
      ['take-over', { force: false }],
    ] as const) {
      const refused = await call('POST', `${path}/${verb}`, body);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({
        code: 'conversation.already_with_another_human',
        details: { holder: agentId, holderName: 'Ali' },
      });
    }
    expect(await must('POST', `${path}/take-over`, { force: true })).toMatchObject({ holder: adminId });
    await must('POST', `${path}/messages`, { text: 'hello' });
  });

  it('that changed is told to the screens', async () => {
    const { conversation } = await talk();
    const path = `/api/v1/conversations/${conversation}`;
    const steps: [string, string, unknown][] = [
      ['POST', 'take-over', { force: false }],
      ['POST', 'hand-back', undefined],
      ['PUT', 'assistant', { on: false }],
      ['PUT', 'assignee', { userId: agentId }],
      ['PUT', 'tags', { tags: ['x'] }],
      ['POST', 'notes', { text: 'x' }],
      ['POST', 'messages', { text: 'x' }],
      ['POST', 'close', { resolution: null }],
    ];
    for (const [method, verb, body] of steps) {
      const kinds: string[] = [];
      const leave = rig.application.container.get(tokens.bus).subscribe(({ kind }) => kinds.push(kind));
      await must(method, `${path}/${verb}`, body);
      leave();
      expect(kinds, verb).toContain('conversation');
    }
  });
});

it('a found message says whose it is', async () => {
  const { conversation, customer } = await talk();
  const found = items(await must('GET', '/api/v1/messages?text=hello')).find(
    (each) => each['conversationId'] === conversation,
  );
  expect(found).toMatchObject({ customer: { id: customer, name: 'sara customer' }, conversationStatus: 'open' });
});

it('open conversations are counted by who has them', async () => {
  const before = await must('GET', '/api/v1/conversations/counts');
  const { conversation } = await talk();
  await must('POST', `/api/v1/conversations/${conversation}/take-over`, { force: false });
  const after = await must('GET', '/api/v1/conversations/counts');
  // A talk opens two conversations.
  expect(after).toEqual({
    ...before,
    human: Number(before['human']) + 1,
    assistant: Number(before['assistant']) + 1,
    mine: Number(before['mine']) + 1,
    unread: Number(before['unread']) + 2,
    unassigned: Number(before['unassigned']) + 2,
  });
});

it('what one has not read is listed, for people only', async () => {
  const { conversation } = await talk();
  expect(await conversationIds('unread=true')).toContain(conversation);
  await must('PUT', `/api/v1/conversations/${conversation}/read`, { seq: 1_000 });
  expect(await conversationIds('unread=true')).not.toContain(conversation);
  expect(await conversationIds('unread=false')).toContain(conversation);
  expect(await conversationIds('unread=true', agent)).toContain(conversation);
  const { key } = await must('POST', '/api/v1/api-keys', { name: 'reader', scopes: ['conversations.read'] });
  const program = await call('GET', '/api/v1/conversations?unread=true', undefined, { 'x-api-key': String(key) });
  expect(program.status).toBe(403);
});

describe('a customer’s card', () => {
  it('is filled in by people, without losing what is left out', async () => {
    const { customer, conversation, order } = await talk();
    const path = `/api/v1/customers/${customer}`;
    const card = { version: 1, name: 'Sara Ali', email: 'Sara@Mail.test', remark: 'prefers Fridays' };
    expect(await must('PATCH', path, card)).toMatchObject({ name: 'Sara Ali', email: 'sara@mail.test', version: 2 });
    expect(await must('PATCH', path, { version: 2, email: null, language: 'ar' })).toMatchObject({
      name: 'Sara Ali',
      email: null,
      remark: 'prefers Fridays',
      language: 'ar',
    });
    expect((await call('PATCH', path, { version: 1, name: 'Late' })).status).toBe(409);
    const read = await must('GET', path);
    expect((read['conversations'] as Json[]).map(({ id }) => id)).toEqual([conversation]);
    expect(read['orders']).toEqual([order]);
  });

  it('is erased by an admin with all there is of the customer, and nobody’s else', async () => {
    const [gone, stays] = [await talk(), await talk()];
    const path = `/api/v1/customers/${gone.customer}`;
    expect((await call('DELETE', path, undefined, agent)).status).toBe(403);
    expect((await call('DELETE', path)).status).toBe(204);
    for (const each of [path, `/api/v1/conversations/${gone.conversation}`, `/api/v1/orders/${gone.order}`])
      expect((await call('GET', each)).status, each).toBe(404);
    expect((await call('DELETE', path)).status).toBe(404);
    await must('GET', `/api/v1/customers/${stays.customer}`);
    const [newest] = items(await must('GET', '/api/v1/audit'));
    expect(newest).toMatchObject({ action: 'customer.erased', target: gone.customer });
  });
});

describe('ready words', () => {
  it('are added, changed and removed, each shortcut once', async () => {
    const words = { shortcut: 'Opening-Hours', text: { en: 'We open at 9.', ar: 'نفتح الساعة 9.' } };
    const made = await must('POST', '/api/v1/canned-replies', words, agent);
    expect(made).toMatchObject({ shortcut: 'opening-hours', text: words.text, version: 1 });
    const twice = await call('POST', '/api/v1/canned-replies', words);
    expect([twice.status, twice.body['code']]).toEqual([409, 'canned_reply.shortcut_taken']);
    const path = `/api/v1/canned-replies/${made['id']}`;
    await must('PUT', path, { version: 1, shortcut: 'hours', text: { en: 'At 9.' } });
    expect(items(await must('GET', '/api/v1/canned-replies'))).toMatchObject([
      { shortcut: 'hours', text: { en: 'At 9.' } },
    ]);
    await must('DELETE', path);
    expect(items(await must('GET', '/api/v1/canned-replies'))).toEqual([]);
    expect((await call('DELETE', path)).status).toBe(404);
  });

  it.each(['', 'with space', 'ünï', '-dash', '<b>'])('refuse the shortcut %j', async (shortcut) => {
    const refused = await call('POST', '/api/v1/canned-replies', { shortcut, text: { en: 'x' } });
    expect(refused.status).toBe(400);
  });
});

describe('an order', () => {
  it('is previewed as exactly what the customer is then told', async () => {
    const { order, conversation } = await talk();
    const reason = 'We are <closed> that day';
    const preview = await must('POST', `/api/v1/orders/${order}/preview`, { decision: 'reject', reason });
    expect(preview).toMatchObject({ language: 'en', text: expect.stringContaining(reason) });
    expect(await must('GET', `/api/v1/orders/${order}`)).toMatchObject({ status: 'pending', version: 1 });
    await must('POST', `/api/v1/orders/${order}/reject`, { reason });
    const [newest] = items(await must('GET', `/api/v1/conversations/${conversation}/messages`));
    expect(newest).toMatchObject({ author: { kind: 'system' }, content: { text: preview['text'] } });
  });

  it('that is decided says by whom and when, to whoever comes second', async () => {
    const { order } = await talk();
    const approved = await must('POST', `/api/v1/orders/${order}/approve`, { version: 1 }, agent);
    const details = {
      status: 'approved',
      decidedBy: agentId,
      decidedByName: 'Ali',
      decidedAt: (approved['decision'] as Json)['at'],
    };
    for (const [verb, body] of [
      ['approve', { version: 1 }],
      ['reject', {}],
      ['preview', { decision: 'approve' }],
    ] as const) {
      const late = await call('POST', `/api/v1/orders/${order}/${verb}`, body);
      expect([late.status, late.body['details']], verb).toMatchObject([409, details]);
    }
  });

  it('is decided once when twenty decide at once, and the others are told by whom', async () => {
    const { order } = await talk();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        call('POST', `/api/v1/orders/${order}/approve`, { version: 1 }, n % 2 ? admin : agent),
      ),
    );
    const [won, ...more] = replies.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    const { by } = (won?.body['decision'] ?? {}) as Json;
    const others = replies
      .filter(({ status }) => status === 409)
      .map(({ body }) => (body['details'] as Json)['decidedBy']);
    expect(others).toEqual(Array.from({ length: 19 }, () => by));
  });

  it('is corrected while it is pending, at the prices it was made at', async () => {
    const { order } = await talk();
    const path = `/api/v1/orders/${order}`;
    const edited = await must('PATCH', path, {
      version: 1,
      lines: [{ serviceId: service, quantity: 5 }],
      details: { phone: '00971 50 123 4567', note: null },
      reason: 'told on the phone',
    });
    expect(edited).toMatchObject({ total: { minor: 7_500 }, version: 2, details: { phone: '+971501234567' } });
    expect(edited['details']).not.toHaveProperty('note');
    expect(edited['details']).toHaveProperty('address');
    expect((await call('PATCH', path, { version: 1 })).status).toBe(409);
    expect((await call('PATCH', path, { details: { phone: 'call me' } })).body['code']).toBe('input.invalid');
    expect((await call('PATCH', path, { lines: [{ serviceId: service, quantity: 0 }] })).status).toBe(400);
    const [entry] = items(await must('GET', `/api/v1/audit?action=order.edited&target=${order}`));
    expect(entry).toMatchObject({
      actor: `human:${adminId}`,
      facts: { totalBeforeMinor: 3_000, totalMinor: 7_500, reason: 'told on the phone' },
    });
  });

  it('gets another price only with a reason, which the log keeps', async () => {
    const { order } = await talk();
    const path = `/api/v1/orders/${order}/lines/${service}/price`;
    expect((await call('PUT', path, { priceMinor: 900 })).status).toBe(400);
    expect((await call('PUT', path, { priceMinor: 900, reason: '  ' })).status).toBe(400);
    await must('PUT', path, { priceMinor: 900, reason: 'a regular customer' });
    const [entry] = items(await must('GET', `/api/v1/audit?action=order.price_overridden&target=${order}`));
    expect(entry).toMatchObject({ facts: { priceMinor: 900, reason: 'a regular customer' } });
  });

  it('shows what its services cost now beside what they cost then', async () => {
    const made = await must('POST', '/api/v1/services', { name: { en: 'Facial' }, priceMinor: 1_500 });
    const { order } = await seedConversation(rig, tenantId, String(made['id']), 'sara', 'chat-facial');
    const path = `/api/v1/orders/${order}`;
    const lineOf = (body: Json) => (body['lines'] as Json[])[0];
    await must('PUT', `/api/v1/services/${made['id']}`, { version: 1, priceMinor: 1_900 });
    expect(lineOf(await must('GET', path))).toMatchObject({
      unitPrice: { minor: 1_500 },
      currentUnitPrice: { minor: 1_900 },
    });
    await must('POST', `/api/v1/services/${made['id']}/archive`, { version: 2 });
    expect(lineOf(await must('GET', path))).toMatchObject({ unitPrice: { minor: 1_500 }, currentUnitPrice: null });
  });

  it('is found by its customer, and counted by its status', async () => {
    const before = await must('GET', '/api/v1/orders/counts');
    const { order, customer } = await talk();
    expect(items(await must('GET', `/api/v1/orders?customerId=${customer}`)).map(({ id }) => id)).toEqual([order]);
    expect(await must('GET', '/api/v1/orders/counts')).toEqual({ ...before, pending: Number(before['pending']) + 1 });
  });

  it('that is new or decided is told to the screens', async () => {
    const notices: unknown[] = [];
    const leave = rig.application.container.get(tokens.bus).subscribe((notice) => {
      if (notice.kind === 'order') notices.push(notice);
    });
    const { order } = await talk();
    await must('POST', `/api/v1/orders/${order}/approve`, {});
    leave();
    expect(notices).toEqual([true, false].map((isNew) => ({ kind: 'order', tenantId, orderId: order, isNew })));
  });
});

it('the home screen counts what is open and how it was answered', async () => {
  const home = await must('GET', '/api/v1/home');
  expect(await must('GET', '/api/v1/conversations/counts')).toMatchObject(home['open'] as Json);
  expect(home['orders']).toEqual(await must('GET', '/api/v1/orders/counts'));
  expect(home['leads']).toMatchObject({ new: 0 });
  const { share, of } = home['answeredByAssistant'] as { share: number; of: number };
  expect(of).toBeGreaterThan(5);
  expect(share).toBeGreaterThan(0.5);
  expect(share).toBeLessThan(1);
  expect(home['firstResponseMs']).toEqual(expect.any(Number));
});

it('the home screen hides what its reader may not read', async () => {
  const { id } = await must('POST', '/api/v1/team/roles', {
    name: 'Cashier',
    permissions: ['tenant.read', 'orders.read'],
  });
  await must('POST', '/api/v1/team/members', { email: 'c@noor.test', name: 'C', role: id, initialPassword: password });
  const { headers } = await rig.signIn('c@noor.test');
  const home = await must('GET', '/api/v1/home', undefined, headers);
  expect(home).toMatchObject({ open: null, leads: null, answeredByAssistant: null, firstResponseMs: null });
  expect(home['orders']).not.toBeNull();
});

it('the audit is read by who, what and when', async () => {
  const entries = items(await must('GET', '/api/v1/audit?limit=100'));
  const at = String(entries[5]?.['at']);
  const older = items(await must('GET', `/api/v1/audit?limit=100&until=${encodeURIComponent(at)}`));
  const newer = items(await must('GET', `/api/v1/audit?limit=100&from=${encodeURIComponent(at)}`));
  expect(newer.map(({ seq }) => seq)).toEqual(
    entries.filter((entry) => String(entry['at']) >= at).map(({ seq }) => seq),
  );
  expect(older.length).toBeGreaterThan(0);
  expect(older.every((entry) => String(entry['at']) < at)).toBe(true);
  expect((await call('GET', '/api/v1/audit?from=yesterday')).status).toBe(400);
});
