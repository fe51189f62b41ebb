import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MessageId, WidgetSessionId } from '#domain/shared/ids';
import { tokens } from '#infrastructure/composition/tokens';
import { password } from './rig.js';
import { type Browser, type Business, type Json, refusal, WidgetRig } from './widget-rig.js';

/** The website channel over HTTP, as a browser sees it (WEB-1, WEB-2, WEB-6). */

let rig: WidgetRig;
let noor: Business;
let other: Business;
const root = { email: 'root@platform.test', password };
const pages = { origin: 'https://noor.example' };
const minute = 60_000;

const found = <T>(value: T | null): T => {
  if (value === null) throw new Error('it is not there');
  return value;
};
const sessionOf = async ({ tenantId }: Business, { session }: Browser) =>
  found(await rig.store.tenant(tenantId).widget.findSession(WidgetSessionId(session))).state;

beforeAll(async () => {
  rig = await WidgetRig.start();
  const { value: token } = rig.application.container.get(tokens.setupToken);
  await rig.must('POST', '/api/auth/setup', { token, ...root, name: 'Root', tokenIn: 'body' });
  noor = await rig.business('noor-spa');
  other = await rig.business('other-spa');
  await rig.must('POST', '/api/v1/onboarding/sample-catalogue', { kind: 'spa' }, noor.admin);
  await rig.configure(noor, { domains: ['noor.example', '*.noor.example'] });
});
afterAll(() => rig.stop());

