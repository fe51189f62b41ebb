import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChangePassword } from '#application/identity/change-password';
import { ListSessions } from '#application/identity/list-sessions';
import { RefreshSession } from '#application/identity/refresh-session';
import { RevokeSession } from '#application/identity/revoke-session';
import { SignOut } from '#application/identity/sign-out';
import type { SignedIn } from '#application/identity/signed-in';
import { WhoAmI } from '#application/identity/who-am-i';
import type { Store } from '#application/ports/store';
import { AddMember } from '#application/team/add-member';
import { ChangeMember } from '#application/team/change-member';
import { SaveRole } from '#application/team/save-role';
import { ChangeTenantStatus } from '#application/tenancy/change-tenant-status';
import type { CustomRole } from '#domain/identity/role';
import { client, openWorld, overlay, password, type World } from '../world.js';

let world: World;
let refresh: RefreshSession;
let signedIn: SignedIn;
beforeEach(async () => {
  world = await openWorld();
  refresh = new RefreshSession(world);
  await world.admin({ email: 'noor@example.com' });
  signedIn = await world.signIn.execute({ email: 'noor@example.com', password, client });
});
afterEach(() => world.close());

const ended = { code: 'identity.session_ended', kind: 'unauthenticated' };
const trade = (refreshToken: string): Promise<SignedIn> => refresh.execute({ refreshToken });

describe('refreshing', () => {
  it('trades a token for a new one of the same session', async () => {
    const next = await trade(signedIn.refreshToken);
    expect(next.refreshToken).not.toBe(signedIn.refreshToken);
    expect(next.session.id).toBe(signedIn.session.id);
    expect((await world.holderOf(next.accessToken)).sessionId).toBe(signedIn.session.id);
    expect(next.tenant).toEqual(signedIn.tenant);
  });

  it('gives five tabs that refresh at once the same successor', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => trade(signedIn.refreshToken)));
    expect(new Set(answers.map((each) => each.refreshToken)).size).toBe(1);
    await trade(answers[0]?.refreshToken ?? '');
  });

  it('lets the token before through for ten seconds and not a moment longer', async () => {
    const next = await trade(signedIn.refreshToken);
    world.advance(10_000);
    expect((await trade(signedIn.refreshToken)).refreshToken).toBe(next.refreshToken);
    world.advance(1);
    await expect(trade(signedIn.refreshToken)).rejects.toMatchObject(ended);
    await expect(trade(next.refreshToken)).rejects.toMatchObject(ended);
  });

  it('lets it through in another process too, with a token of its own', async () => {
    await trade(signedIn.refreshToken);
    const elsewhere = new RefreshSession(world);
    const again = await elsewhere.execute({ refreshToken: signedIn.refreshToken });
    await elsewhere.execute({ refreshToken: again.refreshToken });
  });

  it('does not grow the grace by using it', async () => {
    await trade(signedIn.refreshToken);
    world.advance(9_000);
    await new RefreshSession(world).execute({ refreshToken: signedIn.refreshToken });
    world.advance(2_000);
    await expect(trade(signedIn.refreshToken)).rejects.toMatchObject(ended);
  });

  it('ends the whole session when an older token comes back, even at once, and records it', async () => {
    const second = await trade(signedIn.refreshToken);
    const third = await trade(second.refreshToken);
    await expect(trade(signedIn.refreshToken)).rejects.toMatchObject(ended);
    await expect(trade(third.refreshToken)).rejects.toMatchObject(ended);
    expect(await world.authenticate.execute({ token: third.accessToken })).toBeNull();
    expect((await world.logged(signedIn.session.tenantId)).at(-1)).toBe('session.reuse_detected');
  });

  it('refuses what is no token, and a made-up one ends the session it names', async () => {
    for (const text of ['', '.', 'ses_x.y']) await expect(trade(text)).rejects.toMatchObject(ended);
    await expect(trade(`${signedIn.session.id}.forged`)).rejects.toMatchObject(ended);
    await expect(trade(signedIn.refreshToken)).rejects.toMatchObject(ended);
  });

  it('ends thirty days after the sign-in, however often it was refreshed', async () => {
    world.advance(30 * 24 * 3_600_000 - 1);
    const last = await trade(signedIn.refreshToken);
    world.advance(1);
    await expect(trade(last.refreshToken)).rejects.toMatchObject(ended);
  });

  it('stores hashes only', async () => {
    const { refreshToken } = await trade(signedIn.refreshToken);
    const stored = JSON.stringify(await world.store.platform.findSession(signedIn.session.id));
    for (const token of [refreshToken, signedIn.refreshToken]) expect(stored).not.toContain(token.split('.')[1]);
  });
});

