import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig } from './rig.js';

/** The main job over the API: a customer asks, the assistant answers and takes an order request, a person approves it. */

let rig: Rig;
let admin: Record<string, string>;
let key: Record<string, string>;

const open = async (email: string, name: string) => {
  const { headers } = await rig.signUp(email, name);
  const { body: settings } = await rig.must('GET', '/api/v1/settings', undefined, headers);
  await rig.must('PUT', '/api/v1/settings', { version: settings['version'], assistant: { settleMs: 0 } }, headers);
  const { body } = await rig.must('POST', '/api/v1/api-keys', { name: 'shop', scopes: ['chat.send'] }, headers);
  return { headers, key: { 'x-api-key': String(body['key']) } };
};

beforeAll(async () => {
  rig = await Rig.start({ works: true });
  ({ headers: admin, key } = await open('owner@noor.test', 'Noor Spa'));
  await rig.must('POST', '/api/v1/services', { name: { en: 'Deep massage' }, priceMinor: 15_000 }, admin);
});
afterAll(() => rig.stop());

type ChatReply = { status: string; reply: string | null; conversation_id: string; message_id: string; cursor: number };
const say = async (session_id: string, message: string, headers = key): Promise<ChatReply> =>
  (await rig.must('POST', '/api/v1/chat', { session_id, message }, headers)).body as ChatReply;

describe('a customer', () => {
  it('asks for a price and gets the one of the catalogue', async () => {
    const { status, reply } = await say('ana', 'How much is the deep massage?');
    expect(status).toBe('answered');
    expect(reply).toContain('150');
  });

  it('orders over several messages, and hears when a person has approved it', async () => {
    await say('omar', 'I want to order 2 deep massages');
    await say('omar', 'yes');
    const { body } = await rig.must('GET', '/api/v1/orders?status=pending', undefined, admin);
    const [order] = body['items'] as { id: string; version: number; total: unknown; conversationId: string }[];
    expect(order?.total).toEqual({ minor: 30_000, currency: 'AED' });
    const approved = await rig.must('POST', `/api/v1/orders/${order?.id}/approve`, { version: order?.version }, admin);
    expect(approved.body).toMatchObject({ status: 'approved', decision: { byName: 'Owner' } });
    const again = await rig.app.call('POST', `/api/v1/orders/${order?.id}/reject`, { headers: admin, json: {} });
    expect([again.status, again.body['code']]).toEqual([409, 'lifecycle.illegal_transition']);
    await expect
      .poll(async () => {
        const said = await rig.must('GET', '/api/v1/chat/omar/messages', undefined, key);
        return (said.body['messages'] as { from: string }[]).map(({ from }) => from);
      })
      .toContain('system');
  });

  it('who sends the same message twice is answered once', async () => {
    const headers = { ...key, 'idempotency-key': 'msg-1' };
    const [first, second] = [await say('ines', 'hello', headers), await say('ines', 'hello', headers)];
    expect(second.message_id).toBe(first.message_id);
    const { body } = await rig.must('GET', `/api/v1/conversations/${first.conversation_id}/messages`, undefined, admin);
    expect((body['items'] as { direction: string }[]).filter(({ direction }) => direction === 'in')).toHaveLength(1);
  });

  it('of another business may have the same session and the same key', async () => {
    const other = await open('owner@other.test', 'Other');
    const mine = await say('ines', 'hello', { ...other.key, 'idempotency-key': 'msg-1' });
    const { body } = await rig.must('GET', '/api/v1/conversations', undefined, other.headers);
    expect(body['items']).toMatchObject([{ conversation: { id: mine.conversation_id } }]);
  });

  it('may write anything at all: broken characters and far too much', async () => {
    const broken = await rig.app.call('POST', '/api/v1/chat', {
      headers: key,
      raw: '{"session_id":"odd","message":"hi \\ud800 \\u0000 there"}',
    });
    expect(broken.status).toBe(200);
    const long = await say('odd', `hello ${'x'.repeat(900_000)}`);
    const { body } = await rig.must('GET', `/api/v1/conversations/${long.conversation_id}/messages`, undefined, admin);
    const inbound = (body['items'] as { direction: string; content: { text: string; clipped: boolean } }[])
      .filter(({ direction }) => direction === 'in')
      .map(({ content }) => [content.text.slice(0, 12), content.clipped]);
    expect(inbound).toEqual([
      ['hello xxxxxx', true],
      ['hi \ufffd  there', false],
    ]);
  });
});

describe('a person', () => {
  it('takes over, answers, and hands back; the assistant is silent meanwhile', async () => {
    const { conversation_id: id } = await say('zain', 'hello');
    const path = `/api/v1/conversations/${id}`;
    const taken = await rig.must('POST', `${path}/take-over`, undefined, admin);
    expect(taken.body).toMatchObject({ mode: 'human' });
    expect((await say('zain', 'How much is the deep massage?')).status).toBe('with_human');
    const sent = await rig.must(
      'POST',
      `${path}/messages`,
      { text: 'Let me look' },
      { ...admin, 'idempotency-key': 'k1' },
    );
    expect(sent.body).toMatchObject({ direction: 'out', author: { kind: 'human', name: 'Owner' } });
    const again = await rig.must(
      'POST',
      `${path}/messages`,
      { text: 'Let me look' },
      { ...admin, 'idempotency-key': 'k1' },
    );
    expect(again.body['id']).toBe(sent.body['id']);
    expect((await rig.must('POST', `${path}/hand-back`, undefined, admin)).body).toMatchObject({ mode: 'assistant' });
    expect((await say('zain', 'How much is the deep massage?')).reply).toContain('150');
    const { body: turns } = await rig.must('GET', `${path}/turns`, undefined, admin);
    expect((turns['items'] as unknown[]).length).toBeGreaterThan(0);
  });

  it('finds what was said by its words', async () => {
    await say('rami', 'Do you have parking nearby?');
    const { body } = await rig.must('GET', '/api/v1/messages?text=parking', undefined, admin);
    expect(body['items']).toMatchObject([{ content: { text: 'Do you have parking nearby?' } }]);
  });
});

describe('the kill switch', () => {
  it('silences the assistant until it is lifted', async () => {
    await rig.must('PUT', '/api/v1/kill-switch', { on: true, reason: 'wrong prices' }, admin);
    const { status, reply } = await say('nora', 'How much is the deep massage?');
    expect(['silent', 'pending', 'with_human']).toContain(status);
    expect(reply).toBeNull();
    await rig.must('PUT', '/api/v1/kill-switch', { on: false }, admin);
    expect((await say('nora', 'How much is the deep massage?')).reply).toContain('150');
  });
});