describe('a talk', () => {
  it('begins, is answered from the catalogue, and is read in order', async () => {
    const browser = await rig.visit(noor, { language: 'en' });
    const sent = await rig.say(browser, 'How much is the Moroccan bath?', 'k1');
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject({
      seq: 1,
      from: 'visitor',
      text: 'How much is the Moroccan bath?',
      client_key: 'k1',
    });
    const source = await rig.listen(browser, '1');
    await source.until(({ heard }) => heard.some(({ data }) => String(data['text']).includes('AED 200')));
    source.leave();
    const messages = await rig.messages(browser);
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
    expect(messages[1]).toMatchObject({ from: 'assistant', client_key: null });
    expect(messages.map(({ text }) => text).join('\n')).toContain('AED 200');
  });

  it('takes a message whole or not at all: what is too long is given back', async () => {
    const browser = await rig.visit(noor);
    const longest = 'y'.repeat(4_096);
    expect((await rig.say(browser, longest)).body['text']).toBe(longest);
    const refused = { status: 400, code: 'widget.message_too_long' };
    for (const length of [4_097, 99_999]) expect(refusal(await rig.say(browser, 'y'.repeat(length)))).toEqual(refused);
    expect((await rig.messages(browser)).filter(({ from }) => from === 'visitor')).toHaveLength(1);
  });

  it('is stored once for one key, whatever is repeated', async () => {
    const browser = await rig.visit(noor);
    const [first, again] = [await rig.say(browser, 'hello', 'same'), await rig.say(browser, 'hello', 'same')];
    expect(again.body['id']).toBe(first.body['id']);
    const inbound = (await rig.messages(browser)).filter(({ from }) => from === 'visitor');
    expect(inbound).toHaveLength(1);
  });

  it('keeps keys of different sessions apart', async () => {
    const [one, two] = [await rig.visit(noor), await rig.visit(noor)];
    const [first, second] = [await rig.say(one, 'hello', 'k'), await rig.say(two, 'hello', 'k')];
    expect(second.body['id']).not.toBe(first.body['id']);
  });

  it('goes on after a reload, and for the same visitor in another session once it is over', async () => {
    const browser = await rig.visit(noor);
    expect((await rig.visit(noor, { token: browser.token })).session).toBe(browser.session);
    await rig.ask(browser, 'PUT', 'status/', { status: 'closed' });
    const next = await rig.visit(noor, { token: browser.token });
    expect(next.session).not.toBe(browser.session);
    expect(next.token.split('.')[2]).toBe(browser.token.split('.')[2]);
  });

  it('answers a tapped option of the menu, as the config names it', async () => {
    const config = await rig.must('GET', `/api/widget/company/${noor.slug}/config/?language=en`);
    const { choices } = config['menu'] as {
      choices: { id: string; label: string; url: string | null; form_id: string | null }[];
    };
    const tapped = choices.find(({ url, form_id }) => url === null && form_id === null);
    expect(tapped?.id).toMatch(/^flow:flw_/);
    const browser = await rig.visit(noor, { language: 'en' });
    const sent = await rig.ask(browser, 'POST', 'send/', { choice: { id: tapped?.id, label: tapped?.label } });
    expect(sent.body).toMatchObject({ text: tapped?.label, from: 'visitor' });
    const source = await rig.listen(browser, '1');
    await source.until(({ heard }) => heard.some(({ event }) => event === 'message'));
    source.leave();
    expect(await rig.messages(browser, 1)).toMatchObject([{ from: expect.stringMatching(/^(?:assistant|system)$/) }]);
  });

  it('shows choices as choices, whole: no numbers in the text, and where each leads', async () => {
    const browser = await rig.visit(noor, { language: 'en' });
    await rig.talk(browser, 'menu');
    const shown = found((await rig.messages(browser)).find(({ choices }) => (choices as Json[]).length > 0) ?? null);
    const id = String((await sessionOf(noor, browser)).conversationId);
    const { items } = await rig.must('GET', `/api/v1/conversations/${id}/messages`, undefined, noor.admin);
    const kept = found((items as Json[]).find((each) => each['id'] === shown['id']) ?? null);
    expect((kept['content'] as Json)['text']).toMatch(/\n1\. .+\n2\. /);
    expect(shown['text']).not.toMatch(/^\d+\. /m);
    expect(String((kept['content'] as Json)['text']).startsWith(String(shown['text']))).toBe(true);
    const choices = shown['choices'] as { id: string; label: string; url: string | null; form_id: string | null }[];
    expect(choices.some(({ form_id }) => form_id !== null)).toBe(true);
    // The team sees where they lead, too.
    expect(kept['choices']).toEqual(choices.map(({ form_id: formId, ...rest }) => ({ ...rest, formId })));
    const source = await rig.listen(browser, '0');
    await source.until(({ heard }) => heard.some(({ data }) => data['id'] === shown['id']));
    source.leave();
    expect(source.heard.find(({ data }) => data['id'] === shown['id'])?.data['text']).toBe(shown['text']);
  });

  it('shows who has it by first name, and what they write', async () => {
    const browser = await rig.visit(noor);
    await rig.talk(browser, 'hello');
    const id = String((await sessionOf(noor, browser)).conversationId);
    await rig.must('POST', `/api/v1/conversations/${id}/take-over`, {}, noor.admin);
    await rig.must('POST', `/api/v1/conversations/${id}/messages`, { text: 'I am here' }, noor.admin);
    const source = await rig.listen(browser);
    await source.until(({ heard }) => heard.some(({ data }) => data['from'] === 'human'));
    source.leave();
    expect((await rig.messages(browser)).at(-1)).toMatchObject({ from: 'human', author: 'Sara', text: 'I am here' });
    const { body } = await rig.ask(browser, 'GET', 'status/');
    expect(body).toMatchObject({ mode: 'human', agent: 'Sara' });
  });

  it('tells the team what the visitor has read', async () => {
    const browser = await rig.visit(noor);
    const replies = await rig.talk(browser, 'hello');
    const { body } = await rig.ask(browser, 'PUT', 'status/', { read_seq: 9_999 });
    expect(body['read_seq']).toBe(body['last_seq']);
    const { messages } = rig.store.tenant(noor.tenantId);
    expect((await messages.find(MessageId(String(replies[0]?.['id']))))?.status).toBe('read');
  });
});

