import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { HmacSignatures } from '#adapters/identity/hmac-signatures';
import { createSigningKey, JoseTokenSigner } from '#adapters/identity/jose-token-signer';
import { MemoryRateLimiter } from '#adapters/identity/memory-rate-limiter';
import { NodeSecrets } from '#adapters/identity/node-secrets';
import { RandomIds } from '#adapters/identity/random-ids';
import { InProcessLiveBus } from '#adapters/live-bus/in-process/in-process-live-bus';
import { openSqliteStore } from '#adapters/store/sql/open-sqlite-store';
import { PictureLinks } from '#application/files/picture-links';
import { Accounts } from '#application/identity/accounts';
import { AuthenticateToken } from '#application/identity/authenticate-token';
import type { Principal } from '#application/identity/principal';
import { SessionOpener } from '#application/identity/session-opener';
import { SetUpPlatform } from '#application/identity/set-up-platform';
import { SignIn } from '#application/identity/sign-in';
import { SignUp } from '#application/identity/sign-up';
import { AccountMails } from '#application/mail/account-mails';
import { Post } from '#application/mail/post';
import type { Job, JobQueue } from '#application/ports/job-queue';
import type { PasswordHasher } from '#application/ports/password-hasher';
import { AddMember } from '#application/team/add-member';
import { TenantOpener } from '#application/tenancy/tenant-opener';
import type { TenantId } from '#domain/shared/ids';
import { FakeClock } from '../../support/fake-clock.js';
import { sealingWith } from '../../support/sealing.js';

/** Costs nothing and counts; the real one has tests of its own. */
class CountingHasher implements PasswordHasher {
  verified = 0;
  readonly #secrets = new NodeSecrets();
  hash = async (password: string): Promise<string> => this.#secrets.sha256(password);
  verify = async (hash: string | null, password: string): Promise<boolean> => {
    this.verified += 1;
    return hash === this.#secrets.sha256(password);
  };
}

class RememberingQueue implements JobQueue {
  readonly jobs: Job[] = [];
  enqueue(job: Job): void {
    this.jobs.push(job);
  }
  process(): void {}
  start(): void {}
  async drain(): Promise<void> {}
}

export const client = { ip: '203.0.113.7', userAgent: 'Firefox' };
export const password = 'seven purple camels';
export const setupToken = 'the printed token';
export type UserPrincipal = Extract<Principal, { kind: 'user' }>;

/** The thing with some of its parts replaced; the rest works on the original, private fields included. */
export const overlay = <T extends object>(target: T, changes: Partial<T>): T =>
  new Proxy(target, {
    get: (_target, key) => {
      if (Object.hasOwn(changes, key)) return Reflect.get(changes, key);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

/** A platform with nothing in it: the real store in a folder of its own, and time that stands still. */
export const openWorld = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wakil-application-'));
  const clock = new FakeClock();
  const secrets = new NodeSecrets();
  const ids = new RandomIds(clock);
  const store = await openSqliteStore({
    folder,
    encryptionKey: 'a key',
    clock,
    sha256: (text) => secrets.sha256(text),
    sealing: sealingWith(),
  });
  const bus = new InProcessLiveBus();
  const queue = new RememberingQueue();
  const hasher = new CountingHasher();
  const limiter = new MemoryRateLimiter();
  const signer = await JoseTokenSigner.create({
    keys: [await createSigningKey()],
    issuer: 'wakil',
    audience: 'wakil',
    clock,
  });
  const accounts = new Accounts({ store, hasher, ids, clock });
  const tenants = new TenantOpener({ store, ids, secrets, clock });
  const sessions = new SessionOpener({ store, signer, secrets, ids, clock });
  const post = new Post({ store, wake: () => undefined });
  const accountMails = new AccountMails({ store, post, secrets, ids, clock, publicUrl: 'https://wakil.test' });
  const isSetupToken = (token: string): boolean => secrets.equal(token, setupToken);
  const deps = {
    store,
    clock,
    secrets,
    ids,
    bus,
    queue,
    hasher,
    limiter,
    signer,
    accounts,
    tenants,
    sessions,
    isSetupToken,
    accountMails,
    pictures: new PictureLinks({ signatures: new HmacSignatures('0'.repeat(64)) }),
    signUpsPerHour: 1_000,
  };
  const signUp = new SignUp(deps);
  const signIn = new SignIn(deps);
  const authenticate = new AuthenticateToken(deps);

  const holderOf = async (accessToken: string): Promise<UserPrincipal> => {
    const principal = await authenticate.execute({ token: accessToken });
    if (principal === null) throw new Error('the access token is not good');
    return principal;
  };

  return {
    ...deps,
    signUp,
    signIn,
    authenticate,
    holderOf,
    /** The admin of a new business, signed in. */
    admin: async (
      about: { email?: string; businessName?: string; currency?: string } = {},
    ): Promise<UserPrincipal & { tenantId: TenantId }> => {
      const email = about.email ?? `${ids.user()}@example.com`;
      const input = { businessName: 'Noor Spa', currency: 'AED', ...about, email, password, name: 'Noor', client };
      const principal = await holderOf((await signUp.execute(input)).accessToken);
      return principal as UserPrincipal & { tenantId: TenantId };
    },
    superAdmin: async (): Promise<UserPrincipal> => {
      const input = { token: setupToken, email: 'root@example.com', password, name: 'Root', client };
      return holderOf((await new SetUpPlatform(deps).execute(input)).accessToken);
    },
    /** A member of the admin's business with the role, signed in. */
    member: async (
      by: UserPrincipal,
      role: string,
      email = `${ids.user()}@example.com`,
    ): Promise<UserPrincipal & { email: string }> => {
      await new AddMember(deps).execute({ by, email, name: 'Sam', initialPassword: password, role });
      const { accessToken } = await signIn.execute({ email, password, client: { ...client, ip: email } });
      return { ...(await holderOf(accessToken)), email };
    },
    /** The names of what the tenant's log (or the platform's) recorded, oldest first. */
    logged: async (tenantId: TenantId | null): Promise<string[]> => {
      const log = tenantId === null ? store.platform.audit : store.tenant(tenantId).audit;
      return (await log.since(1, 500)).map((entry) => entry.action);
    },
    /** Freezes `Date` too, for the rate limiter's library keeps to it. Vitest gives it back. */
    freeze: (): void => void vi.useFakeTimers({ toFake: ['Date'], now: clock.now() }),
    advance: (ms: number): void => {
      clock.advance(ms);
      if (vi.isFakeTimers()) vi.setSystemTime(clock.now());
    },
    close: async (): Promise<void> => {
      vi.useRealTimers();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type World = Awaited<ReturnType<typeof openWorld>>;
