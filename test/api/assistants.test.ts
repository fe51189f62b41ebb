import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { TenantId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { password, Rig } from './rig.js';

/** Assistants from a draft to what customers hear, and what people do beside them. */

/** Each publication holds a whole exam first. */
vi.setConfig({ testTimeout: 30_000 });

type Json = Record<string, unknown>;
let rig: Rig;
let admin: Record<string, string>;
let tenantId: TenantId;
let assistantId: string;

const get = async (path: string): Promise<Json> => (await rig.must('GET', path, undefined, admin)).body;
const post = async (path: string, json: unknown = {}): Promise<Json> =>
  (await rig.must('POST', path, json, admin)).body;
const put = async (path: string, json: unknown): Promise<Json> => (await rig.must('PUT', path, json, admin)).body;
const call = (method: string, path: string, json: unknown = {}, headers = admin) =>
  rig.app.call(method, path, { headers, json });
const of = (path = '') => `/api/v1/assistants/${assistantId}${path}`;
const versionOf = (id: unknown, path = '') => of(`/versions/${String(id)}${path}`);

let nth = 0;
/** A customer of their own writes, and gets what is answered. */
const ask = async (message: string, session = `s${++nth}`): Promise<Json> =>
  post('/api/v1/chat', { session_id: session, message });
const repliesOf = (body: Json): string => JSON.stringify(body['replies'] ?? body['messages'] ?? body);

const draft = async (config: Json = {}): Promise<Json> => {
  const { id } = await post(of('/versions'));
  return put(versionOf(id), { version: 1, config });
};

const finished = async (run: Json): Promise<Json> => {
  const worker = rig.application.container.get(tokens.workStudio);
  await worker.execute({ tenantId, runId: String(run['id']) as never });
  let state = await get(of(`/runs/${String(run['id'])}`));
  // The queue's own worker may have had it first: the lease says so, and it ends by itself.
  while (state['status'] === 'waiting' || state['status'] === 'running') {
    await new Promise((resolve) => setImmediate(resolve));
    state = await get(of(`/runs/${String(run['id'])}`));
  }
  return state;
};

const published = async (config: Json): Promise<Json> => {
  const version = await draft(config);
  await finished(await post(versionOf(version['id'], '/exam')));
  await post(versionOf(version['id'], '/publish'), { override: 'a test' });
  return version;
};

beforeAll(async () => {
  rig = await Rig.start({ works: true });
  const signedUp = await rig.signUp('owner@noor.test', 'Noor Spa');
  admin = signedUp.headers;
  tenantId = TenantId(signedUp.tenantId);
  const settings = await get('/api/v1/settings');
  await put('/api/v1/settings', { version: settings['version'], assistant: { settleMs: 0 } });
  await post('/api/v1/services', { name: { en: 'Deep massage', ar: 'تدليك عميق' }, priceMinor: 15_000 });
  await post('/api/v1/faqs', {
    questions: ['Where can I park my car?', 'Is there parking?'],
    answer: { en: 'There is free parking behind the building.' },
  });
  const { items } = await get('/api/v1/assistants');
  assistantId = String((items as Json[])[0]?.['id']);
});
afterAll(() => rig.stop());
beforeEach(() => rig.application.container.get(tokens.limiter).clear(`${tenantId}:playground`));

describe('a version', () => {
  it('is edited while it is a draft, and only then', async () => {
    const version = await draft({ confidenceThreshold: 0.7, tone: 'friendly' });
    expect(version).toMatchObject({ status: 'draft', config: { confidenceThreshold: 0.7, tone: 'friendly' } });
    await finished(await post(versionOf(version['id'], '/exam')));
    const tested = await get(versionOf(version['id']));
    expect(tested['status']).toBe('testing');
    const refused = await call('PUT', versionOf(version['id']), { version: tested['version'], note: 'late' });
    expect([refused.status, refused.body['code']]).toEqual([409, 'assistant.version_not_editable']);
    const reopened = await post(versionOf(version['id'], '/reopen'));
    const edited = await put(versionOf(version['id']), { version: reopened['version'], note: 'in time' });
    expect(edited).toMatchObject({ status: 'draft', note: 'in time' });
  });

  it.each([
    ['loses a blank', { en: { price: 'It costs {price}.' } }, 'blanks'],
    ['names an amount', { en: { greet: 'Everything costs AED 5 today' } }, 'digits money'],
    ['grants something', { en: { thanks: 'You are welcome, and you get a discount' } }, 'money'],
    ['agrees', { en: { greet: 'Sure! It is a deal.' } }, 'promise'],
    [
      'hides that it is a machine',
      { en: { disclosure: 'Hi, I am Sara of {business}. Reply 0 for a colleague.' } },
      'says_no_ai',
    ],
    ['is in another script', { ar: { thanks: 'You are welcome' } }, 'script'],
    ['leads away', { en: { goodbye: 'Bye! See www.example.com' } }, 'link'],
  ])('refuses a wording that %s', async (_what, wording, faults) => {
    const { id } = await post(of('/versions'));
    const reply = await call('PUT', versionOf(id), { version: 1, config: { wording } });
    expect([reply.status, reply.body['code']]).toEqual([400, 'assistant.wording_refused']);
    expect((reply.body['errors'] as { message: string }[]).map(({ message }) => message)).toEqual(faults.split(' '));
  });

  it('refuses intents that lead nowhere or could mean two things', async () => {
    const { id } = await post(of('/versions'));
    const nowhere = `faq_${'0'.repeat(32)}`;
    const intent = (name: string, target: Json) => ({ name, phrases: ['where to park'], target });
    const lost = [intent('parking', { do: 'answer_faq', faq: nowhere })];
    const double = [intent('a', { do: 'list_services' }), intent('b', { do: 'hand_over' })];
    expect((await call('PUT', versionOf(id), { version: 1, config: { intents: lost } })).body['code']).toBe(
      'assistant.intent_leads_nowhere',
    );
    expect((await call('PUT', versionOf(id), { version: 1, config: { intents: double } })).status).toBe(400);
  });
});

describe('publishing', () => {
  it('needs an exam of exactly this version and this catalogue', async () => {
    const version = await draft({ tone: 'formal' });
    const early = await call('POST', versionOf(version['id'], '/publish'));
    expect(early.status).toBe(409);
    const run = await finished(await post(versionOf(version['id'], '/exam')));
    expect(run['status']).toBe('done');
    const { asked, results } = run['exam'] as { asked: number; results: Json[] };
    expect(asked).toBe(results.length);
    const price = results.find(
      ({ kind, variant, language }) => kind === 'price' && variant === 'plain' && language === 'en',
    );
    expect(price).toMatchObject({ mark: 'right', question: 'How much is Deep massage?' });
    await post('/api/v1/services', { name: { en: 'Hot stone' }, priceMinor: 22_000 });
    const stale = await call('POST', versionOf(version['id'], '/publish'), { override: 'I want to' });
    expect([stale.status, stale.body['code']]).toEqual([409, 'assistant.exam_needed']);
  });

  it('is examined with what was corrected, and the result says what should have been said', async () => {
    const { body } = await call('POST', '/api/v1/chat', { session_id: 'wrong', message: 'Where can I park my car?' });
    const id = String(body['conversation_id'] ?? body['conversationId']);
    const { items: turns } = (await get(`/api/v1/conversations/${id}/turns`)) as { items: Json[] };
    const answer = { en: 'Parking is in the next street.' };
    await post('/api/v1/knowledge/corrections', { turnId: turns[0]?.['id'], answer });
    const version = await draft();
    const run = await finished(await post(versionOf(version['id'], '/exam')));
    const { results } = run['exam'] as { results: Json[] };
    expect(results.find(({ kind }) => kind === 'corrected')).toMatchObject({
      question: 'Where can I park my car?',
      mark: 'wrong',
      why: 'said_again',
      expect: 'not_again',
      expected: answer.en,
      blocks: true,
    });
  });

  it('is heard with the next message, and rolled back as soon', async () => {
    const before = String((await get(of()))['assistant'] && ((await get(of()))['assistant'] as Json)['live']);
    await published({ wording: { en: { greet: 'Welcome to our quiet rooms.' } } });
    expect(repliesOf(await ask('hello'))).toContain('Welcome to our quiet rooms.');
    await post(versionOf(before, '/roll-back'), { reason: 'people found it odd' });
    expect(repliesOf(await ask('hello'))).not.toContain('Welcome to our quiet rooms.');
    const { assistant } = await get(of());
    expect((assistant as { publications: Json[] }).publications.map(({ origin }) => origin).slice(0, 1)).toEqual([
      'rollback',
    ]);
    const audit = JSON.stringify(await get('/api/v1/audit'));
    expect(audit).toContain('assistant.published');
    expect(audit).toContain('people found it odd');
  });

  it('over a failed exam wants a reason, and who manages the team', async () => {
    // With a threshold of 1 next to nothing is answered.
    const version = await draft({ confidenceThreshold: 1 });
    const run = await finished(await post(versionOf(version['id'], '/exam')));
    expect((run['exam'] as { blocking: number }).blocking).toBeGreaterThan(0);
    const refused = await call('POST', versionOf(version['id'], '/publish'));
    expect([refused.status, refused.body['code']]).toEqual([409, 'assistant.exam_failed']);
    const role = await post('/api/v1/team/roles', { name: 'Writer', permissions: ['tenant.read', 'tenant.configure'] });
    const writer = { email: 'writer@noor.test', name: 'Writer', role: role['id'], initialPassword: password };
    await post('/api/v1/team/members', writer);
    const { headers } = await rig.signIn(writer.email);
    const path = versionOf(version['id'], '/publish');
    expect((await call('POST', path, { override: 'I want to' }, headers)).status).toBe(403);
    expect((await call('POST', path, {}, headers)).body['code']).toBe('assistant.exam_failed');
    await post(path, { override: 'we are sure' });
    const { assistant } = (await get(of())) as { assistant: { publications: Json[] } };
    expect(assistant.publications[0]).toMatchObject({ origin: 'override', reason: 'we are sure', by: 'Owner' });
    await published({ confidenceThreshold: 0.85 });
  });

  it('of settings makes a version of the default assistant, so that nothing is in two places', async () => {
    const settings = await get('/api/v1/settings');
    await put('/api/v1/settings', { version: settings['version'], assistant: { confidenceThreshold: 0.81 } });
    const { assistant, versions } = (await get(of())) as {
      assistant: { live: string; publications: Json[] };
      versions: Json[];
    };
    expect(assistant.publications[0]).toMatchObject({ origin: 'settings', number: versions[0]?.['number'] });
    expect(await get(versionOf(assistant.live))).toMatchObject({ config: { confidenceThreshold: 0.81 } });
    expect(((await get('/api/v1/settings'))['assistant'] as Json)['confidenceThreshold']).toBe(0.81);
  });
});

describe('what it was taught', () => {
  it('intents and synonyms bite', async () => {
    const { items } = await get('/api/v1/faqs');
    const faq = (items as Json[]).find(({ active }) => active === true)?.['id'];
    await published({
      intents: [{ name: 'parking', phrases: ['wheels place'], target: { do: 'answer_faq', faq } }],
      synonyms: [{ word: 'rubdown', means: 'deep massage' }],
    });
    expect(repliesOf(await ask('Wheels place?'))).toContain('free parking behind the building');
    expect(repliesOf(await ask('How much is the rubdown?'))).toContain('AED 150');
  });
});

describe('another assistant', () => {
  it('answers on its topic and goes on, and the default answers the rest', async () => {
    const made = await post('/api/v1/assistants', { name: 'Massage desk', topics: ['massage'] });
    const first = assistantId;
    assistantId = String(made['id']);
    await published({ wording: { en: { greet: 'Welcome to the massage desk.' } }, answerMode: 'strict' });
    const session = 'desk-1';
    await ask('How much is the deep massage?', session);
    expect(repliesOf(await ask('hello', session))).toContain('Welcome to the massage desk.');
    expect(repliesOf(await ask('hello'))).not.toContain('massage desk');
    assistantId = first;
    const stays = await call('DELETE', of());
    expect([stays.status, stays.body['code']]).toEqual([409, 'assistant.default_stays']);
    await rig.must('DELETE', `/api/v1/assistants/${String(made['id'])}`, undefined, admin);
  });
});

describe('where a person sends everything', () => {
  it('nothing leaves before somebody sends it, agreement is counted, and an act can be promoted', async () => {
    await published({ answerMode: 'draft' });
    const conversationOf = async (session: string, text: string): Promise<string> => {
      const body = await call('POST', '/api/v1/chat', { session_id: session, message: text });
      return String(body.body['conversation_id'] ?? body.body['conversationId']);
    };
    const id = await conversationOf('draft-1', 'How much is the deep massage?');
    const messages = async () => (await get(`/api/v1/conversations/${id}/messages`))['items'] as Json[];
    expect((await messages()).filter(({ direction }) => direction === 'out')).toEqual([]);
    const { suggestion } = (await get(`/api/v1/conversations/${id}/suggestion`)) as { suggestion: Json };
    expect(suggestion).toMatchObject({ status: 'open', acts: ['quote_price'] });
    expect(JSON.stringify(suggestion['replies'])).toContain('AED 150');
    expect(JSON.stringify(suggestion['replies'])).not.toContain('AI assistant');
    const { brief } = (await get(`/api/v1/conversations/${id}/brief`)) as { brief: Json };
    expect(brief).toMatchObject({ reason: 'awaiting_approval', suggestionId: suggestion['id'] });
    const send = `/api/v1/conversations/${id}/suggestions/${String(suggestion['id'])}/send`;
    expect(await post(send)).toMatchObject({ status: 'sent', decidedBy: 'Owner' });
    expect((await call('POST', send)).status).toBe(409);
    const sent = (await messages()).filter(({ direction }) => direction === 'out');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ author: { kind: 'human', name: 'Owner' } });
    const { items, intents } = (await get(of('/agreement'))) as { items: Json[]; intents: Json[] };
    expect(items).toEqual([{ act: 'quote_price', sent: 1, edited: 0, rejected: 0, rate: 1 }]);
    expect(intents).toMatchObject([{ act: 'quote_price', about: { en: 'Deep massage', ar: 'تدليك عميق' }, sent: 1 }]);
    const { assistant } = (await get(of())) as { assistant: Json };
    const automaticActs = [intents[0]?.['intent']];
    await rig.must('PATCH', of(), { version: assistant['version'], automaticActs }, admin);
    expect(repliesOf(await ask('How much is the deep massage?'))).toContain('AED 150');
    const other = await conversationOf('draft-2', 'Where can I park my car?');
    expect((await get(`/api/v1/conversations/${other}/suggestion`))['suggestion']).toMatchObject({
      acts: ['answer_faq'],
    });
    await published({ answerMode: 'draft', confidenceThreshold: 1 });
    const unsure = await conversationOf('draft-3', 'deep massage price please, and parking');
    const { suggestion: doubtful } = (await get(`/api/v1/conversations/${unsure}/suggestion`)) as { suggestion: Json };
    expect(await get(`/api/v1/conversations/${unsure}/brief`)).toMatchObject({ brief: { reason: 'low_confidence' } });
    const edit = `/api/v1/conversations/${unsure}/suggestions/${String(doubtful['id'])}/send`;
    expect(await post(edit, { text: 'AED 150, and yes.' })).toMatchObject({ status: 'edited' });
    expect(await get(`/api/v1/conversations/${unsure}`)).toMatchObject({ conversation: { mode: 'assistant' } });
    const own = await conversationOf('draft-4', 'How much is the deep massage?');
    await post(`/api/v1/conversations/${own}/messages`, { text: 'I am here myself.' });
    expect((await get(`/api/v1/conversations/${own}/suggestion`))['suggestion']).toBeNull();
    await published({ answerMode: 'strict', confidenceThreshold: 0.85 });
  });
});

