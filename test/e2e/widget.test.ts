import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { xssCorpus } from '#test/support/xss-corpus';
import { aConfig } from '../emulators/widget-api/conversation.js';
import { WidgetApiEmulator } from '../emulators/widget-api/widget-api-emulator.js';
import { accessibilityFaults, buildWidget, hasBrowser, hostPage, openBrowser } from './widget/browser.js';
import { configFor, states } from './widget/states.js';

/** As long as the promise says: 503 for twenty seconds. */
const outageMs = 20_000;
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The built widget in a real browser against the emulated API. */
describe.runIf(hasBrowser)('the chat widget', () => {
  let built: ReturnType<typeof buildWidget>;
  let browser: Browser;
  let api: WidgetApiEmulator;
  let context: BrowserContext;

  beforeAll(async () => {
    built = buildWidget();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    built.remove();
  });
  beforeEach(async () => {
    api = await new WidgetApiEmulator(built.folder).start();
    api.pages.set('/', { html: hostPage(api.url) });
    context = await browser.newContext();
  });
  afterEach(async () => {
    await context.close();
    await api.stop();
  });

  const visit = async (path = '/', options?: BrowserContextOptions): Promise<Page> => {
    if (options !== undefined) {
      await context.close();
      context = await browser.newContext(options);
    }
    const page = await context.newPage();
    await page.goto(api.url + path);
    return page;
  };
  const open = async (page: Page): Promise<void> => {
    await page.locator('wakil-chat .l').click();
    await page.getByRole('textbox').waitFor();
  };
  const write = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
  };
  const bubbles = (page: Page): Promise<readonly string[]> => page.locator('.visitor .b').allTextContents();

  it('opens, sends, shows the answer and keeps both over a reload', async () => {
    api.onMessage = (conversation, text) => conversation.say({ text: `You said ${text}` });
    const page = await visit();
    await open(page);
    await write(page, 'hello');
    await page.getByText('You said hello').waitFor();
    expect(await bubbles(page)).toEqual(['hello']);
    await page.reload();
    await open(page);
    await page.getByText('You said hello').waitFor();
    expect(await bubbles(page)).toEqual(['hello']);
    expect(api.conversations).toHaveLength(1);
  });

  it('delivers what was written in an outage once and in order, over a reload in the middle of it', async () => {
    const page = await visit();
    await open(page);
    await write(page, 'before');
    await page.locator('.status time').waitFor();
    // The server takes the first, and its answer is lost on the way.
    api.losesNextAnswer = true;
    await write(page, 'one');
    await expect.poll(() => api.conversation.messages.length).toBe(2);
    api.failing = { status: 503, code: 'emulated.down' };
    api.dropStreams();
    for (const text of ['two', 'three']) await write(page, text);
    await page.getByText('No connection').waitFor();
    await page.waitForTimeout(outageMs / 2);
    await page.reload();
    await page.waitForTimeout(outageMs / 2);
    api.failing = null;
    await page.reload();
    await open(page);
    await write(page, 'four');
    await expect
      .poll(() => api.conversation.messages.map(({ text }) => text), { timeout: 40_000 })
      .toEqual(['before', 'one', 'two', 'three', 'four']);
    await expect.poll(() => bubbles(page)).toEqual(['before', 'one', 'two', 'three', 'four']);
    expect(await page.evaluate('Object.keys(localStorage).filter((key) => key.includes(":q")).length')).toBe(0);
  });

  it('keeps one connection for three tabs, and one list', async () => {
    const tabs = [await visit()];
    await open(tabs[0]!);
    await write(tabs[0]!, 'from the first');
    await tabs[0]!.locator('.status time').waitFor();
    for (const _ of [1, 2]) tabs.push(await visit());
    await open(tabs[1]!);
    await open(tabs[2]!);
    await write(tabs[1]!, 'from the second');
    await write(tabs[2]!, 'from the third');
    await expect.poll(() => api.conversation.messages.length).toBe(3);
    api.conversation.say({ text: 'to all' });
    const lists = () => Promise.all(tabs.map((tab) => tab.locator('.m .b').allTextContents()));
    const expected = [aConfig().welcome, 'from the first', 'from the second', 'from the third', 'to all'];
    await expect.poll(lists).toEqual([expected, expected, expected]);
    expect([api.streams, api.mostStreams, api.conversations.length]).toEqual([1, 1, 1]);
    // The one that leads goes; another takes over.
    await tabs[0]!.close();
    await expect.poll(() => api.streams).toBe(1);
    api.conversation.say({ text: 'to the rest' });
    await tabs[2]!.getByText('to the rest').waitFor();
  });

  it('shows on the launcher what waits, and another tab reads it away', async () => {
    const page = await visit();
    await open(page);
    await write(page, 'hello');
    await page.locator('.status time').waitFor();
    await page.keyboard.press('Escape');
    api.conversation.say({ text: 'one' });
    api.conversation.say({ text: 'two' });
    await page.getByRole('button', { name: /2 unread/ }).waitFor();
    const other = await visit();
    await other.getByRole('button', { name: /2 unread/ }).waitFor();
    await open(other);
    await other.getByText('two').waitFor();
    await expect.poll(() => page.locator('.l').getAttribute('aria-label')).not.toContain('unread');
    expect(api.conversation.state.read_seq).toBe(3);
  });

  it('asks every five seconds where streams do not come through', async () => {
    api.isBuffering = true;
    const page = await visit();
    await open(page);
    await write(page, 'hello');
    await page.locator('.status time').waitFor();
    api.conversation.say({ text: 'polled' });
    await page.getByText('polled').waitFor({ timeout: 20_000 });
  });

  it('resumes a cut stream where it was, and reads all again when told to', async () => {
    const page = await visit();
    await open(page);
    await write(page, 'hello');
    await expect.poll(() => api.streams).toBe(1);
    api.dropStreams();
    api.conversation.say({ text: 'said in between' });
    await page.getByText('said in between').waitFor();
    api.conversation.messages.splice(1);
    api.conversation.reset();
    await expect.poll(() => page.locator('.assistant .b').count()).toBe(1);
  });

  it('begins another session where the old one is gone, and the text goes there', async () => {
    const page = await visit();
    await open(page);
    await write(page, 'hello');
    await page.locator('.status time').waitFor();
    api.conversations.length = 0;
    await write(page, 'again');
    await page.getByText('Your earlier chat had expired').waitFor();
    await expect.poll(() => api.conversation.messages.map(({ text }) => text)).toEqual(['again']);
  });

  it('says what is true of a message too long, and gives the text back', async () => {
    const page = await visit();
    await open(page);
    await write(page, 'y'.repeat(5_000));
    await page.getByText('too long').waitFor();
    await write(page, 'short');
    await expect.poll(() => api.conversation.messages.map(({ text }) => text)).toEqual(['short']);
    await page.getByRole('button', { name: 'Edit' }).click();
    expect(await page.getByRole('textbox').inputValue()).toBe('y'.repeat(5_000));
    await page.reload();
    await open(page);
    expect(await page.getByRole('textbox').inputValue()).toBe('y'.repeat(5_000));
  });

  it('works where nothing can be stored', async () => {
    const page = await context.newPage();
    await page.addInitScript(
      `Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })`,
    );
    api.onMessage = (conversation) => conversation.say({ text: 'heard' });
    await page.goto(api.url);
    await open(page);
    await write(page, 'hello');
    await page.getByText('heard').waitFor();
  });

  it('can be used without a mouse', async () => {
    api.config = () => configFor({ language: 'en', scheme: 'light' });
    const page = await visit();
    await page.locator('wakil-chat .l').waitFor();
    const focused = () =>
      page.evaluate('document.activeElement?.shadowRoot?.activeElement?.outerHTML.slice(0, 60) ?? ""');
    await page.keyboard.press('Tab');
    expect(await focused()).toContain('class="l');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toContain('<textarea');
    expect(await page.getByRole('dialog', { name: 'Noor Spa' }).getAttribute('aria-modal')).toBe('false');
    await page.keyboard.type('hello');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('there');
    await page.keyboard.press('Enter');
    await expect.poll(() => api.conversations.at(-1)?.messages[0]?.text).toBe('hello\nthere');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.emojis').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.emojis').waitFor({ state: 'detached' });
    await expect.poll(focused).toContain('<textarea');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focused()).toContain('class="l');
  });

  it('announces each message once', async () => {
    const page = await visit();
    await open(page);
    await page.evaluate(`(() => {
      const log = document.querySelector('wakil-chat').shadowRoot.querySelector('.log');
      window.added = [];
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes) {
            const element = node.nodeType === 1 ? node : node.parentElement;
            if (element && !element.closest('[aria-live=off]')) window.added.push(element.className);
          }
      }).observe(log, { childList: true, subtree: true });
    })()`);
    await write(page, 'hello');
    await page.locator('.status time').waitFor();
    api.conversation.say({ text: 'good day' });
    await page.getByText('good day').waitFor();
    const added: readonly string[] = await page.evaluate('window.added');
    expect(added.filter((name) => /^m /.test(name))).toEqual(['m visitor first', 'm assistant first']);
  });

  it('does not break under a hostile style sheet, nor moves the page', async () => {
    const hostile = `<style>
      * { display: none !important; font-size: 40px !important; visibility: hidden !important; opacity: 0 !important;
        transform: rotate(9deg) !important; color: red !important; position: static !important; all: unset !important; }
      html, body, main, main * { display: block !important; visibility: visible !important; opacity: 1 !important; }
      button, textarea, wakil-chat { pointer-events: none !important; width: 1px !important; z-index: -1 !important; }
      :root { --wk-bg: red; --link: red }</style>`;
    api.pages.set('/hostile', { html: hostPage(api.url, hostile) });
    const page = await visit('/hostile');
    await open(page);
    const at = await page.locator('.l').boundingBox();
    expect([at?.width, at?.height]).toEqual([60, 60]);
    await write(page, 'still here');
    await page.locator('.visitor .b').waitFor();
    const look = `getComputedStyle(document.querySelector('wakil-chat').shadowRoot.querySelector('.visitor .b'))`;
    expect(await page.evaluate(`${look}.fontSize + ${look}.visibility + ${look}.opacity`)).toBe('15pxvisible1');
  });

  it('asks for nothing that a strict policy forbids', async () => {
    const origin = api.url;
    const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src ${origin}; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
    api.config = () => configFor({ language: 'en', scheme: 'light' }, { theme: 'sand', font: 'serif' });
    api.pages.set('/strict', { html: hostPage(origin), headers: { 'Content-Security-Policy': policy } });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', (event) => console.error('CSP', event.violatedDirective))`,
    );
    await page.goto(`${origin}/strict`);
    await states['conversation']?.(page, api, 'en');
    await page.getByRole('button', { name: 'Emoji' }).click();
    await page.locator('.emojis button').first().click();
    await page.getByLabel('Attach a file').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: png });
    await page.locator('canvas').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.file').waitFor();
    expect(api.conversation.messages.at(-1)?.file?.name).toBe('a.png');
    // The emulator keeps no picture to show; that is not the policy's doing.
    expect(said.filter((line) => !line.includes('404'))).toEqual([]);
    expect(await page.evaluate(`Object.keys(window).filter((key) => /wakil|chat|preact/i.test(key))`)).toEqual([]);
  });

  it('refuses a file by its content before it is sent', async () => {
    const page = await visit();
    await open(page);
    const attach = (name: string, buffer: Buffer) =>
      page.getByLabel('Attach a file').setInputFiles({ name, mimeType: 'image/png', buffer });
    await attach('evil.png', Buffer.from('MZ\x90 not a picture'));
    await page.getByText('Choose another file').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await attach('big.png', Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]));
    await page.getByText('larger than 10 MB').waitFor();
    expect(api.calls.filter((call) => call.includes('files'))).toEqual([]);
  });

  it(`shows ${xssCorpus.length} hostile texts as texts`, async () => {
    const dialogs: string[] = [];
    for (const texts of [xssCorpus.slice(0, 70), xssCorpus.slice(70)]) {
      api.conversations.length = 0;
      const page = await visit();
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await open(page);
      await write(page, texts[0] ?? '');
      await page.locator('.status time').waitFor();
      const choices = [{ id: 'x', label: texts[1] ?? '', url: null, form_id: null }];
      for (const text of texts) api.conversation.say({ from: 'human', author: text, text, choices: [] });
      api.conversation.say({
        text: 'the end',
        choices,
        cards: [
          {
            title: texts[2] ?? '',
            subtitle: texts[3] ?? '',
            image_url: `javascript:alert(1)`,
            choice: { id: 'y', label: texts[4] ?? '', url: 'javascript:alert(1)', form_id: null },
          },
        ],
      });
      await page.locator('.cards').waitFor();
      const found: readonly string[] =
        await page.evaluate(`[...document.querySelector('wakil-chat').shadowRoot.querySelectorAll('.m *')]
        .filter((element) => !['P', 'DIV', 'B', 'A', 'TIME', 'UL', 'LI', 'SPAN', 'BUTTON'].includes(element.tagName)
          || element.getAttributeNames().some((name) => name.startsWith('on') || name === 'style')
          || (element.href && !/^https?:/.test(element.href)))
        .map((element) => element.outerHTML)`);
      expect(found).toEqual([]);
      const shown = await page.locator('.human .b').allTextContents();
      expect(shown).toEqual(texts);
      await page.context().clearCookies();
      await page.evaluate('localStorage.clear()');
      await page.close();
    }
    expect(dialogs).toEqual([]);
  });

  it('stands in an element of the page when it is told to, and goes when it is told to', async () => {
    const html = `<!doctype html><html lang="en"><head><title>x</title></head><body><div id="place" style="width:420px;height:560px"></div>
      <script src="${api.url}/static/widget/chatbot.js"></script><script src="/start.js"></script></body></html>`;
    api.pages.set('/inline', { html });
    api.pages.set('/start.js', {
      html: `window.chat = new WakilChatWidget({ company: 'noor', container: '#place', theme: 'midnight' });`,
      headers: { 'Content-Type': 'text/javascript' },
    });
    const page = await visit('/inline');
    await page.getByRole('textbox').waitFor();
    const at = await page.locator('.panel').boundingBox();
    expect([at?.width, at?.height]).toEqual([420, 560]);
    await write(page, 'inline');
    await expect.poll(() => api.conversations.at(-1)?.messages.length).toBe(1);
    await page.evaluate('window.chat.destroy()');
    await expect.poll(() => page.locator('wakil-chat').count()).toBe(0);
    await expect.poll(() => api.streams).toBe(0);
  });

  it('asks for consent and the form first, where the business wants it', async () => {
    const { forms } = configFor({ language: 'en', scheme: 'light' });
    api.config = () =>
      configFor(
        { language: 'en', scheme: 'light' },
        {
          privacy: { notice_url: 'https://noor.example/privacy', require_consent: true },
          pre_chat_form: forms[0]!.id,
        },
      );
    const page = await visit();
    await page.locator('.l').click();
    await page.getByRole('link', { name: 'Privacy notice' }).waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.getByRole('button', { name: 'I agree' }).click();
    await page.getByLabel('Name').fill('Omar');
    await page.getByLabel('E-mail').fill('omar@example.com');
    await page.reload();
    await page.locator('.l').click();
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Omar');
    await page.getByLabel('You may call me').check();
    await page.locator('form.card').getByRole('button', { name: 'Send' }).click();
    await page.getByRole('textbox', { name: 'Write a message' }).waitFor();
    expect(api.submissions).toEqual([{ values: { name: 'Omar', email: 'omar@example.com', terms: 'yes' } }]);
  });

  it('rates once', async () => {
    const page = await visit();
    await open(page);
    await write(page, 'hello');
    await page.locator('.status time').waitFor();
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('button', { name: 'End chat' }).click();
    await page.getByLabel('4 of 5').check({ force: true });
    await page.getByLabel('Would you like to say why?').fill('kind');
    await page.getByRole('button', { name: 'Send rating' }).click();
    await page.locator('.stars').waitFor({ state: 'detached' });
    expect(api.ratings).toEqual([{ score: 4, comment: 'kind' }]);
  });

  it('turns round in Arabic, also while it is open', async () => {
    api.config = (language) => configFor({ language: language === 'ar' ? 'ar' : 'en', scheme: 'light' });
    const page = await visit('/', { viewport: { width: 1200, height: 800 } });
    await open(page);
    const left = await page.locator('.panel').boundingBox();
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('button', { name: 'العربية' }).click();
    await page.getByRole('textbox', { name: 'اكتب رسالة' }).waitFor();
    const right = await page.locator('.panel').boundingBox();
    expect(1200 - (left!.x + left!.width)).toBeCloseTo(right!.x, 0);
  });

  it('keeps Tab inside where it is the whole screen, and fits 320 px', async () => {
    const page = await visit('/', { viewport: { width: 320, height: 640 } });
    await open(page);
    expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('true');
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement?.tagName')).toBe('WAKIL-CHAT');
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    const small: readonly string[] =
      await page.evaluate(`[...document.querySelector('wakil-chat').shadowRoot.querySelectorAll('.panel button, .panel label')]
      .filter((each) => each.offsetParent && (each.offsetHeight < 44 || each.offsetWidth < 44)).map((each) => each.outerHTML)`);
    expect(small).toEqual([]);
  });

  it('is interactive in under a second on a slow machine, and moves nothing', async () => {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(`window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });`);
    await page.goto(api.url, { waitUntil: 'load' });
    const launcher: number = await page.evaluate(`new Promise((resolve) => {
      const look = () => document.querySelector('wakil-chat') ? resolve(performance.now() - performance.timing.loadEventEnd + performance.timeOrigin) : requestAnimationFrame(look);
      look();
    })`);
    const opening: number = await page.evaluate(`new Promise((resolve) => {
      const from = performance.now();
      const { shadowRoot } = document.querySelector('wakil-chat');
      shadowRoot.querySelector('.l').click();
      const look = () => shadowRoot.activeElement?.tagName === 'TEXTAREA' ? resolve(performance.now() - from) : requestAnimationFrame(look);
      look();
    })`);
    console.log(
      `4x slower: launcher ${Math.round(launcher)} ms after load, input ready ${Math.round(opening)} ms after the click`,
    );
    expect(opening).toBeLessThan(1_000);
    expect(launcher).toBeLessThan(1_000);
    expect(await page.evaluate('window.shift')).toBe(0);
  });
});

describe.runIf(hasBrowser)('every state of the chat widget', () => {
  let built: ReturnType<typeof buildWidget>;
  let browser: Browser;
  beforeAll(async () => {
    built = buildWidget();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    built.remove();
  });

  const looks = (['light', 'dark'] as const).flatMap((scheme) =>
    (['en', 'ar'] as const).flatMap((language) => [360, 1440].map((width) => ({ scheme, language, width }))),
  );
  it.each(looks)('is accessible: $scheme $language $width px', async ({ scheme, language, width }) => {
    const faults: string[] = [];
    for (const [name, reach] of Object.entries(states)) {
      const api = await new WidgetApiEmulator(built.folder).start();
      api.config = () => configFor({ language, scheme });
      api.pages.set('/', { html: hostPage(api.url, '', `data-language="${language}"`) });
      const viewport = { width, height: 800 };
      const page = await browser.newPage({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
      await page.goto(api.url);
      await reach(page, api, language);
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`));
      await page.close();
      await api.stop();
    }
    expect(faults).toEqual([]);
  });
});
