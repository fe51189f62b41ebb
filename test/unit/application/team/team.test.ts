import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AddMember } from '#application/team/add-member';
import { ChangeMember } from '#application/team/change-member';
import { DeleteRole } from '#application/team/delete-role';
import { ListMembers } from '#application/team/list-members';
import { ListRoles } from '#application/team/list-roles';
import { SaveRole } from '#application/team/save-role';
import { client, openWorld, password, type UserPrincipal, type World } from '../world.js';

let world: World;
let admin: UserPrincipal;
beforeEach(async () => {
  world = await openWorld();
  admin = await world.admin();
});
afterEach(() => world.close());

const someone = { email: 'sam@example.com', name: 'Sam', initialPassword: password, role: 'agent' };

describe('adding a member', () => {
  it('makes the account of somebody new, who signs in with the initial password', async () => {
    await new AddMember(world).execute({ by: admin, ...someone });
    const { tenant } = await world.signIn.execute({ email: someone.email, password, client });
    expect(tenant?.id).toBe(admin.tenantId);
    expect(await world.logged(admin.tenantId)).toContain('member.added');
  });

  it('adds who has an account elsewhere, who keeps their password and their name there', async () => {
    await world.admin({ email: someone.email, businessName: 'Elsewhere' });
    const added = await new AddMember(world).execute({
      by: admin,
      ...someone,
      initialPassword: 'not their password',
      name: 'Sammy',
    });
    expect(added.name).toBe('Sammy');
    const attempt = { email: someone.email, tenant: admin.tenantId ?? '', client };
    await expect(world.signIn.execute({ ...attempt, password: 'not their password' })).rejects.toMatchObject({
      code: 'identity.wrong_credentials',
    });
    expect((await world.signIn.execute({ ...attempt, password })).user.name).toBe('Noor');
  });

  it('answers alike whether the account was there: same fields, and as much hashing', async () => {
    await world.admin({ email: 'known@example.com', businessName: 'Elsewhere' });
    let hashed = 0;
    const hasher = {
      hash: async (text: string) => {
        hashed += 1;
        return world.hasher.hash(text);
      },
      verify: world.hasher.verify,
    };
    const { Accounts } = await import('#application/identity/accounts');
    const add = new AddMember({ ...world, accounts: new Accounts({ ...world, hasher }) });
    const shape = async (email: string): Promise<unknown> => {
      const before = hashed;
      const { userId: _userId, email: _email, ...rest } = await add.execute({ by: admin, ...someone, email });
      return { ...rest, hashed: hashed - before };
    };
    expect(await shape('known@example.com')).toEqual(await shape('unknown@example.com'));
    await expect(
      add.execute({ by: admin, ...someone, email: 'known2@example.com', initialPassword: 'weak' }),
    ).rejects.toMatchObject({ code: 'password.too_weak' });
  });

  it('refuses who is in the team already', async () => {
    await new AddMember(world).execute({ by: admin, ...someone });
    await expect(new AddMember(world).execute({ by: admin, ...someone })).rejects.toMatchObject({
      code: 'team.already_member',
    });
  });

  it("refuses a role that is not there, the super admin's among them", async () => {
    for (const role of ['super_admin', 'owner', ''])
      await expect(new AddMember(world).execute({ by: admin, ...someone, role })).rejects.toMatchObject({
        code: 'resource.not_found',
      });
    expect(await new ListMembers(world).execute({ by: admin })).toHaveLength(1);
  });
});