describe('a hand-over', () => {
  it('tells the person what was asked, what was found, why it stopped, and what it would say', async () => {
    await published({ confidenceThreshold: 1 });
    const { body } = await call('POST', '/api/v1/chat', {
      session_id: 'brief-1',
      message: 'deep massage price please, and parking',
    });
    const id = String(body['conversation_id'] ?? body['conversationId']);
    const { brief } = (await get(`/api/v1/conversations/${id}/brief`)) as { brief: Json };
    expect(brief).toMatchObject({
      reason: 'low_confidence',
      threshold: 1,
      asked: ['deep massage price please, and parking'],
    });
    expect(JSON.stringify(brief['suggested'])).toContain('150');
    expect(brief['evidence']).not.toEqual([]);
    await published({ confidenceThreshold: 0.85 });
  });
});

describe('the time machine', () => {
  it('shows what would have been answered otherwise, and changes nothing', async () => {
    await ask('How much is the deep massage?', 'replayed');
    const store = rig.store.tenant(tenantId);
    const before = (await store.audit.since(1, 1_000)).length;
    const version = await draft({ confidenceThreshold: 1 });
    const run = await finished(await post(versionOf(version['id'], '/replay'), { days: 7 }));
    expect(run).toMatchObject({ kind: 'replay', status: 'done', days: 7 });
    const replay = run['replay'] as { turns: number; draft: Json; live: Json; differences: Json[] };
    expect(replay.turns).toBeGreaterThan(0);
    expect(Number(replay.draft['escalated'])).toBeGreaterThan(Number(replay.live['escalated']));
    expect(replay.differences.map(({ difference }) => difference)).toContain('now_escalated');
    // The draft, its edit, and the start of the replay: nothing else was written.
    expect((await store.audit.since(1, 1_000)).length).toBe(before + 3);
  });
});

