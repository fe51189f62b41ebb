import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CustomerId, type FormId, TenantId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { Rig } from './rig.js';

let rig: Rig;
let headers: Record<string, string>;
let tenantId: TenantId;
beforeAll(async () => {
  rig = await Rig.start({ works: true });
  const signedUp = await rig.signUp('owner@noor.test', 'Noor Spa');
  headers = signedUp.headers;
  tenantId = TenantId(signedUp.tenantId);
});
afterAll(() => rig.stop());

type Json = Record<string, unknown>;
const get = async (path: string): Promise<Json> => (await rig.must('GET', path, undefined, headers)).body as Json;
const must = async (method: string, path: string, body: unknown): Promise<Json> =>
  (await rig.must(method, path, body, headers)).body as Json;
const refused = async (method: string, path: string, json: unknown) => {
  const reply = await rig.app.call(method, path, { headers, json });
  const { code, errors } = reply.body as { code: string; errors?: { path: string }[] };
  return { status: reply.status, code, paths: errors?.map((each) => each.path) ?? [] };
};
const stepsDone = async (): Promise<unknown[]> =>
  ((await get('/api/v1/onboarding'))['steps'] as { id: string; done: boolean }[])
    .filter(({ done }) => done)
    .map(({ id }) => id);

describe('the first five minutes', () => {
  it('begin with nothing done', async () => {
    expect(await stepsDone()).toEqual([]);
    expect((await get('/api/v1/onboarding'))['demoUrl']).toBe('/demo/noor-spa');
  });

  it('a sample catalogue answers at once, with a menu and a form', async () => {
    expect(await must('POST', '/api/v1/onboarding/sample-catalogue', { kind: 'spa' })).toEqual({ created: 14 });
    const { items: services } = (await get('/api/v1/services')) as { items: { price: Json; name: Json }[] };
    expect(services).toHaveLength(9);
    expect(services.every(({ price, name }) => price['currency'] === 'AED' && name['ar'] !== undefined)).toBe(true);
    const { items: flows } = (await get('/api/v1/flows')) as { items: Json[] };
    expect(flows).toMatchObject([{ status: 'published', name: 'Main menu' }]);
    expect((await get('/api/v1/widget-settings'))['menu']).toBe(flows[0]?.['id']);
    const { key } = await must('POST', '/api/v1/api-keys', { name: 'shop', scopes: ['chat.send'] });
    const chat = async (message: string) =>
      String(
        (await rig.must('POST', '/api/v1/chat', { session_id: 'omar', message }, { 'x-api-key': String(key) })).body[
          'reply'
        ],
      );
    expect(await chat('How much is the Moroccan bath?')).toContain('AED 200');
    expect(await chat('القائمة')).toContain('1. ');
    expect(await stepsDone()).toEqual(['catalogue', 'try_assistant']);
  });

  it('and only once', async () => {
    expect(await refused('POST', '/api/v1/onboarding/sample-catalogue', { kind: 'shop' })).toMatchObject({
      status: 409,
      code: 'onboarding.catalogue_not_empty',
    });
  });
});

describe.each(['JPY', 'KWD', 'USD'])('a sample catalogue in %s', (currency) => {
  it.each(['spa', 'restaurant', 'shop', 'clinic'])('of a %s has prices that can be paid', async (kind) => {
    const account = { email: `${kind}-${currency}@sample.test`, password: 'correct horse battery staple', name: 'O' };
    const { body } = await rig.must('POST', '/api/auth/sign-up', {
      ...account,
      businessName: `${kind} ${currency}`,
      currency,
      tokenIn: 'body',
    });
    const own = { authorization: `Bearer ${String(body['accessToken'])}` };
    await rig.must('POST', '/api/v1/onboarding/sample-catalogue', { kind }, own);
    const { items } = (await rig.must('GET', '/api/v1/services', undefined, own)).body as unknown as {
      items: { price: { minor: number } }[];
    };
    const digits = { JPY: 0, KWD: 3 }[currency] ?? 2;
    const whole = items.map(({ price }) => price.minor / 10 ** digits);
    expect(items.length).toBeGreaterThanOrEqual(8);
    expect(Math.min(...whole)).toBeGreaterThan(0.5);
    expect(items.every(({ price }) => Number.isInteger(price.minor))).toBe(true);
  });
});

