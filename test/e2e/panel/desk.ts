import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage, type WatchedPage } from '#test/support/browser';
import { HttpClient } from '#test/support/http-client';

export const password = 'a quiet harbour in the evening';
export const owner = { email: 'ana@noor.example', password, name: 'Ana' };

export type Shop = {
  readonly url: string;
  readonly token: string;
  readonly tenantId: string;
  readonly ana: HttpClient;
  /** Talks as a customer. */
  readonly chat: HttpClient;
};

type SignedUp = { readonly accessToken: string; readonly tenant: { readonly id: string } };

/** A business with a catalogue and a chat, as its owner would have it after five minutes. */
export const openShop = async (url: string): Promise<Shop> => {
  const account = { ...owner, businessName: 'Noor Spa', currency: 'AED', timeZone: 'Asia/Dubai', tokenIn: 'body' };
  const { accessToken: token, tenant } = await new HttpClient(url).post<SignedUp>('/api/auth/sign-up', account);
  const ana = new HttpClient(url, { token });
  await ana.post('/api/v1/onboarding/sample-catalogue', { kind: 'spa' });
  const { version } = await ana.get<{ version: number }>('/api/v1/settings');
  await ana.put('/api/v1/settings', { version, assistant: { settleMs: 0 } });
  const { key } = await ana.post<{ key: string }>('/api/v1/api-keys', { name: 'shop', scopes: ['chat.send'] });
  return { url, token, tenantId: tenant.id, ana, chat: new HttpClient(url, { apiKey: key }) };
};

/** A customer orders; resolves when the request waits for approval. */
export const order = async ({ chat }: Shop, session: string): Promise<string> => {
  let conversation = '';
  for (const message of [
    'I want to book 2 relaxing massages',
    'My name is Omar',
    '0501234567',
    'tomorrow at 5 pm',
    'yes',
  ])
    conversation = (await chat.post<{ conversation_id: string }>('/api/v1/chat', { session_id: session, message }))
      .conversation_id;
  return conversation;
};

/** A browser that has been here before, at the sign-in. */
export const atSignIn = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> => {
  const watched = await openPage(browser, { reducedMotion: 'reduce', timezoneId: 'Asia/Dubai', ...options });
  watched.page.setDefaultTimeout(15_000);
  await watched.page.addInitScript(`if (localStorage.getItem('wakil-preferences') === null)
    localStorage.setItem('wakil-preferences', JSON.stringify({ language: 'en', hasBeenIn: true }));`);
  await watched.page.goto(`${url}/app/sign-in`);
  return watched;
};

export const signInAs = async (page: Page, email = owner.email): Promise<void> => {
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('[data-screen-title]').first().waitFor();
};

/** To a screen as a link in the panel would: without loading the page again. */
export const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate(`history.pushState(null, '', '/app${path}'); dispatchEvent(new PopStateEvent('popstate'))`);
