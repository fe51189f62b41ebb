import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SetUpPlatform } from '#application/identity/set-up-platform';
import { SignUp } from '#application/identity/sign-up';
import { client, openWorld, password, setupToken, type World } from '../world.js';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const founder = {
  email: 'Noor@Example.com ',
  password,
  name: 'Noor',
  businessName: 'Café Noor & Sons',
  currency: 'AED',
  client,
};

describe('signing up', () => {
  it('gives a person a running business, its chat channel, its admin role and a session', async () => {
    const signedIn = await world.signUp.execute({ ...founder, timeZone: 'Asia/Dubai' });
    expect(signedIn).toMatchObject({
      user: { email: 'noor@example.com', isSuperAdmin: false },
      tenant: { slug: 'cafe-noor-sons', status: 'active', currency: 'AED', timeZone: 'Asia/Dubai' },
    });
    const by = await world.holderOf(signedIn.accessToken);
    expect(by.permissions.has('team.manage')).toBe(true);
    expect(by.permissions.has('platform.manage')).toBe(false);
    const id = signedIn.tenant?.id as NonNullable<typeof by.tenantId>;
    expect(await world.store.tenant(id).channels.list()).toMatchObject([
      { kind: 'api', externalKey: id, status: 'active' },
    ]);
    expect(await world.logged(id)).toEqual(['tenant.created', 'session.opened']);
  });

  it('makes the slug of a second business of the same name different', async () => {
    const slugs = new Set<string | undefined>();
    for (const email of ['a@example.com', 'b@example.com', 'c@example.com'])
      slugs.add((await world.signUp.execute({ ...founder, email })).tenant?.slug);
    expect(slugs.size).toBe(3);
    expect(
      (await world.signUp.execute({ ...founder, email: 'd@example.com', businessName: 'مطعم نور' })).tenant?.slug,
    ).toBe('business');
  });

  it('refuses an e-mail that has a business, and leaves nothing behind', async () => {
    await world.signUp.execute(founder);
    await expect(world.signUp.execute({ ...founder, businessName: 'Other' })).rejects.toMatchObject({
      code: 'user.email_taken',
    });
    expect((await world.store.platform.pageTenants({}, { after: null, limit: 10 })).items).toHaveLength(1);
  });

  it('finishes a sign-up that was cut off, for whoever knows the password', async () => {
    await world.accounts.create({ email: founder.email, password, name: 'Noor' });
    await expect(world.signUp.execute({ ...founder, password: 'not the right one' })).rejects.toMatchObject({
      code: 'user.email_taken',
    });
    expect((await world.signUp.execute(founder)).tenant?.status).toBe('active');
  });

  it.each([
    ['eleven characters', { password: 'elevenchars' }, 'password.too_weak'],
    ['129 characters', { password: `${'ab1 '.repeat(32)}x` }, 'password.too_weak'],
    ['a common password', { password: 'Password1234!' }, 'password.too_weak'],
    ['the e-mail as password', { password: 'noor@example.com' }, 'password.too_weak'],
    ['one letter repeated', { password: 'aaaaaaaaaaaaaaaa' }, 'password.too_weak'],
    ['no e-mail', { email: 'noor' }, 'input.invalid'],
    ['an e-mail with a line break', { email: 'noor@example.com\nx' }, 'input.invalid'],
    ['an empty name', { name: '  ' }, 'input.invalid'],
    ['an empty business name', { businessName: '' }, 'input.invalid'],
    ['a currency that is none', { currency: 'ZZZ' }, 'input.invalid'],
    ['a time zone that is none', { timeZone: 'Mars/Base' }, 'input.invalid'],
    ['an offset for a time zone', { timeZone: '+04:00' }, 'input.invalid'],
  ])('refuses %s and stores nobody', async (_what, about, code) => {
    await expect(world.signUp.execute({ ...founder, ...about })).rejects.toMatchObject({ code });
    expect(await world.store.platform.findUserByEmail('noor@example.com')).toBeNull();
  });

  it('lets one network found so many in an hour', async () => {
    world.freeze();
    const signUp = new SignUp({ ...world, signUpsPerHour: 1 });
    await signUp.execute(founder);
    await expect(signUp.execute({ ...founder, email: 'b@example.com' })).rejects.toMatchObject({
      code: 'rate_limit.exceeded',
    });
    world.advance(60 * 60_000);
    await signUp.execute({ ...founder, email: 'b@example.com' });
  });
});

describe('setting the platform up', () => {
  const root = { token: setupToken, email: 'root@example.com', password, name: 'Root', client };

  it('makes whoever holds the printed token the super admin, once', async () => {
    const setUp = new SetUpPlatform(world);
    const { accessToken, tenant } = await setUp.execute(root);
    expect(tenant).toBeNull();
    expect([...(await world.holderOf(accessToken)).permissions]).toEqual(['platform.manage']);
    expect(await world.logged(null)).toEqual(['platform.set_up', 'session.opened']);
    await expect(setUp.execute({ ...root, email: 'b@example.com' })).rejects.toMatchObject({
      code: 'platform.already_set_up',
    });
  });

  it('refuses any other token', async () => {
    await expect(new SetUpPlatform(world).execute({ ...root, token: '' })).rejects.toMatchObject({
      code: 'platform.wrong_setup_token',
    });
    expect(await world.store.platform.countSuperAdmins()).toBe(0);
  });
});