describe('menus', () => {
  const nodes = [
    {
      id: 'start',
      text: { en: 'Hello' },
      options: [{ id: 'a', label: { en: 'A' }, action: { do: 'menu', node: 'gone' } }],
    },
  ];

  it('a draft may be unfinished; to publish it names what is wrong', async () => {
    const { id } = await must('POST', '/api/v1/flows', { name: 'Draft', nodes });
    expect(await refused('PUT', `/api/v1/flows/${id}`, { version: 1, status: 'published' })).toEqual({
      status: 400,
      code: 'flow.invalid',
      paths: ['body.nodes.0.options.0.action.node'],
    });
    const phone = { do: 'whatsapp', phone: '+971 50 000 0000', text: {} };
    const better = [{ ...nodes[0], options: [{ id: 'a', label: { en: 'A' }, action: phone }] }];
    const saved = await must('PUT', `/api/v1/flows/${id}`, { version: 1, status: 'published', nodes: better });
    expect(JSON.stringify(saved)).toContain('"971500000000"');
    expect((await rig.app.call('DELETE', `/api/v1/flows/${id}`, { headers })).status).toBe(204);
  });

  it('the one the widget opens with stays', async () => {
    const { menu } = await get('/api/v1/widget-settings');
    expect(await refused('DELETE', `/api/v1/flows/${String(menu)}`, undefined)).toMatchObject({
      status: 409,
      code: 'flow.in_use',
    });
  });
});

describe('forms and leads', () => {
  let formId: FormId;
  const submit = (values: Record<string, string>, submissionKey: string, customerId: CustomerId | null = null) =>
    rig.application.container
      .get(tokens.useCases)
      .submitForm.execute({ tenantId, formId, values, conversationId: null, customerId, submissionKey });

  it('a form says which of its parts does not hold', async () => {
    expect(await refused('POST', '/api/v1/forms', { name: 'X', title: { en: 'X' } })).toMatchObject({
      code: 'form.definition_invalid',
      paths: ['body.fields'],
    });
    const fields = [
      { key: 'name', type: 'name', label: { en: 'Name' }, required: true },
      { key: 'phone', type: 'phone', label: { en: 'Phone' } },
    ];
    const form = await must('POST', '/api/v1/forms', { name: 'Call back', title: { en: 'Call me' }, fields });
    expect(form).toMatchObject({ status: 'active', thanks: { en: expect.any(String), ar: expect.any(String) } });
    formId = form['id'] as FormId;
  });

  it('what is sent twice is one lead; what is wrong is none', async () => {
    await expect(submit({ phone: 'x' }, 'k0')).rejects.toMatchObject({ code: 'form.invalid' });
    expect((await submit({ name: '=Amal', phone: '0501234567' }, 'k1')).thanks.en).toContain('Thank you');
    await submit({ name: '=Amal', phone: '0501234567' }, 'k1');
    const { items } = (await get(`/api/v1/leads?form=${formId}`)) as { items: Json[] };
    expect(items).toMatchObject([{ name: '=Amal', phone: '0501234567', source: 'form', status: 'new' }]);
    expect(await get('/api/v1/leads/counts')).toMatchObject({ new: 1, converted: 0 });
  });

  it("fills the customer's card where it is empty, and nowhere else", async () => {
    const store = rig.store.tenant(tenantId);
    const { items } = await store.conversations.page({}, { after: null, limit: 1 }, null);
    const customer = items[0]?.customer;
    if (customer === undefined) throw new Error('nobody has written');
    await submit({ name: 'Omar', phone: '0507654321' }, 'k2', customer.id);
    await submit({ name: 'Somebody else', phone: '0500000000' }, 'k3', customer.id);
    expect(await store.conversations.findCustomer(CustomerId(customer.id))).toMatchObject({
      name: 'Omar',
      phone: '0507654321',
    });
  });

  it('moves on, to somebody who works here', async () => {
    const { items } = (await get('/api/v1/leads')) as { items: { id: string; version: number }[] };
    const lead = items[0];
    const path = `/api/v1/leads/${lead?.id}`;
    const nobody = 'usr_00000000000000000000000000000001';
    expect(await refused('PATCH', path, { version: 1, assignee: nobody })).toMatchObject({ paths: ['body.assignee'] });
    const { items: members } = (await get('/api/v1/team/members')) as { items: Json[] };
    const assignee = members[0]?.['userId'] ?? members[0]?.['id'];
    expect(await must('PATCH', path, { version: 1, status: 'qualified', assignee })).toMatchObject({
      status: 'qualified',
      assignee,
    });
    expect(await refused('PATCH', path, { version: 1, status: 'lost' })).toMatchObject({ status: 409 });
    expect(((await get(`/api/v1/leads?assignee=${String(assignee)}`)) as { items: Json[] }).items).toHaveLength(1);
  });

  it('comes from a chat with the contact of its customer', async () => {
    const { items } = await rig.store.tenant(tenantId).conversations.page({}, { after: null, limit: 1 }, null);
    const conversationId = items[0]?.conversation.state.id;
    expect(await must('POST', '/api/v1/leads', { conversationId, intent: 'a massage for two' })).toMatchObject({
      source: 'chat',
      name: 'Omar',
      phone: '0507654321',
      intent: 'a massage for two',
    });
    expect(await refused('POST', '/api/v1/leads', { intent: 'nobody' })).toMatchObject({ status: 400 });
  });

  it('leaves as a table that no spreadsheet reckons with', async () => {
    const reply = await rig.app.call('GET', '/api/v1/leads/export', { headers });
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toContain('leads.csv');
    expect(reply.text).toContain("'=Amal");
  });
});