describe('the end of a talk', () => {
  it('closes the session and the conversation, takes one rating, and no more words', async () => {
    const browser = await rig.visit(noor);
    await rig.talk(browser, 'hello');
    expect(refusal(await rig.ask(browser, 'POST', 'rating/', { score: 5 }))).toEqual({
      status: 409,
      code: 'widget.rating_not_asked',
    });
    const closed = await rig.ask(browser, 'PUT', 'status/', { status: 'closed' });
    expect(closed.body).toMatchObject({ status: 'closed', rating: 'asked' });
    const conversationId = found((await sessionOf(noor, browser)).conversationId);
    const conversation = await rig.store.tenant(noor.tenantId).conversations.find(conversationId);
    expect(conversation?.state.status).toBe('closed');
    expect(refusal(await rig.say(browser, 'one more'))).toEqual({ status: 409, code: 'widget.session_closed' });
    expect((await rig.ask(browser, 'POST', 'rating/', { score: 5, comment: 'good' })).body['rating']).toBe('given');
    await rig.ask(browser, 'POST', 'rating/', { score: 1 });
    expect((await sessionOf(noor, browser)).rating).toMatchObject({ score: 5, comment: 'good' });
  });

  it('comes by itself after half an hour, and is found by whoever asks', async () => {
    const browser = await rig.visit(noor);
    await rig.say(browser, 'hello');
    rig.clock.putForward(30 * minute);
    expect((await rig.ask(browser, 'GET', 'status/')).body['status']).toBe('closed');
    expect(refusal(await rig.say(browser, 'late'))).toEqual({ status: 409, code: 'widget.session_closed' });
  });
});

describe('a form', () => {
  const formOf = async (): Promise<Json> => {
    const { forms } = (await rig.must('GET', `/api/widget/company/${noor.slug}/config/`)) as { forms: Json[] };
    return forms[0] as Json;
  };
  const filled = (form: Json): Json => {
    const samples: Json = {
      name: 'Omar',
      email: 'omar@example.com',
      phone: '+971501234567',
      checkbox: 'yes',
      date: '2027-01-15',
    };
    const fields = form['fields'] as { key: string; type: string; options: string[] }[];
    return Object.fromEntries(fields.map(({ key, type, options }) => [key, samples[type] ?? options[0] ?? 'words']));
  };

  it('becomes one lead, however often it is sent', async () => {
    const form = await formOf();
    const browser = await rig.visit(noor);
    const path = `forms/${String(form['id'])}/`;
    const key = { 'idempotency-key': 'form-1' };
    const count = async () =>
      ((await rig.must('GET', '/api/v1/leads', undefined, noor.admin)) as { items: Json[] }).items.length;
    const before = await count();
    const sent = await rig.ask(browser, 'POST', path, { values: filled(form) }, key);
    expect(sent.status, sent.text).toBe(201);
    expect(sent.body['thanks']).toEqual(expect.stringMatching(/./));
    await rig.ask(browser, 'POST', path, { values: filled(form) }, key);
    expect(await count()).toBe(before + 1);
  });

  it('that is another business’s is not there', async () => {
    const form = await formOf();
    const browser = await rig.visit(other);
    expect((await rig.ask(browser, 'POST', `forms/${String(form['id'])}/`, { values: {} })).status).toBe(404);
  });
});

describe('who may', () => {
  it('a token is good for its own session, and every other one is not there', async () => {
    const [mine, theirs, foreign] = [await rig.visit(noor), await rig.visit(noor), await rig.visit(other)];
    const unknown = await rig.ask({ ...mine, session: `wss_${'0'.repeat(32)}` }, 'GET', 'messages/');
    for (const session of [theirs.session, foreign.session]) {
      const reply = await rig.ask({ ...mine, session }, 'GET', 'messages/');
      expect(refusal(reply)).toEqual(refusal(unknown));
      expect(reply.status).toBe(404);
      expect(reply.text).not.toContain(session);
    }
  });

  it('refuses a forged, a changed and an expired token alike', async () => {
    const browser = await rig.visit(noor);
    const [head, tenant, visitor, session, expires, hmac] = browser.token.split('.');
    const forged = [
      [head, other.tenantId, visitor, session, expires, hmac],
      [head, tenant, visitor, session, String(Number(expires) + 1), hmac],
      [head, tenant, visitor, session, expires, `${hmac?.slice(0, -2)}AA`],
      ['a', 'b', 'c'],
    ];
    for (const parts of forged) {
      const headers = { authorization: `Bearer ${parts.join('.')}` };
      expect(refusal(await rig.ask({ ...browser, headers }, 'GET', 'status/'))).toEqual({
        status: 401,
        code: 'credential.refused',
      });
    }
    expect((await rig.ask({ ...browser, headers: {} }, 'GET', 'status/')).status).toBe(401);
    rig.clock.putForward(30 * 24 * 60 * minute);
    expect(refusal(await rig.ask(browser, 'GET', 'status/'))).toEqual({ status: 401, code: 'credential.refused' });
  });

  it('a visitor is nobody in the panel, and a member of the team is no visitor', async () => {
    const browser = await rig.visit(noor);
    expect((await rig.call('GET', '/api/v1/conversations', undefined, browser.headers)).status).toBe(401);
    expect((await rig.ask({ ...browser, headers: noor.admin }, 'GET', 'status/')).status).toBe(401);
  });

  it('refuses a business nobody has', async () => {
    const reply = await rig.call('POST', '/api/widget/session/create/', { company: 'nobody-at-all' });
    expect(reply.status).toBe(404);
  });
});

