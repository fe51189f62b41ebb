import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { createAppOf, createHttpApp } from '#adapters/http/create-http-app';
import { defaultRates, type HttpDependencies } from '#adapters/http/http-dependencies';
import type { Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import type { Principal } from '#application/identity/principal';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';
import type { Facts, Telemetry } from '#application/ports/telemetry';
import type { Permission } from '#domain/identity/permission';
import { ApiKeyId, SessionId, TenantId, UserId } from '#domain/shared/ids';

export const hex = (digit: string): string => digit.repeat(32);
export const ownTenant = TenantId(`ten_${hex('a')}`);

export const person = (...permissions: Permission[]): Extract<Principal, { kind: 'user' }> => ({
  kind: 'user',
  actor: { kind: 'human', userId: UserId(`usr_${hex('1')}`), name: 'Mona' },
  sessionId: SessionId(`ses_${hex('1')}`),
  tenantId: ownTenant,
  permissions: new Set(permissions),
});
export const superAdmin: Principal = { ...person('platform.manage'), tenantId: null };
export const program = (...permissions: Permission[]): Extract<Principal, { kind: 'api_key' }> => ({
  kind: 'api_key',
  actor: { kind: 'integration', apiKeyId: ApiKeyId(`key_${hex('1')}`), name: 'shop' },
  tenantId: ownTenant,
  permissions: new Set(permissions),
  ratePerMinute: null,
});

/** Counts without a clock: what was taken stays taken. */
export class CountingLimiter implements RateLimiter {
  readonly taken = new Map<string, number>();
  isDown = false;

  take(key: string, points: number): Promise<void> {
    if (this.isDown) return Promise.reject(new Error('no connection'));
    const count = (this.taken.get(key) ?? 0) + 1;
    this.taken.set(key, count);
    return count > points ? Promise.reject(new TooManyRequests(2_500)) : Promise.resolve();
  }
  blockedForMs(): Promise<number> {
    return Promise.resolve(0);
  }
  clear(): Promise<void> {
    return Promise.resolve();
  }
}

export type Logged = { readonly level: string; readonly event: string; readonly error: unknown; readonly facts: Facts };

export class RecordingTelemetry implements Telemetry {
  readonly lines: Logged[] = [];
  step(): void {
    // Steps are of the engine; HTTP takes none.
  }
  info(event: string, facts: Facts): void {
    this.lines.push({ level: 'info', event, error: null, facts });
  }
  warn(event: string, facts: Facts): void {
    this.lines.push({ level: 'warn', event, error: null, facts });
  }
  error(event: string, error: unknown, facts: Facts): void {
    this.lines.push({ level: 'error', event, error, facts });
  }
}

type Fakes = { readonly [Name in keyof UseCases]?: UseCases[Name]['execute'] };

/** Use cases that a test gives; any other one fails loudly when asked. */
export const useCasesOf = (fakes: Fakes): UseCases =>
  new Proxy({} as UseCases, {
    get: (_target, name: keyof UseCases) => ({
      execute: fakes[name] ?? (() => Promise.reject(new Error(`this test gave no ${String(name)}`))),
    }),
  });

/** `token` and `key` are the good credentials; whoever holds them is `by`. */
export const dependenciesOf = (
  fakes: Fakes,
  by: { token?: Principal; key?: Principal } = {},
  more: Partial<HttpDependencies> = {},
): HttpDependencies => ({
  useCases: useCasesOf({
    authenticateToken: ({ token }) => Promise.resolve(token === 'token' && by.token?.kind === 'user' ? by.token : null),
    authenticateApiKey: ({ key }) => Promise.resolve(key === 'key' && by.key?.kind === 'api_key' ? by.key : null),
    ...fakes,
  }),
  cloudApi: { challenge: () => null, isSigned: () => false, read: () => [] },
  tenantSlug: () => Promise.resolve('own-shop'),
  isReady: () => Promise.resolve(true),
  rateLimiter: new CountingLimiter(),
  telemetry: new RecordingTelemetry(),
  rates: defaultRates,
  trustedProxies: 0,
  chatWaitMs: 0,
  checkResponses: true,
  ...more,
});

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON of the body, to look into. */
  readonly body: Record<string, unknown>;
};
type Call = { readonly headers?: Record<string, string>; readonly json?: unknown; readonly raw?: string | Uint8Array };

/** An app on a real socket of this machine. */
export class Running {
  readonly #server: Server;
  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(app: Express): Promise<Running> {
    const server = createServer(app);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new Running(server);
  }

  static routes(routes: readonly Route[], dependencies: HttpDependencies): Promise<Running> {
    return Running.start(createAppOf(routes, dependencies));
  }

  static whole(dependencies: HttpDependencies): Promise<Running> {
    return Running.start(createHttpApp(dependencies));
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async call(method: string, path: string, { headers = {}, json, raw }: Call = {}): Promise<Reply> {
    const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
    const response = await fetch(`http://${this.host}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