describe('what is about to leave', () => {
  it('can be called back, by which the conversation is one’s own', async () => {
    const settings = await get('/api/v1/settings');
    await put('/api/v1/settings', { version: settings['version'], assistant: { undoMs: 10_000 } });
    const pending = call('POST', '/api/v1/chat', { session_id: 'undo-1', message: 'How much is the deep massage?' });
    let queued: Json | undefined;
    let id = '';
    while (queued === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
      const { items } = await get('/api/v1/conversations');
      const [first] = items as { conversation: { id: string } }[];
      id = first?.conversation.id ?? '';
      const { items: messages } = (await get(`/api/v1/conversations/${id}/messages`)) as { items: Json[] };
      queued = messages.find(({ status, author }) => status === 'queued' && (author as Json)['kind'] === 'assistant');
    }
    const path = `/api/v1/conversations/${id}/messages/${String(queued['id'])}/call-back`;
    expect(await post(path)).toMatchObject({ status: 'cancelled' });
    expect(await get(`/api/v1/conversations/${id}`)).toMatchObject({ conversation: { mode: 'human' } });
    expect((await call('POST', path)).body['code']).toBe('message.has_left');
    await pending;
    const after = await get('/api/v1/settings');
    await put('/api/v1/settings', { version: after['version'], assistant: { undoMs: 0 } });
  });
});