describe('an access token', () => {
  it('dies with its session: signed out, revoked, expired', async () => {
    await new SignOut(world).execute({ refreshToken: signedIn.refreshToken });
    expect(await world.authenticate.execute({ token: signedIn.accessToken })).toBeNull();
    await expect(trade(signedIn.refreshToken)).rejects.toMatchObject(ended);
  });

  it('dies when the person is shut out, and loses what a smaller role does not allow, at once', async () => {
    const admin = await world.holderOf(signedIn.accessToken);
    const { email, actor } = await world.member(admin, 'agent');
    const { accessToken } = await world.signIn.execute({ email, password, client });
    expect((await world.holderOf(accessToken)).permissions.has('orders.decide')).toBe(true);
    const change = new ChangeMember(world);
    await change.execute({ by: admin, userId: actor.userId, version: 1, role: 'viewer' });
    expect((await world.holderOf(accessToken)).permissions.has('orders.decide')).toBe(false);
    await change.execute({ by: admin, userId: actor.userId, version: 2, active: false });
    expect(await world.authenticate.execute({ token: accessToken })).toBeNull();
  });

  it('carries the permissions of a custom role', async () => {
    const admin = await world.holderOf(signedIn.accessToken);
    const role = await new SaveRole(world).execute({
      by: admin,
      version: 0,
      name: 'Cook',
      permissions: ['orders.read'],
    });
    expect([...(await world.member(admin, role.id)).permissions]).toEqual(['orders.read']);
  });

  it('never runs the platform, whatever a stored role says', async () => {
    const admin = await world.holderOf(signedIn.accessToken);
    const { team } = world.store.tenant(admin.tenantId ?? ('' as never));
    const role = {
      id: world.ids.role(),
      tenantId: admin.tenantId,
      name: 'Root',
      permissions: ['platform.manage', 'orders.read'],
      version: 0,
    };
    await team.saveRole(role as CustomRole, {
      actor: admin.actor,
      action: 'test',
      target: role.id,
      facts: {},
      at: world.clock.now(),
    });
    const member = await world.member(
      { ...admin, permissions: new Set([...admin.permissions, 'platform.manage']) },
      role.id,
    );
    expect([...member.permissions]).toEqual(['orders.read']);
  });

  it('of a suspended business only reads; of a deleted one does nothing', async () => {
    const by = await world.superAdmin();
    const change = new ChangeTenantStatus(world);
    const tenantId = signedIn.session.tenantId ?? '';
    await change.execute({ by, tenantId, step: 'suspend' });
    const suspended = await world.holderOf(
      (await world.signIn.execute({ email: 'noor@example.com', password, client })).accessToken,
    );
    expect(suspended.permissions.size).toBeGreaterThan(3);
    expect([...suspended.permissions].filter((each) => !each.endsWith('.read'))).toEqual([]);
    await change.execute({ by, tenantId, step: 'delete' });
    expect(await world.authenticate.execute({ token: signedIn.accessToken })).toBeNull();
    await expect(trade(signedIn.refreshToken)).rejects.toMatchObject(ended);
  });

  it("names a session that is somebody else's: refused", async () => {
    const own = { userId: signedIn.user.id, sessionId: signedIn.session.id, tenantId: signedIn.session.tenantId };
    const colleague = await world.member(await world.holderOf(signedIn.accessToken), 'tenant_admin');
    const verdict = async (about: Partial<typeof own>) =>
      world.authenticate.execute({ token: (await world.signer.sign({ ...own, ...about })).token });
    expect(await verdict({})).not.toBeNull();
    expect(await verdict({ userId: colleague.actor.userId })).toBeNull();
    const another = await world.admin({ businessName: 'Second' });
    await new AddMember(world).execute({
      by: another,
      email: 'noor@example.com',
      name: 'N',
      initialPassword: password,
      role: 'agent',
    });
    expect(await verdict({ tenantId: another.tenantId })).toBeNull();
  });
});

