import type { Browser, Locator, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeViolations, canLook, openBrowser, picture, type WatchedPage } from '#test/support/browser';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { atSignIn, goTo, openShop, owner, password, type Shop, signInAs } from './desk.js';

type Service = { readonly id: string; readonly version: number; readonly name: { readonly en: string } };

const correlationId = 'f3b0c442-98fc-4c14-9afb-f4c8996fb924';
const refuse =
  (status: number, code: string) =>
  (route: Route): Promise<void> =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: `urn:wakil:problem:${code}`,
        title: code,
        status,
        code,
        detail: code,
        correlationId,
      }),
    });

describe.skipIf(!canLook)('the panel, when something is not as it should be', () => {
  const folder = temporaryFolder('panel-states');
  let product: Product;
  let browser: Browser;
  let shop: Shop;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
    shop = await openShop(product.url);
    browser = await openBrowser();
  });
  // A page for each: what one leaves behind is not the next one's.
  beforeEach(async () => {
    watched = await atSignIn(browser, product.url);
    page = watched.page;
    page.setDefaultTimeout(8_000);
    await signInAs(page);
  });
  afterEach(async () => {
    await page.context().close();
    // No broken policy, no dialog of the browser, no error but those that the test asked for.
    expect(watched.faults.filter((line) => !/^50[03] |ApiProblem|Offline:|Failed to fetch/.test(line))).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await product.kill('SIGTERM');
    folder.remove();
  });

  const aService = async (): Promise<Service> => {
    const { items } = await shop.ana.get<{ items: Service[] }>('/api/v1/services');
    return items[0] as Service;
  };
  /** The editor of a service with a new name typed into it and not saved. */
  const typeName = async (name: string): Promise<Service> => {
    const service = await aService();
    await goTo(page, `/catalogue/services/${service.id}`);
    await page.getByRole('heading', { level: 1, name: service.name.en }).waitFor();
    await nameField().fill(name);
    return service;
  };
  /** Where the person looks, not somewhere below. */
  const inSight = async (what: Locator): Promise<void> => {
    await what.waitFor();
    const height = page.viewportSize()?.height ?? 0;
    const isSeen = async (): Promise<boolean> => {
      const box = await what.boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= height;
    };
    await expect.poll(isSeen).toBe(true);
  };
  const nameField = () => page.getByRole('textbox', { name: /^Name/ }).first();
  const save = () => page.getByRole('button', { name: 'Save', exact: true }).click();
  const nameOf = async ({ id }: Service) => (await shop.ana.get<Service>(`/api/v1/services/${id}`)).name.en;

  it.each([
    [413, 'request.too_large', /too large.*smaller/i],
    [429, 'rate_limit.exceeded', /too often.*again/i],
    [500, 'server.fault', /Nothing you typed is lost.*try again/i],
    [503, 'store.unavailable', /Nothing was changed; try again/i],
  ])('keeps what was typed when a save is refused with %i, and says what to do', async (status, code, sentence) => {
    const service = await typeName(`Typed before a ${status}`);
    const path = `**/api/v1/services/${service.id}`;
    await page.route(path, (route) =>
      route.request().method() === 'GET' ? route.continue() : refuse(status, code)(route),
    );
    await save();
    await inSight(page.getByRole('alert').filter({ hasText: sentence }));
    expect(await page.getByText(correlationId).count()).toBe(1);
    expect(await nameField().inputValue()).toBe(`Typed before a ${status}`);
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `state-save-${status}`);
    await page.unroute(path);
    await save();
    await expect.poll(() => nameOf(service)).toBe(`Typed before a ${status}`);
  });

  it('says that a colleague was faster, and saves over it only when told to', async () => {
    const service = await typeName('Mine');
    await shop.ana.put(`/api/v1/services/${service.id}`, { version: service.version, name: { en: 'Theirs' } });
    await save();
    await inSight(page.getByText('Somebody else saved this meanwhile'));
    expect(await nameField().inputValue()).toBe('Mine');
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'state-409');
    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await expect.poll(() => nameOf(service)).toBe('Mine');
  });

  it('asks for the password where the person is when the session has ended, and loses nothing', async () => {
    const service = await typeName('Typed before the session ended');
    await shop.ana.post('/api/auth/sign-in', { ...{ email: owner.email, password }, tokenIn: 'body' });
    const { items } = await shop.ana.get<{ items: { id: string; current: boolean }[] }>('/api/auth/sessions');
    for (const { id, current } of items) if (!current) await shop.ana.call('DELETE', `/api/auth/sessions/${id}`);
    await save();
    const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
    await dialog.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'state-session-ended');
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(await nameField().inputValue()).toBe('Typed before the session ended');
    await save();
    await expect.poll(() => nameOf(service)).toBe('Typed before the session ended');
  });

  it('says what failed to be read, what still works, and reads again when asked', async () => {
    await page.route('**/api/v1/audit?*', refuse(500, 'server.fault'));
    await page.route('**/api/v1/audit', refuse(500, 'server.fault'));
    await goTo(page, '/audit');
    await page.getByText('only this part could not be read').waitFor();
    expect(await page.getByText(correlationId).count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'state-error');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('session.opened').first().waitFor();
  });

  it('shows what is on its way only when it is late, and nothing jumps when it comes', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/v1/leads*', async (route) => {
      await held;
      await route.continue();
    });
    await goTo(page, '/leads');
    await page.getByRole('status', { name: 'Loading…' }).first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'state-loading');
    release();
    await page.getByText('No leads yet').waitFor();
    await page.unrouteAll();
    // Empty, and the next step is there.
    await page.getByRole('link', { name: 'Open the forms' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'state-empty');
  });

  it('says that a conversation opened by an old link is not there any more', async () => {
    await goTo(page, '/inbox/cnv_00000000000000000000000000000000');
    await page.getByText('This conversation does not exist').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'state-gone');
  });

  it('loads the page again, once, when a newer version has taken a screen away', async () => {
    await goTo(page, '/');
    let loads = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
    // The old page's file is gone; the page that is loaded after it asks for one that is there.
    await page.route('**/assets/orders-screen-*.js', (route) =>
      loads === 0 ? route.fulfill({ status: 404, body: '' }) : route.continue(),
    );
    await goTo(page, '/orders');
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
    expect(loads).toBe(1);
    await page.unrouteAll();
  });

  it('says so when there is no network, keeps the frame, and goes on when there is one', async () => {
    await page.context().setOffline(true);
    await goTo(page, '/team');
    await page.getByText('No connection to the server').first().waitFor();
    await page.getByText(/This device is offline/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'state-offline');
    await page.context().setOffline(false);
    // By itself, as it says.
    await page.getByRole('heading', { level: 1, name: 'Team and roles' }).waitFor();
  });

  it('tells a person whose role lacks a screen who can change that', async () => {
    // Only the answer about the own rights is changed: the panel itself draws the conclusion.
    await page.route('**/api/auth/me', async (route) => {
      const response = await route.fetch();
      const me = (await response.json()) as { permissions: string[] };
      await route.fulfill({ response, json: { ...me, permissions: ['conversations.read'] } });
    });
    await page.goto(`${product.url}/app/audit`);
    await page.getByText('This screen is not part of your role').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'state-forbidden');
    await page.unrouteAll();
  });
});
