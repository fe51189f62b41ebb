import { createHttpApp } from '#adapters/http/create-http-app';
import { defaultRates } from '#adapters/http/http-dependencies';
import type { Clock } from '#application/ports/clock';
import type { WidgetSettings } from '#domain/channel/widget-settings';
import { TenantId } from '#domain/shared/ids';
import { type Application, createApplication } from '#infrastructure/composition/application';
import { tokens } from '#infrastructure/composition/tokens';
import { readConfig } from '#infrastructure/config/config';
import { openFoundation } from '#infrastructure/main/foundation';
import { EventSource } from '#test/support/event-source';
import { temporaryFolder } from '#test/support/product';
import { type Reply, RunningApp } from '#test/support/running-app';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { password } from './rig.js';

export type Headers = Record<string, string>;
export type Json = Record<string, unknown>;

/** Real time, which a test may put forward: nobody waits half an hour. */
class ShiftedClock implements Clock {
  #aheadMs = 0;
  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }
  after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  }
  putForward(ms: number): void {
    this.#aheadMs += ms;
  }
}

/** A business as its admin sees it. */
export type Business = { readonly admin: Headers; readonly tenantId: TenantId; readonly slug: string };

/** A browser with a session. */
export type Browser = { readonly session: string; readonly token: string; readonly headers: Headers };

/** The whole product, and the website's side of it. */
export class WidgetRig {
  readonly application: Application;
  readonly app: RunningApp;
  readonly clock: ShiftedClock;
  readonly telemetry: SilentTelemetry;
  readonly #remove: () => void;

  private constructor(parts: Pick<WidgetRig, 'application' | 'app' | 'clock' | 'telemetry'>, remove: () => void) {
    this.application = parts.application;
    this.app = parts.app;
    this.clock = parts.clock;
    this.telemetry = parts.telemetry;
    this.#remove = remove;
  }

  /** @param widgetPerIp how many calls of one address pass in a minute. */
  static async start({ widgetPerIp = 100_000 }: { widgetPerIp?: number } = {}): Promise<WidgetRig> {
    const folder = temporaryFolder('widget');
    const config = readConfig({ WAKIL_DATA_DIR: folder.path, WAKIL_LOG_LEVEL: 'fatal' });
    const clock = new ShiftedClock();
    const application = createApplication({ ...(await openFoundation(config)), clock });
    await application.start();
    const { container } = application;
    const telemetry = new SilentTelemetry();
    const store = container.get(tokens.store);
    const express = createHttpApp({
      useCases: container.get(tokens.useCases),
      cloudApi: { challenge: () => null, isSigned: () => false, read: () => [] },
      tenantSlug: async (tenantId) => (await store.tenant(tenantId).findTenant())?.state.slug ?? null,
      isReady: () => Promise.resolve(true),
      assetsFolder: folder.path,
      rateLimiter: container.get(tokens.limiter),
      telemetry,
      rates: { ...defaultRates, authPerIp: 100_000, perTenant: 100_000, widgetPerIp },
      // One proxy: a test names the address a call comes from.
      trustedProxies: 1,
      chatWaitMs: 0,
      checkResponses: true,
    });
    return new WidgetRig({ application, app: await RunningApp.start(express), clock, telemetry }, folder.remove);
  }

  get store() {
    return this.application.container.get(tokens.store);
  }

  call(method: string, path: string, json?: unknown, headers: Headers = {}): Promise<Reply> {
    return this.app.call(method, path, { headers, ...(json !== undefined && { json }) });
  }

  /** A call that has to work. */
  async must(method: string, path: string, json?: unknown, headers: Headers = {}): Promise<Json> {
    const reply = await this.call(method, path, json, headers);
    if (reply.status >= 300)
      throw new Error(`${method} ${path} → ${reply.status} ${reply.text}`, {
        cause: this.telemetry.errors.at(-1)?.error,
      });
    return reply.body;
  }

  async business(slug: string): Promise<Business> {
    const account = { email: `owner@${slug}.test`, password, name: 'Sara Haddad', businessName: slug, currency: 'AED' };
    const body = await this.must('POST', '/api/auth/sign-up', { ...account, tokenIn: 'body' });
    const admin = { authorization: `Bearer ${String(body['accessToken'])}` };
    const tenant = body['tenant'] as { id: string; slug: string };
    const { version } = await this.must('GET', '/api/v1/settings', undefined, admin);
    await this.must('PUT', '/api/v1/settings', { version, assistant: { settleMs: 0 } }, admin);
    return { admin, tenantId: TenantId(tenant.id), slug: tenant.slug };
  }

  async configure({ tenantId }: Business, change: Partial<WidgetSettings>): Promise<void> {
    const { widget } = this.store.tenant(tenantId);
    await widget.saveSettings({ ...(await widget.settings()), ...change }, null);
  }

  async visit({ slug }: Pick<Business, 'slug'>, more: Json = {}, headers: Headers = {}): Promise<Browser> {
    const body = await this.must('POST', '/api/widget/session/create/', { company: slug, ...more }, headers);
    const token = String(body['token']);
    return { session: String(body['session_id']), token, headers: { authorization: `Bearer ${token}` } };
  }

  /** A call of a browser in its session. */
  ask(browser: Browser, method: string, path: string, json?: unknown, headers: Headers = {}): Promise<Reply> {
    return this.call(method, `/api/widget/session/${browser.session}/${path}`, json, {
      ...browser.headers,
      ...headers,
    });
  }

  say(browser: Browser, message: string, key?: string): Promise<Reply> {
    return this.ask(browser, 'POST', 'send/', { message }, key === undefined ? {} : { 'idempotency-key': key });
  }

  async messages(browser: Browser, after = 0): Promise<Json[]> {
    const { body } = await this.ask(browser, 'GET', `messages/?after=${after}`);
    return body['messages'] as Json[];
  }

  listen(browser: Browser, lastId: string | null = null): Promise<EventSource> {
    const url = `http://${this.app.host}/api/widget/session/${browser.session}/events/`;
    return EventSource.open(url, browser.headers, lastId);
  }

  /** Says something and waits until it was answered. */
  async talk(browser: Browser, message: string): Promise<Json[]> {
    const { seq } = (await this.say(browser, message)).body as { seq: number };
    const source = await this.listen(browser, String(seq));
    await source.until(({ heard }) => heard.some(({ event }) => event === 'message'));
    source.leave();
    return this.messages(browser, seq);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.application.stop();
    this.#remove();
  }
}

/** What an answer comes to: its status and its stable code. */
export const refusal = ({ status, body }: Reply): { status: number; code: unknown } => ({
  status,
  code: body['code'],
});
