import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canLook, picture } from '#test/support/browser';
import { fileOf, png } from './files.js';
import { bubbles, draft, open, Rig, say, write } from './rig.js';

const kept = (page: Page, what: string): Promise<string | null> =>
  page.evaluate(`localStorage.getItem('wakil:noor-spa:${what}')`);

const visitKey = 'wakil:noor-spa:s';

/** Changes what the browser remembers of its session, while no chat is open that writes there too. */
const changeVisit = (page: Page, change: object): Promise<unknown> =>
  page.evaluate(`(() => {
    const visit = JSON.parse(localStorage.getItem('${visitKey}'));
    localStorage.setItem('${visitKey}', JSON.stringify({ ...visit, ...${JSON.stringify(change)} }));
  })()`);

/**
 * The same under an open chat, told to it as another tab of the visitor would. An event of the stream that comes
 * first writes the old session back; then once more, until the chat itself goes by what was changed.
 */
const changeOpenVisit = async (page: Page, channel: string, change: object): Promise<void> => {
  const toldBack = `new Promise((resolve) => {
    const [ear, mouth] = [new BroadcastChannel('${channel}'), new BroadcastChannel('${channel}')];
    ear.onmessage = () => { ear.close(); mouth.close(); resolve(localStorage.getItem('${visitKey}')); };
    mouth.postMessage('');
  })`;
  for (let isHeld = false; !isHeld; ) {
    await changeVisit(page, change);
    const visit: unknown = JSON.parse(await page.evaluate<string>(toldBack));
    isHeld = Object.entries(change).every(([name, value]) => (visit as Record<string, unknown>)[name] === value);
  }
};

const attach = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.getByLabel('Attach a file').setInputFiles(fileOf(name, buffer));

const badToken = { token: 'v1.none.none.none.0.none' };

