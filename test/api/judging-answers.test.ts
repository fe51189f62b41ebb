import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TenantId } from '#domain/shared/ids';
import type { AnswerLabel } from '#domain/understanding/confidence/answer-label';
import { tokens } from '#infrastructure/composition/tokens';
import { Rig } from './rig.js';

/** What people do about answers becomes labels, by which confidence is measured. */

type Json = Record<string, unknown>;
let rig: Rig;
let admin: Record<string, string>;
let tenantId: TenantId;
let parking: string;
let massage: string;

const get = async (path: string): Promise<Json> => (await rig.must('GET', path, undefined, admin)).body;
const post = async (path: string, json: unknown = {}): Promise<Json> =>
  (await rig.must('POST', path, json, admin)).body;
const say = (session: string, message: string) => post('/api/v1/chat', { session_id: session, message });
const conversationOf = async (session: string, message: string): Promise<string> =>
  String((await say(session, message))['conversation_id']);
const newestTurn = async (conversation: string): Promise<Json> =>
  ((await get(`/api/v1/conversations/${conversation}/turns`))['items'] as Json[])[0]!;
const labels = (): Promise<readonly AnswerLabel[]> =>
  rig.application.container.get(tokens.store).tenant(tenantId).answerLabels.newest(100);
const newest = async (): Promise<AnswerLabel | undefined> => (await labels())[0];
const settings = async (assistant: Json): Promise<void> => {
  const { version } = await get('/api/v1/settings');
  await rig.must('PUT', '/api/v1/settings', { version, assistant }, admin);
};

beforeAll(async () => {
  rig = await Rig.start({ works: true });
  const owner = await rig.signUp('owner@noor.test', 'Noor Spa');
  admin = owner.headers;
  tenantId = TenantId(owner.tenantId);
  await settings({ settleMs: 0 });
  massage = String((await post('/api/v1/services', { name: { en: 'Deep massage' }, priceMinor: 15_000 }))['id']);
  await post('/api/v1/services', { name: { en: 'Foot massage' }, priceMinor: 9_000 });
  const faq = await post('/api/v1/faqs', {
    questions: ['Where can I park my car?', 'Is there parking?'],
    answer: { en: 'There is free parking behind the building.' },
  });
  parking = String(faq['id']);
});
afterAll(() => rig.stop());

