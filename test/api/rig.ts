import type { Express } from 'express';
import { allRoutes } from '#adapters/http/all-routes';
import { createHttpApp } from '#adapters/http/create-http-app';
import { defaultRates, type HttpDependencies } from '#adapters/http/http-dependencies';
import type { Route } from '#adapters/http/route';
import { createSigningKey, JoseTokenSigner } from '#adapters/identity/jose-token-signer';
import type { Telemetry } from '#application/ports/telemetry';
import type { TokenSigner } from '#application/ports/token-signer';
import { type Application, createApplication } from '#infrastructure/composition/application';
import { tokens } from '#infrastructure/composition/tokens';
import { readConfig } from '#infrastructure/config/config';
import { openFoundation } from '#infrastructure/main/foundation';
import { temporaryFolder } from '#test/support/product';
import { type Reply, RunningApp } from '#test/support/running-app';
import { ScriptedFetch } from '#test/support/scripted-fetch';
import { ScriptedWeb } from '#test/support/scripted-web';
import { SilentTelemetry } from '#test/support/silent-telemetry';
import { ScriptedEngines } from '#test/support/whatsapp/scripted-engines';
import { type Place, placeOf } from './places.js';

export const password = 'correct horse battery staple';

export type SignedIn = {
  readonly accessToken: string;
  readonly tenant: { readonly id: string; readonly slug: string };
};

type StartOptions = { readonly works: boolean; readonly tells?: Telemetry; readonly place?: Place };

/** An access token is good for ten minutes, and a long run on a slow store takes longer: its clock stands still. */
const lastingTokens = async (): Promise<TokenSigner> => {
  const began = new Date();
  const keys = [await createSigningKey()] as const;
  return JoseTokenSigner.create({ keys, issuer: 'wakil', audience: 'wakil', clock: { now: () => began } });
};

/** The whole product on a store in a temporary folder, its answers held against their schemas, its limits out of the way. */
export class Rig {
  readonly application: Application;
  readonly express: Express;
  readonly routes: readonly Route[];
  readonly app: RunningApp;
  /** What went wrong inside, for the message of a test that fails. */
  readonly telemetry: SilentTelemetry;
  /** Linked numbers speak with these. */
  readonly engines: ScriptedEngines;
  /** Addresses of tenants are answered by this. */
  readonly fetch: ScriptedFetch;
  /** Pages that documents are imported from. */
  readonly web: ScriptedWeb;
  readonly #remove: () => Promise<void>;

  private constructor(
    parts: Pick<Rig, 'application' | 'express' | 'routes' | 'app' | 'telemetry' | 'engines' | 'fetch' | 'web'>,
    remove: () => Promise<void>,
  ) {
    this.application = parts.application;
    this.express = parts.express;
    this.routes = parts.routes;
    this.app = parts.app;
    this.telemetry = parts.telemetry;
    this.engines = parts.engines;
    this.fetch = parts.fetch;
    this.web = parts.web;
    this.#remove = remove;
  }

  /**
   * With `RIG_STORE=postgres` or `RIG_STORE=mongo` all of it is on that store.
   * @param tells hears everything, in place of the log and of `telemetry`.
   * @param works whether answers are decided and sent; without it the store moves only by what a test does.
   * @param place of the data, whatever `RIG_STORE` says.
   */
  static async start({ works, tells, place }: StartOptions): Promise<Rig> {
    const folder = temporaryFolder('api');
    const { environment, remove } = await (place ?? placeOf(process.env['RIG_STORE']))();
    const engines = new ScriptedEngines();
    const fetch = new ScriptedFetch();
    const web = new ScriptedWeb();
    const opened = await openFoundation(
      readConfig({ WAKIL_DATA_DIR: folder.path, WAKIL_LOG_LEVEL: 'fatal', ...environment }),
    );
    const signer = await lastingTokens();
    const application = createApplication({ ...opened, telemetry: tells ?? opened.telemetry }, (container) => {
      container.rebind(tokens.whatsAppEngines).toConstantValue(engines);
      container.rebind(tokens.safeFetch).toConstantValue(fetch);
      container.rebind(tokens.webFetch).toConstantValue(web);
      container.rebind(tokens.signer).toConstantValue(signer);
    });
    if (works) await application.start();
    const telemetry = new SilentTelemetry();
    const dependencies = Rig.#dependencies(application, tells ?? telemetry, works ? 5_000 : 0);
    const express = createHttpApp(dependencies);
    const parts = {
      application,
      express,
      routes: allRoutes(dependencies),
      app: await RunningApp.start(express),
      telemetry,
      engines,
      fetch,
      web,
    };
    return new Rig(parts, async () => {
      await remove();
      folder.remove();
    });
  }

  static #dependencies({ container }: Application, telemetry: Telemetry, chatWaitMs: number): HttpDependencies {
    const store = container.get(tokens.store);
    return {
      useCases: container.get(tokens.useCases),
      cloudApi: { challenge: () => null, isSigned: () => false, read: () => [] },
      tenantSlug: async (tenantId) => (await store.tenant(tenantId).findTenant())?.state.slug ?? null,
      isReady: () => Promise.resolve(true),
      assetsFolder: '/nowhere',
      rateLimiter: container.get(tokens.limiter),
      telemetry,
      rates: { ...defaultRates, authPerIp: 100_000, perApiKey: 100_000, perTenant: 100_000, widgetPerIp: 100_000 },
      trustedProxies: 0,
      chatWaitMs,
      checkResponses: true,
    };
  }

  get store() {
    return this.application.container.get(tokens.store);
  }
  get ids() {
    return this.application.container.get(tokens.ids);
  }

  /** A call that has to work. */
  async must(method: string, path: string, json: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const reply = await this.app.call(method, path, { headers, ...(json !== undefined && { json }) });
    if (reply.status >= 300)
      throw new Error(`${method} ${path} → ${reply.status} ${reply.text}`, {
        cause: this.telemetry.errors.at(-1)?.error,
      });
    return reply;
  }

  async setUpPlatform(): Promise<Record<string, string>> {
    const token = this.application.container.get(tokens.setupToken).value;
    const account = { email: 'root@platform.test', password, name: 'Root', tokenIn: 'body' };
    const { body } = await this.must('POST', '/api/auth/setup', { token, ...account });
    return bearer(body);
  }

  async signUp(email: string, businessName: string): Promise<{ headers: Record<string, string>; tenantId: string }> {
    const account = { email, password, name: 'Owner', businessName, currency: 'AED', tokenIn: 'body' };
    const { body } = await this.must('POST', '/api/auth/sign-up', account);
    return { headers: bearer(body), tenantId: (body as SignedIn).tenant.id };
  }

  async signIn(email: string): Promise<{ headers: Record<string, string>; sessionId: string }> {
    const { body } = await this.must('POST', '/api/auth/sign-in', { email, password, tokenIn: 'body' });
    return { headers: bearer(body), sessionId: (body['session'] as { id: string }).id };
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.application.stop();
    await this.#remove();
  }
}

export const bearer = (body: object): Record<string, string> => ({
  authorization: `Bearer ${(body as SignedIn).accessToken}`,
});