describe('a price receipt', () => {
  it('shows what the price was, also after it changed, to whoever holds its address', async () => {
    await published({ priceReceipts: true });
    const { body } = await call('POST', '/api/v1/chat', {
      session_id: 'receipt-1',
      message: 'How much is the deep massage?',
    });
    const [, path = ''] = /(\/receipts\/[\w.-]+)/.exec(JSON.stringify(body)) ?? [];
    const page = await rig.app.call('GET', path, {});
    expect(page.status).toBe(200);
    expect(page.text).toContain('AED 150');
    expect(page.text).toContain('This is still the price');
    const { items } = (await get('/api/v1/services')) as { items: { id: string; name: Json; version: number }[] };
    const service = items.find(({ name }) => name['en'] === 'Deep massage');
    await put(`/api/v1/services/${service?.id}`, { version: service?.version, priceMinor: 19_900 });
    const later = await rig.app.call('GET', `${path}?lang=ar`, {});
    expect(later.text).toContain('150 درهم');
    expect(later.text).toContain('تغيّرت القائمة');
    const forged = await rig.app.call(
      'GET',
      path.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      {},
    );
    expect(forged.status).toBe(404);
    const id = String(body['conversation_id'] ?? body['conversationId']);
    const { items: turns } = (await get(`/api/v1/conversations/${id}/turns`)) as { items: { receipts: Json[] }[] };
    expect(String(turns[0]?.receipts[0]?.['url'])).toContain(path);
  });
});