describe('business profile, hours and the widget', () => {
  const version = async (): Promise<unknown> => (await get('/api/v1/settings'))['version'];

  it('keeps what it is told', async () => {
    const hours = {
      enabled: true,
      week: [
        [
          { from: 960, to: 1_320 },
          { from: 540, to: 780 },
        ],
        [],
        [],
        [],
        [],
        [],
        [],
      ],
      exceptions: [{ date: '2026-12-02', spans: [], note: 'National day' }],
    };
    const saved = await must('PUT', '/api/v1/settings', {
      version: await version(),
      slug: 'noor',
      profile: { phone: '+971 4 000 0000', website: 'https://noor.example', brandColour: '#AA0000' },
      hours,
    });
    expect(saved).toMatchObject({ slug: 'noor', profile: { brandColour: '#aa0000', website: 'https://noor.example' } });
    expect((saved['hours'] as typeof hours).week[0]?.map(({ from }) => from)).toEqual([540, 960]);
    expect(await stepsDone()).toContain('profile');
  });

  it.each([
    [
      'hours',
      {
        hours: {
          enabled: true,
          week: [
            [
              { from: 1, to: 9 },
              { from: 8, to: 10 },
            ],
            [],
            [],
            [],
            [],
            [],
            [],
          ],
          exceptions: [],
        },
      },
    ],
    ['hours', { hours: { enabled: true, week: [[{ from: 9, to: 9 }], [], [], [], [], [], []], exceptions: [] } }],
    ['slug', { slug: 'a--b' }],
    ['website', { profile: { website: 'javascript:alert(1)' } }],
  ])('refuses wrong %s', async (field, change) => {
    expect(await refused('PUT', '/api/v1/settings', { version: await version(), ...change })).toMatchObject({
      status: 400,
      paths: [`body.${field}`],
    });
  });

  it("refuses another business's address name", async () => {
    await rig.signUp('other@noor.test', 'Taken');
    expect(await refused('PUT', '/api/v1/settings', { version: await version(), slug: 'taken' })).toMatchObject({
      status: 409,
      code: 'tenant.slug_taken',
    });
  });

  it('shows the snippet, and takes domains as people paste them', async () => {
    const { slug, snippet, cspLine, seen, ...before } = await get('/api/v1/widget-settings');
    expect(snippet).toMatch(/^<script async src="https?:\/\/[^"]+\/widget\.js" data-client="noor"><\/script>$/);
    expect([slug, seen, typeof cspLine]).toEqual(['noor', null, 'string']);
    const domains = ['https://Shop.Example/contact?x=1', '*.shop.example', 'localhost:8080', 'shop.example'];
    const saved = await must('PUT', '/api/v1/widget-settings', { ...before, domains });
    expect(saved['domains']).toEqual(['shop.example', '*.shop.example', 'localhost:8080']);
    for (const wrong of ['*', 'shop', 'shop example', 'a.example:0', '*.', 'ftp://x.example'])
      expect(
        (await refused('PUT', '/api/v1/widget-settings', { ...before, version: saved['version'], domains: [wrong] }))
          .paths,
      ).toEqual(['body.domains']);
  });
});

describe('the schemas forms are drawn from', () => {
  it('name their fields, and say which are secret', async () => {
    const { channels, ...forms } = (await get('/api/v1/schemas')) as Record<string, Json> & { channels: Json[] };
    expect(Object.keys(forms)).toEqual(['assistant', 'profile', 'hours', 'widget']);
    const properties = Object.values(forms).flatMap((form) =>
      Object.entries(form['properties'] as Record<string, Json>),
    );
    expect(properties.filter(([, field]) => field['title'] === undefined).map(([name]) => name)).toEqual([]);
    expect(JSON.stringify(forms)).not.toMatch(/override|p\{Cc\}/);
    expect(channels.find(({ kind }) => kind === 'cloud-api')).toMatchObject({
      externalKey: { title: 'Phone number ID' },
      settings: { properties: { accessToken: { secret: true } } },
    });
    expect(channels.find(({ kind }) => kind === 'api')).toMatchObject({ externalKey: null });
  });
});