describe("one's own sessions", () => {
  it('are listed with the current one marked, and can be ended one by one', async () => {
    const by = await world.holderOf(signedIn.accessToken);
    const list = await new ListSessions(world).execute({ by });
    expect(list).toHaveLength(2);
    expect(list.filter((each) => each.current).map((each) => each.id)).toEqual([signedIn.session.id]);
    expect(JSON.stringify(list)).not.toContain('Hash');
    const other = list.find((each) => !each.current)?.id ?? '';
    await new RevokeSession(world).execute({ by, sessionId: other });
    expect(await new ListSessions(world).execute({ by })).toHaveLength(1);
  });

  it("are the only ones one can end: somebody else's looks like none", async () => {
    const stranger = await world.admin();
    await expect(
      new RevokeSession(world).execute({ by: stranger, sessionId: signedIn.session.id }),
    ).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    expect(await world.authenticate.execute({ token: signedIn.accessToken })).not.toBeNull();
  });

  it('signing out with a token that is none does nothing', async () => {
    for (const refreshToken of ['', 'x', `${signedIn.session.id}.wrong`])
      await new SignOut(world).execute({ refreshToken });
    expect(await world.authenticate.execute({ token: signedIn.accessToken })).not.toBeNull();
  });
});

describe('changing the password', () => {
  it('signs every other device out and keeps this one', async () => {
    const by = await world.holderOf(signedIn.accessToken);
    const other = await world.signIn.execute({ email: 'noor@example.com', password, client });
    await new ChangePassword(world).execute({ by, currentPassword: password, newPassword: 'eleven green giraffes' });
    expect(await world.authenticate.execute({ token: other.accessToken })).toBeNull();
    expect(await world.authenticate.execute({ token: signedIn.accessToken })).not.toBeNull();
    await expect(world.signIn.execute({ email: 'noor@example.com', password, client })).rejects.toMatchObject({
      code: 'identity.wrong_credentials',
    });
    expect(await world.logged(by.tenantId)).toContain('user.password_changed');
  });

  it('signs a device out even while it is refreshing', async () => {
    const by = await world.holderOf(signedIn.accessToken);
    const other = await world.signIn.execute({ email: 'noor@example.com', password, client });
    let interrupted = false;
    const findSession: Store['platform']['findSession'] = async (id) => {
      const session = await world.store.platform.findSession(id);
      if (id === other.session.id && !interrupted) {
        interrupted = true;
        await refresh.execute({ refreshToken: other.refreshToken });
      }
      return session;
    };
    const store = overlay<Store>(world.store, {
      platform: overlay<Store['platform']>(world.store.platform, { findSession }),
    });
    const change = new ChangePassword({ ...world, store });
    await change.execute({ by, currentPassword: password, newPassword: 'eleven green giraffes' });
    expect(interrupted).toBe(true);
    expect(await world.authenticate.execute({ token: other.accessToken })).toBeNull();
  });

  it('needs the current one, and gives five tries', async () => {
    world.freeze();
    const by = await world.holderOf(signedIn.accessToken);
    const change = new ChangePassword(world);
    const attempt = (): Promise<string> =>
      change.execute({ by, currentPassword: 'wrong', newPassword: 'eleven green giraffes' }).then(
        () => 'changed',
        (error) => error.code,
      );
    const answers: string[] = [];
    for (let n = 0; n < 6; n += 1) answers.push(await attempt());
    expect(answers).toEqual([...Array.from({ length: 5 }, () => 'identity.wrong_credentials'), 'rate_limit.exceeded']);
  });

  it('refuses a weak one', async () => {
    const by = await world.holderOf(signedIn.accessToken);
    await expect(
      new ChangePassword(world).execute({ by, currentPassword: password, newPassword: 'short' }),
    ).rejects.toMatchObject({
      code: 'password.too_weak',
    });
  });
});

it('says who the caller is and where else they could be', async () => {
  const by = await world.holderOf(signedIn.accessToken);
  const identity = await new WhoAmI(world).execute({ by });
  expect(identity).toMatchObject({
    user: { email: 'noor@example.com' },
    role: 'tenant_admin',
    apiKey: null,
    tenant: { id: by.tenantId },
  });
  expect(identity.tenants).toHaveLength(1);
  expect(JSON.stringify(identity)).not.toContain('passwordHash');
});
