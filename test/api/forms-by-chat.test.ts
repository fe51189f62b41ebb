import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { derivedMailId, LeadId, TenantId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { Rig } from './rig.js';

/** A form that is asked for in the chat, from the switch in the panel to the lead, over a channel that draws no cards. */

/** The publication holds a whole exam first. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Json = Record<string, unknown>;
let rig: Rig;
let admin: Record<string, string>;
let tenantId: TenantId;
let formId: string;

const get = async (path: string): Promise<Json> => (await rig.must('GET', path, undefined, admin)).body;
const post = async (path: string, json: unknown = {}): Promise<Json> =>
  (await rig.must('POST', path, json, admin)).body;
const put = async (path: string, json: unknown): Promise<Json> => (await rig.must('PUT', path, json, admin)).body;
const say = async (session: string, message: string): Promise<Json> =>
  post('/api/v1/chat', { session_id: session, message });
const leads = async (): Promise<Json[]> => (await get(`/api/v1/leads?form=${formId}`))['items'] as Json[];

const fields = [
  { key: 'name', type: 'name', label: { en: 'Your name', ar: 'اسمك' }, required: true, options: [] },
  { key: 'mail', type: 'email', label: { en: 'Your e-mail', ar: 'بريدك' }, required: true, options: [] },
  { key: 'wish', type: 'message', label: { en: 'What would you like' }, required: false, options: [] },
];

const publishWith = async (intents: readonly Json[]): Promise<void> => {
  const { items } = await get('/api/v1/assistants');
  const path = `/api/v1/assistants/${String((items as Json[])[0]?.['id'])}/versions`;
  const { id } = await post(path);
  await put(`${path}/${String(id)}`, { version: 1, config: { intents } });
  const run = await post(`${path}/${String(id)}/exam`);
  await rig.application.container.get(tokens.workStudio).execute({ tenantId, runId: String(run['id']) as never });
  // The queue's own worker may have had it first.
  await expect
    .poll(async () => (await get(`${path.replace('/versions', '/runs')}/${String(run['id'])}`))['status'], {
      timeout: 30_000,
    })
    .toBe('done');
  await post(`${path}/${String(id)}/publish`, { override: 'a test' });
};

beforeAll(async () => {
  rig = await Rig.start({ works: true });
  const signedUp = await rig.signUp('owner@noor.test', 'Noor Spa');
  admin = signedUp.headers;
  tenantId = TenantId(signedUp.tenantId);
  const settings = await get('/api/v1/settings');
  await put('/api/v1/settings', { version: settings['version'], assistant: { settleMs: 0 } });
  await post('/api/v1/services', { name: { en: 'Deep massage' }, priceMinor: 15_000 });
  const form = { name: 'Quote', title: { en: 'Ask for a quote' }, fields, notify: ['sales@noor.test'] };
  formId = String((await post('/api/v1/forms', form))['id']);
});
afterAll(() => rig.stop());

describe('an intent that leads to a form', () => {
  const intents = () => [{ name: 'quote', phrases: ['I want a quote'], target: { do: 'ask_form', form: formId } }];

  it('is refused until the form may be asked for in chat', async () => {
    await expect(publishWith(intents())).rejects.toThrow('assistant.intent_leads_nowhere');
    await put(`/api/v1/forms/${formId}`, { version: 1, asksInChat: true });
    expect(await get(`/api/v1/forms/${formId}`)).toMatchObject({ asksInChat: true });
    await publishWith(intents());
  });

  it('collects it in the conversation, and makes one lead of it', async () => {
    const begun = await say('sara', 'I want a quote');
    expect(begun['reply']).toContain('Your name:');
    expect((await say('sara', 'Sara Khan, sara@example.com'))['reply']).toContain('What would you like');
    expect((await say('sara', 'how much is the deep massage?'))['reply']).toMatch(/150[\s\S]*What would you like/);
    const conversationId = String(begun['conversation_id']);
    expect((await get(`/api/v1/conversations/${conversationId}`))['collected']).toMatchObject({
      formId,
      values: [
        { key: 'name', value: 'Sara Khan' },
        { key: 'mail', value: 'sara@example.com' },
      ],
      missing: [{ key: 'wish' }],
    });
    await say('sara', 'A massage for two on our anniversary');
    expect(await leads()).toEqual([]);
    expect((await say('sara', 'yes'))['reply']).toContain('Thank you! We will get back to you.');
    const all = await leads();
    expect(all).toMatchObject([
      {
        source: 'chat',
        channel: 'api',
        conversationId,
        name: 'Sara Khan',
        email: 'sara@example.com',
        intent: 'A massage for two on our anniversary',
        values: { name: 'Sara Khan', mail: 'sara@example.com', wish: 'A massage for two on our anniversary' },
        status: 'new',
      },
    ]);
    const { conversation, customer, collected } = (await get(`/api/v1/conversations/${conversationId}`)) as Json & {
      conversation: Json;
      customer: Json;
    };
    expect([conversation['mode'], customer['email'], collected]).toEqual(['assistant', 'sara@example.com', null]);
    const audit = (await get('/api/v1/audit?limit=20'))['items'] as { action: string; target: string }[];
    expect(audit.filter(({ action, target }) => action === 'lead.created' && target === all[0]?.['id'])).toHaveLength(
      1,
    );
  });

  it('tells the form’s own addresses, once', async () => {
    const { turns } = rig.store.tenant(tenantId);
    const conversationId = String((await leads())[0]?.['conversationId']) as never;
    const sent = (await turns.page(conversationId, { after: null, limit: 10 })).items.find(({ lead }) => lead);
    if (sent === undefined) throw new Error('no turn with a lead');
    // Applied again, as after a crash: nothing is done twice.
    await rig.application.container.get(tokens.applyTurn).applyNow({ ...sent, status: 'decided' }, null);
    expect(await leads()).toHaveLength(1);
    const reader = rig.application.container.get(tokens.secrets).sha256('new_lead:sales@noor.test');
    const mail = derivedMailId(LeadId(String((await leads())[0]?.['id'])), reader.slice(0, 12));
    expect(await rig.store.platform.mails.hasAny([mail])).toBe(true);
  });

  it('is handed to a person with what was collected, and begins anew in a new conversation', async () => {
    const { conversation_id: id } = await say('omar', 'I want a quote');
    await say('omar', 'Omar');
    await say('omar', 'agent please');
    const details = (await get(`/api/v1/conversations/${String(id)}`)) as { conversation: Json; collected: Json };
    expect(details.conversation['mode']).toBe('waiting');
    expect(details.collected).toMatchObject({ values: [{ key: 'name', value: 'Omar' }] });
    await post(`/api/v1/conversations/${String(id)}/close`, {});
    const next = await say('omar', 'I want a quote');
    expect(next['conversation_id']).not.toBe(id);
    expect(next['reply']).toContain('Your name:');
  });
});
