import { createAppOf, createHttpApp } from '#adapters/http/create-http-app';
import { defaultRates, type HttpDependencies } from '#adapters/http/http-dependencies';
import type { Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import type { Principal } from '#application/identity/principal';
import { type RateLimiter, TooManyRequests } from '#application/ports/rate-limiter';
import type { Facts, Note, SpanName, Telemetry } from '#application/ports/telemetry';
import type { Permission } from '#domain/identity/permission';
import { ApiKeyId, SessionId, TenantId, UserId } from '#domain/shared/ids';
import { RunningApp } from '#test/support/running-app';

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
  span<T>(_name: SpanName, _facts: Facts, work: (note: Note) => Promise<T>): Promise<T> {
    return work(() => undefined);
  }
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
  assetsFolder: '/nowhere',
  rateLimiter: new CountingLimiter(),
  telemetry: new RecordingTelemetry(),
  rates: defaultRates,
  trustedProxies: 0,
  chatWaitMs: 0,
  checkResponses: true,
  ...more,
});

export const runRoutes = (routes: readonly Route[], dependencies: HttpDependencies): Promise<RunningApp> =>
  RunningApp.start(createAppOf(routes, dependencies));
export const runWhole = (dependencies: HttpDependencies): Promise<RunningApp> =>
  RunningApp.start(createHttpApp(dependencies));