describe('an answer is judged', () => {
  it('wrong, by whoever corrects it', async () => {
    const conversation = await conversationOf('corrected', 'Where can I park my car?');
    const { id } = await newestTurn(conversation);
    await post('/api/v1/knowledge/corrections', { turnId: id, answer: { en: 'Use the garage next door.' } });
    expect(await newest()).toMatchObject({
      turnId: id,
      conversationId: conversation,
      asked: 'Where can I park my car?',
      proposed: parking,
      isRight: false,
      source: 'corrected',
    });
    expect((await newest())?.confidence).toBeGreaterThan(0.85);
  });

  it('wrong, by whoever takes over and writes another one; once per answer', async () => {
    const conversation = await conversationOf('overtaken', 'How much is the deep massage?');
    const before = (await labels()).length;
    await post(`/api/v1/conversations/${conversation}/messages`, { text: 'This week it is for members alone.' });
    expect(await newest()).toMatchObject({ proposed: `quote_price:${massage}`, isRight: false, source: 'overtaken' });
    await post(`/api/v1/conversations/${conversation}/messages`, { text: 'Sorry about that.' });
    expect(await labels()).toHaveLength(before + 1);
  });

  it('by nothing, where the person answers a later question', async () => {
    const conversation = await conversationOf('handed', 'How much is the foot massage?');
    await say('handed', 'I want to talk to a real person');
    const before = (await labels()).length;
    await post(`/api/v1/conversations/${conversation}/messages`, { text: 'Here I am.' });
    expect(await labels()).toHaveLength(before);
  });

  it('right, by the customer who picks what was meant', async () => {
    const { conversation_id: conversation, messages } = await say('picked', 'car building spot');
    const choices = (messages as { choices: { id: string; label: string }[] }[]).flatMap((each) => each.choices);
    expect(choices.map(({ id }) => id)).toEqual([`faq:${parking}`]);
    const { id: turnId } = await newestTurn(String(conversation));
    await say('picked', String(choices[0]?.label));
    const label = (await labels()).find((each) => each.turnId === turnId);
    expect(label).toMatchObject({ asked: 'car building spot', proposed: parking, source: 'tapped', isRight: true });
  });

  it('right, by a customer who says thanks, unless a person knew better', async () => {
    await say('thankful', 'Is there parking?');
    await say('thankful', 'thank you!');
    expect(await newest()).toMatchObject({ asked: 'Is there parking?', isRight: true, source: 'thanked' });
  });

  it('by what becomes of a suggestion', async () => {
    await settings({ answerMode: 'draft' });
    const suggested = async (session: string) => {
      const id = await conversationOf(session, 'How much is the deep massage?');
      const { suggestion } = (await get(`/api/v1/conversations/${id}/suggestion`)) as { suggestion: Json };
      return `/api/v1/conversations/${id}/suggestions/${String(suggestion['id'])}`;
    };
    await post(`${await suggested('as-is')}/send`);
    expect(await newest()).toMatchObject({ isRight: true, source: 'sent', proposed: `quote_price:${massage}` });
    await post(`${await suggested('changed')}/send`, { text: 'AED 150 today.' });
    expect(await newest()).toMatchObject({ isRight: false, source: 'edited' });
    await post(`${await suggested('refused')}/reject`);
    expect(await newest()).toMatchObject({ isRight: false, source: 'rejected' });
    await settings({ answerMode: 'strict' });
  });

  it('right, by the approval of an order it understood', async () => {
    const conversation = await conversationOf('order', 'I want to book 2 deep massages');
    for (const message of ['My name is Sara', 'yes']) await say('order', message);
    const { items } = await get('/api/v1/orders');
    const order = (items as Json[]).find((each) => each['conversationId'] === conversation);
    expect(order, JSON.stringify(items)).toBeDefined();
    await post(`/api/v1/orders/${String(order?.['id'])}/approve`, { version: order?.['version'] });
    expect(await newest()).toMatchObject({ isRight: true, source: 'approved', conversationId: conversation });
  });
});

describe('what the figures are worth', () => {
  it('is drawn from examples until enough was judged, and says so', async () => {
    const body = await get('/api/v1/assistant/reliability');
    const count = (await labels()).length;
    expect(body).toMatchObject({ labels: count, needed: 60, source: 'examples', threshold: 0.85, inForce: 0.85 });
  });

  it('is drawn from judgements once there are enough, and then the threshold rises where they disprove it', async () => {
    const { answerLabels } = rig.application.container.get(tokens.store).tenant(tenantId);
    const [label] = await labels();
    const confidences = [...Array.from({ length: 60 }, () => 0.86), ...Array.from({ length: 60 }, () => 0.97)];
    for (const [at, confidence] of confidences.entries())
      await answerLabels.save({
        ...label!,
        turnId: `turn_${at}` as never,
        confidence,
        isRight: confidence === 0.97 || at % 3 > 0,
      });
    const body = await get('/api/v1/assistant/reliability');
    expect(body).toMatchObject({ source: 'labels', threshold: 0.85 });
    expect(body['inForce']).toBeGreaterThan(0.85);
    expect(body['inForce']).toBeLessThanOrEqual(0.97);
    const curve = body['curve'] as { threshold: number; answered: number; wrong: number }[];
    expect(curve[0]).toMatchObject({ threshold: 0, answered: 1 });
    const answered = curve.map((point) => point.answered);
    expect([...answered].sort((a, b) => b - a)).toEqual(answered);
    expect((body['bins'] as unknown[]).length).toBeGreaterThan(1);
  });
});