/** Each time: one true sentence with a next step, and nothing typed is lost. */
describe.skipIf(!canLook)('when something is wrong, the visitor', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.start('faults');
    rig.host.pages.set('/plain', { body: '<!doctype html><title>plain</title>' });
  });
  afterAll(() => rig.stop());
  /** On which the tabs of one visitor talk. */
  const channel = (): string => `wakil:${rig.proxy.url}/noor-spa`;

  it('without a network reads that it is kept, and it is sent when there is one', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    await page.context().setOffline(true);
    await write(page, 'from the tunnel');
    await page.getByText('No connection. What you write is kept and sent as soon as there is one.').waitFor();
    expect(await rig.heard()).toEqual(['hello']);
    await page.context().setOffline(false);
    await expect.poll(() => rig.heard(), { timeout: 20_000 }).toEqual(['hello', 'from the tunnel']);
    await page.getByText('No connection').waitFor({ state: 'hidden' });
  });

  it('who comes while the server is away finds the chat when it is back, on the same page', async () => {
    const context = await rig.visitor();
    const page = await context.newPage();
    await page.goto(rig.host.url);
    await page.locator('wakil-chat .l').waitFor();
    rig.proxy.fault = { status: 503 };
    await page.locator('wakil-chat .l').click();
    await page.locator('wakil-chat .l[title="No connection. Try again."]').waitFor();
    await picture(page, 'widget-away');
    rig.proxy.fault = null;
    await open(page);
    expect(await page.locator('wakil-chat .l').getAttribute('title')).toBe('');
    await say(page, 'hello');
  });

  it('whose session turns out to be gone reads that this is a new chat, and the text arrives there', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    const before = (await rig.conversation()).id;
    await changeOpenVisit(page, channel(), badToken);
    await write(page, 'again');
    await page.getByText('Your earlier chat had expired, so this is a new one.').waitFor();
    await expect.poll(() => rig.heard()).toEqual(['again']);
    expect((await rig.conversation()).id).not.toBe(before);
  });

  it.each([
    ['with a token that is no good any more', badToken],
    ['to a session nobody knows', { id: `wgs_${'0'.repeat(32)}` }],
  ])('who comes back %s reads that it has ended, and the text arrives in a new one', async (_how, change) => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    // On a page without the chat: nothing writes there meanwhile.
    await page.goto(`${rig.host.url}/plain`);
    await changeVisit(page, change);
    await page.goto(rig.host.url);
    await open(page);
    await page.getByText('This chat has ended. Write to start a new one.').waitFor();
    await write(page, 'again');
    await expect.poll(async () => (await rig.heard()).at(-1)).toBe('again');
    expect(await bubbles(page)).toContain('again');
  });

  it('who attaches a file after the session has expired sends it in a new one', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    await changeOpenVisit(page, channel(), badToken);
    await attach(page, 'a.png', png);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.visitor .file').waitFor();
  });

  it('whose chat the business has closed reads so, and writes into a new one', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    const { id } = await rig.conversation();
    await rig.noor.admin.post(`/api/v1/conversations/${id}/close`);
    await page.getByText('This chat has ended. Write to start a new one.').waitFor();
    await page.getByRole('button', { name: 'Skip' }).click();
    await write(page, 'one more thing');
    await expect.poll(async () => (await rig.conversation()).id).not.toBe(id);
    expect(await rig.heard()).toEqual(['one more thing']);
  });

  it('reads that a message is too long, and gets the text back', async () => {
    const page = await rig.visit();
    await open(page);
    const long = 'y'.repeat(4_097);
    await write(page, long);
    await page.getByText('This message is too long. Shorten it and send it again.').waitFor();
    await write(page, 'short');
    await expect.poll(() => rig.heard()).toEqual(['short']);
    await page.getByRole('button', { name: 'Edit' }).click();
    expect(await draft(page)).toBe(long);
    await page.reload();
    await open(page);
    expect(await draft(page)).toBe(long);
  });

  it('reads which files are taken, before anything is sent', async () => {
    const page = await rig.visit();
    await open(page);
    await attach(page, 'evil.png', Buffer.from('MZ\x90 not a picture'));
    await page
      .getByText('Only PNG, JPEG, GIF and WebP pictures and PDF files can be sent. Choose another file.')
      .waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await attach(page, 'big.png', Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]));
    await page.getByText('The file is larger than 10 MB. Choose a smaller one.').waitFor();
    expect(rig.proxy.calls.filter((call) => call.includes('files'))).toEqual([]);
  });

  it('reads what a server on the way refuses of a file, and tries again', async () => {
    const page = await rig.visit();
    await open(page);
    await write(page, 'see this');
    await attach(page, 'a.png', png);
    await page.getByLabel('Describe it in a few words').fill('my kitchen');
    rig.proxy.fault = { status: 413, on: /POST .*files/, problem: { code: 'request.too_large' } };
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The file is larger than 10 MB. Choose a smaller one.').waitFor();
    // A bare proxy gives the page no reason at all.
    rig.proxy.fault = { status: 413, on: /POST .*files/ };
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The file did not arrive. Try again.').waitFor();
    rig.proxy.fault = null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.visitor .file').waitFor();
    await expect.poll(() => bubbles(page)).toEqual(['see this', 'my kitchen']);
  });

  it('who is too quick waits as long as is said, and nothing is lost', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    const problem = { code: 'rate_limit.exceeded', retryAfterMs: 2_500 };
    rig.proxy.fault = { status: 429, on: /POST .*send/, times: 1, problem };
    const from = Date.now();
    await write(page, 'one');
    await write(page, 'two');
    await expect.poll(() => rig.heard(), { timeout: 20_000 }).toEqual(['hello', 'one', 'two']);
    expect(Date.now() - from).toBeGreaterThan(2_400);
    expect(rig.proxy.calls.filter((call) => /^POST .*send/.test(call))).toHaveLength(4);
  });

  it('on a slow way sees what is going on, and it is sent once', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    rig.proxy.delayMs = 1_500;
    await write(page, 'slowly');
    await page.getByText('Sending…').waitFor();
    await expect.poll(() => rig.heard(), { timeout: 20_000 }).toEqual(['hello', 'slowly']);
  });

  it('whose browser keeps nothing talks all the same', async () => {
    const page = await (await rig.visitor()).newPage();
    await page.addInitScript(
      `Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })`,
    );
    await page.goto(rig.host.url);
    await open(page);
    await say(page, 'hello');
    await rig.reply('heard');
    await page.getByText('heard', { exact: true }).waitFor();
  });

  it('who blocks cookies misses nothing: there are none', async () => {
    const context = await rig.visitor();
    await context.addInitScript(`Object.defineProperty(Document.prototype, 'cookie', {
      get() { throw new Error('blocked'); }, set() { throw new Error('blocked'); } })`);
    const sent: (string | undefined)[] = [];
    context.on('request', (request) => sent.push(request.headers()['cookie']));
    const page = await context.newPage();
    await page.goto(rig.host.url);
    await open(page);
    await say(page, 'hello');
    expect(await context.cookies([rig.host.url, rig.proxy.url])).toEqual([]);
    expect(sent.filter(Boolean)).toEqual([]);
  });

  it.each([-2, 2])('whose clock is %i days off reads today as today, and nothing has expired', async (days) => {
    const page = await (await rig.visitor({ timezoneId: 'Asia/Dubai' })).newPage();
    await page.addInitScript(`(() => {
      const off = ${days} * 86_400_000, Real = Date, now = Date.now;
      globalThis.Date = class extends Real { constructor(...a) { super(...(a.length ? a : [now() + off])); } static now() { return now() + off; } };
    })()`);
    await page.goto(rig.host.url);
    await open(page);
    await say(page, 'hello');
    expect(await page.locator('.day').allTextContents()).toEqual(['today']);
    const shown = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Dubai' });
    const times = [0, 60_000].map((ago) => shown.format(Date.now() - ago));
    expect(times).toContain(await page.locator('.visitor .status time').textContent());
    await page.reload();
    await open(page);
    await say(page, 'still here');
    expect(rig.proxy.calls.filter((call) => /^POST .*session.create/.test(call))).toHaveLength(1);
    expect(await rig.heard()).toEqual(['hello', 'still here']);
  });

  it('is told the truth where the assistant was stopped, and a person can still answer', async () => {
    const page = await rig.visit();
    await open(page);
    await rig.noor.admin.put('/api/v1/kill-switch', { on: true, reason: 'a test' });
    await write(page, 'How much is the deep massage?');
    await expect.poll(() => rig.heard()).toEqual(['How much is the deep massage?']);
    await page.locator('.visitor .status time').waitFor();
    expect(await page.locator('.typing').count()).toBe(0);
    await rig.reply('It is 150.');
    await page.getByText('It is 150.').waitFor();
    await rig.noor.admin.put('/api/v1/kill-switch', { on: false, reason: 'over' });
  });

  const tenantOf = async (): Promise<string> => {
    const { items } = await rig.platform.get<{ items: { id: string; slug: string }[] }>('/api/v1/admin/tenants');
    return items.find(({ slug }) => slug === 'noor-spa')?.id ?? '';
  };

  it('of a suspended business reads so, keeps the text, and sends it when the business is back', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    const one = `/api/v1/admin/tenants/${await tenantOf()}`;
    await rig.platform.post(`${one}/suspend`);
    await write(page, 'are you there?');
    await page.getByText('The chat takes no messages right now. Your text is kept here; try again later.').waitFor();
    // Who comes anew reads it at once.
    const other = await page.context().newPage();
    await other.goto(rig.host.url);
    await other.locator('wakil-chat .l').click();
    await other.getByText('This business is not taking messages at the moment. Please try again later.').waitFor();
    await other.close();
    await rig.platform.post(`${one}/activate`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => rig.heard()).toEqual(['hello', 'are you there?']);
  });

  it('of a business that now wants consent is asked for it, and the text waits', async () => {
    const page = await rig.visit();
    await open(page);
    const noticeUrl = 'https://noor.example/privacy';
    const privacy = { keepIp: false, keepUserAgent: false, keepReferrer: false, noticeUrl, requireConsent: true };
    await rig.configure({ privacy });
    await write(page, 'hello');
    await page.getByRole('button', { name: 'I agree' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => rig.heard()).toEqual(['hello']);
    await rig.configure({ privacy: { ...privacy, noticeUrl: null, requireConsent: false } });
  });

  it('of a site that was taken off the list reads so, and sees no chat when coming anew', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    await rig.configure({ domains: ['elsewhere.example'] });
    await write(page, 'and now?');
    await page.getByText('The chat takes no messages right now. Your text is kept here; try again later.').waitFor();
    const other = await page.context().newPage();
    const answer = other.waitForResponse(/config/);
    await other.goto(rig.host.url);
    expect((await answer).status()).toBe(403);
    await other.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    expect(await other.locator('wakil-chat').count()).toBe(0);
    await rig.configure({ domains: ['localhost'] });
  });

  // The last one: there is no business after it.
  it('of a business that is gone for good reads that nothing is taken, and still has the text', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    const one = `/api/v1/admin/tenants/${await tenantOf()}`;
    await rig.platform.post(`${one}/delete`);
    await rig.platform.post(`${one}/destroy`, { confirm: 'noor-spa' });
    await write(page, 'are you there?');
    await page.getByText('The chat takes no messages right now. Your text is kept here; try again later.').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    expect(await draft(page)).toBe('are you there?');
    expect(await kept(page, 'd')).toBe('"are you there?"');
  });
});