describe('the last admin', () => {
  const own = (about: { role?: string; active?: boolean }) =>
    new ChangeMember(world).execute({ by: admin, userId: admin.actor.userId, version: 1, ...about });

  it('cannot be demoted or shut out', async () => {
    await world.member(admin, 'agent');
    await expect(own({ role: 'agent' })).rejects.toMatchObject({ code: 'team.last_admin' });
    await expect(own({ active: false })).rejects.toMatchObject({ code: 'team.last_admin' });
    expect(
      (
        await world.holderOf(
          (
            await world.signIn.execute({
              email:
                (await new ListMembers(world).execute({ by: admin })).find((each) => each.userId === admin.actor.userId)
                  ?.email ?? '',
              password,
              client,
            })
          ).accessToken,
        )
      ).permissions.has('team.manage'),
    ).toBe(true);
  });

  it('may go when another active one stays; one who is shut out does not count', async () => {
    const second = await world.member(admin, 'tenant_admin');
    const change = new ChangeMember(world);
    await change.execute({ by: admin, userId: second.actor.userId, version: 1, active: false });
    await expect(own({ role: 'agent' })).rejects.toMatchObject({ code: 'team.last_admin' });
    await change.execute({ by: admin, userId: second.actor.userId, version: 2, active: true });
    expect(await own({ role: 'agent' })).toMatchObject({ role: 'agent', active: true });
  });

  it('stays when two admins demote each other at the same moment', async () => {
    const second = await world.member(admin, 'tenant_admin');
    const change = new ChangeMember(world);
    const results = await Promise.allSettled([
      change.execute({ by: admin, userId: second.actor.userId, version: 1, role: 'viewer' }),
      change.execute({ by: second, userId: admin.actor.userId, version: 1, role: 'viewer' }),
    ]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('granting', () => {
  /** May manage the team and read orders; nothing else. */
  const lead = async (): Promise<UserPrincipal> => {
    const role = await new SaveRole(world).execute({
      by: admin,
      version: 0,
      name: 'Lead',
      permissions: ['team.manage', 'team.read', 'orders.read'],
    });
    return world.member(admin, role.id);
  };
  const denied = { code: 'permission.denied' };

  it('nobody gives a role that allows more than they may', async () => {
    const by = await lead();
    for (const role of ['tenant_admin', 'agent', 'viewer'])
      await expect(new AddMember(world).execute({ by, ...someone, role })).rejects.toMatchObject(denied);
    await expect(
      new SaveRole(world).execute({ by, version: 0, name: 'Boss', permissions: ['kill_switch.use'] }),
    ).rejects.toMatchObject(denied);
    await expect(
      new ChangeMember(world).execute({ by, userId: by.actor.userId, version: 1, role: 'tenant_admin' }),
    ).rejects.toMatchObject(denied);
    const small = await new SaveRole(world).execute({ by, version: 0, name: 'Small', permissions: ['orders.read'] });
    expect(await new AddMember(world).execute({ by, ...someone, role: small.id })).toMatchObject({ role: small.id });
  });

  it('nor takes one away, from a person or from a role', async () => {
    const by = await lead();
    await world.member(admin, 'tenant_admin');
    await expect(
      new ChangeMember(world).execute({ by, userId: admin.actor.userId, version: 1, active: false }),
    ).rejects.toMatchObject(denied);
    const big = await new SaveRole(world).execute({ by: admin, version: 0, name: 'Big', permissions: ['audit.read'] });
    await expect(
      new SaveRole(world).execute({ by, id: big.id, version: 1, name: 'Big', permissions: [] }),
    ).rejects.toMatchObject(denied);
    await expect(new DeleteRole(world).execute({ by, id: big.id })).rejects.toMatchObject(denied);
    const small = await new SaveRole(world).execute({
      by: admin,
      version: 0,
      name: 'Small',
      permissions: ['orders.read'],
    });
    await expect(
      new ChangeMember(world).execute({ by, userId: admin.actor.userId, version: 1, role: small.id }),
    ).rejects.toMatchObject(denied);
  });

  it('a custom role never runs the platform, not even by who does', async () => {
    const by = { ...admin, permissions: new Set([...admin.permissions, 'platform.manage' as const]) };
    for (const permission of ['platform.manage', 'everything'])
      await expect(
        new SaveRole(world).execute({ by, version: 0, name: 'Root', permissions: [permission] }),
      ).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

describe('roles of its own', () => {
  const save = (about: { id?: string; version?: number; name?: string } = {}) =>
    new SaveRole(world).execute({
      by: admin,
      version: 0,
      name: 'Cook',
      permissions: ['orders.read', 'orders.read'],
      ...about,
    });

  it('are listed after the built-in ones, and change with a version', async () => {
    const { id, version } = await save();
    const changed = await save({ id, version, name: 'Chef' });
    expect((await new ListRoles(world).execute({ by: admin })).map(({ name, builtIn }) => [name, builtIn])).toEqual([
      ['tenant_admin', true],
      ['agent', true],
      ['viewer', true],
      ['Chef', false],
    ]);
    expect(changed.permissions).toEqual(['orders.read']);
    await expect(save({ id, version })).rejects.toMatchObject({ code: 'store.stale_write' });
  });

  it('have names nobody mistakes', async () => {
    await save();
    for (const name of ['cook', 'Agent', 'TENANT_ADMIN'])
      await expect(save({ name })).rejects.toMatchObject({ code: 'team.role_name_taken' });
    await expect(save({ name: ' ' })).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('go only when nobody has them', async () => {
    const { id } = await save();
    const { actor } = await world.member(admin, id);
    const remove = new DeleteRole(world);
    await expect(remove.execute({ by: admin, id })).rejects.toMatchObject({
      code: 'team.role_in_use',
      details: { holders: 1 },
    });
    await new ChangeMember(world).execute({ by: admin, userId: actor.userId, version: 1, role: 'viewer' });
    await remove.execute({ by: admin, id });
    expect(await new ListRoles(world).execute({ by: admin })).toHaveLength(3);
    expect((await world.logged(admin.tenantId)).at(-1)).toBe('role.deleted');
  });
});