describe('a page', () => {
  const preflight = (origin: string) =>
    rig.call('OPTIONS', '/api/widget/session/create/', undefined, {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    });

  it('of a named domain, or below one named so, is let in', async () => {
    for (const origin of ['https://noor.example', 'https://www.noor.example']) {
      const reply = await rig.call('POST', '/api/widget/session/create/', { company: noor.slug }, { origin });
      expect(reply.status).toBe(201);
      expect(reply.headers.get('access-control-allow-origin')).toBe(origin);
      expect(reply.headers.get('vary')).toMatch(/origin/i);
      expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it.each(['https://evil.example', 'https://noor.example.evil.test', 'https://notnoor.example', 'null'])(
    'of %s is refused before anything is told',
    async (origin) => {
      const config = await rig.call('GET', `/api/widget/company/${noor.slug}/config/`, undefined, { origin });
      expect(refusal(config)).toEqual({ status: 403, code: 'widget.domain_not_allowed' });
      const created = await rig.call('POST', '/api/widget/session/create/', { company: noor.slug }, { origin });
      expect(refusal(created)).toEqual({ status: 403, code: 'widget.domain_not_allowed' });
      const browser = await rig.visit(noor);
      const used = await rig.ask(browser, 'GET', 'messages/', undefined, { origin });
      expect(refusal(used)).toEqual({ status: 403, code: 'widget.domain_not_allowed' });
    },
  );

  it('that is refused may read why, and nothing else: its owner learns what to do', async () => {
    const origin = 'https://evil.example';
    const reply = await rig.call('GET', `/api/widget/company/${noor.slug}/config/`, undefined, { origin });
    expect(reply.headers.get('access-control-allow-origin')).toBe(origin);
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
    expect(Object.keys(reply.body).sort()).toEqual(['code', 'correlationId', 'detail', 'status', 'title', 'type']);
    expect(reply.body['detail']).toContain(`The chat may not be shown on ${origin}`);
  });

  it('of our own needs no permission', async () => {
    const own = { origin: `http://${rig.app.host}` };
    expect((await rig.call('POST', '/api/widget/session/create/', { company: other.slug }, own)).status).toBe(201);
  });

  it('asks beforehand and may send what it needs', async () => {
    const reply = await preflight('https://noor.example');
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('idempotency-key');
  });

  it('is noted as seen, and the panel is told, once a minute at most', async () => {
    const seen = async () => (await rig.store.tenant(noor.tenantId).widget.settings()).seen;
    rig.clock.putForward(minute);
    const told: unknown[] = [];
    const leave = rig.application.container.get(tokens.bus).subscribe((notice) => {
      if (notice.kind === 'settings') told.push(notice);
    });
    await rig.visit(noor, {}, pages);
    const first = await seen();
    expect(first?.origin).toBe('https://noor.example');
    await rig.visit(noor, {}, { origin: 'https://www.noor.example' });
    expect(await seen()).toEqual(first);
    rig.clock.putForward(minute);
    await rig.visit(noor, {}, { origin: 'https://www.noor.example' });
    expect((await seen())?.origin).toBe('https://www.noor.example');
    leave();
    const notice = { kind: 'settings', tenantId: noor.tenantId, area: 'widget' };
    expect(told).toEqual([notice, notice]);
  });
});

describe('privacy', () => {
  const kept = async (browser: Browser) => {
    const { ip, userAgent, referrer, origin } = await sessionOf(other, browser);
    return { ip, userAgent, referrer, origin };
  };
  const device = { 'user-agent': 'Firefox/140' };
  const keepAll = { keepIp: true, keepUserAgent: true, keepReferrer: true, noticeUrl: null, requireConsent: false };

  it('nothing of a visitor is kept unless the business says so', async () => {
    const browser = await rig.visit(other, { referrer: 'https://search.example/' }, device);
    expect(await kept(browser)).toEqual({ ip: null, userAgent: null, referrer: null, origin: null });
    await rig.configure(other, { privacy: keepAll });
    const next = await rig.visit(other, { referrer: 'https://search.example/' }, device);
    expect(await kept(next)).toMatchObject({
      ip: expect.stringMatching(/127/),
      userAgent: expect.stringContaining('Firefox'),
      referrer: 'https://search.example/',
    });
  });

  it('consent is asked for where the business wants it', async () => {
    await rig.configure(other, { privacy: { ...keepAll, requireConsent: true } });
    const refused = await rig.call('POST', '/api/widget/session/create/', { company: other.slug });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(String(refused.body['code'])).toMatch(/^widget\.consent_/);
    const browser = await rig.visit(other, { consent: true });
    expect((await sessionOf(other, browser)).consentAt).not.toBeNull();
    await rig.configure(other, { privacy: { ...keepAll, requireConsent: false } });
  });
});

describe('a business that is not there for visitors', () => {
  const takesNothing = async (business: Business, browser: Browser) => {
    const create = await rig.call('POST', '/api/widget/session/create/', { company: business.slug });
    const send = await rig.say(browser, 'hello?');
    expect([create.status, send.status]).toEqual([403, 403]);
    expect(String(create.body['detail'])).toMatch(/[a-z]/);
    const config = await rig.must('GET', `/api/widget/company/${business.slug}/config/`);
    expect(config).toMatchObject({ enabled: false, notice: expect.stringMatching(/./) });
    expect(await rig.messages(browser)).toEqual([]);
  };

  it('has switched its chat off', async () => {
    const browser = await rig.visit(other);
    await rig.configure(other, { enabled: false });
    await takesNothing(other, browser);
    await rig.configure(other, { enabled: true });
    expect((await rig.say(browser, 'hello')).status).toBe(201);
  });

  it('is suspended', async () => {
    const third = await rig.business('third-spa');
    const browser = await rig.visit(third);
    // Anew: the clock has run on meanwhile.
    const { accessToken } = await rig.must('POST', '/api/auth/sign-in', { ...root, tokenIn: 'body' });
    const platform = { authorization: `Bearer ${String(accessToken)}` };
    await rig.must('POST', `/api/v1/admin/tenants/${third.tenantId}/suspend`, {}, platform);
    await takesNothing(third, browser);
  });
});

describe('one address', () => {
  it('has so many calls a minute, and is told when to come back', async () => {
    const small = await WidgetRig.start({ widgetPerIp: 5 });
    try {
      const shop = await small.business('small-spa');
      await small.configure(shop, { domains: ['noor.example'] });
      const config = (from: string) =>
        small.call('GET', `/api/widget/company/${shop.slug}/config/`, undefined, { ...pages, 'x-forwarded-for': from });
      const statuses: number[] = [];
      for (let n = 0; n < 6; n += 1) statuses.push((await config('198.51.100.1')).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
      const refused = await config('198.51.100.1');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused.headers.get('ratelimit')).toContain('r=0');
      const exposed = refused.headers.get('access-control-expose-headers')?.toLowerCase() ?? '';
      for (const name of ['retry-after', 'ratelimit', 'ratelimit-policy']) expect(exposed.split(/, */)).toContain(name);
      expect((await config('198.51.100.2')).status).toBe(200);
    } finally {
      await small.stop();
    }
  });
});
