import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelFormsOf } from '#adapters/channels/channel-forms';
import { channelManifests } from '#adapters/channels/registry';
import { AddChannel } from '#application/channels/add-channel';
import { ListChannels } from '#application/channels/list-channels';
import type { LiveNotice } from '#application/ports/live-bus';
import { AllowCloudApi } from '#application/tenancy/allow-cloud-api';
import { ChangeTenantStatus, type TenantStep } from '#application/tenancy/change-tenant-status';
import { CreateTenant } from '#application/tenancy/create-tenant';
import { DestroyTenant } from '#application/tenancy/destroy-tenant';
import { FindTenant } from '#application/tenancy/find-tenant';
import { PageTenants } from '#application/tenancy/page-tenants';
import { ReadSettings } from '#application/tenancy/read-settings';
import { UpdateSettings } from '#application/tenancy/update-settings';
import type { TenantState } from '#domain/tenancy/tenant';
import { client, openWorld, password, type UserPrincipal, type World } from '../world.js';

let world: World;
let root: UserPrincipal;
let notices: LiveNotice[];
beforeEach(async () => {
  world = await openWorld();
  root = await world.superAdmin();
  notices = [];
  world.bus.subscribe((notice) => notices.push(notice));
});
afterEach(() => world.close());

const create = (about: object = {}): Promise<TenantState> =>
  new CreateTenant(world).execute({ by: root, name: 'Noor Spa', currency: 'AED', ...about });
const step = (tenantId: string, name: TenantStep): Promise<TenantState> =>
  new ChangeTenantStatus(world).execute({ by: root, tenantId, step: name });

describe('a tenant made by the super admin', () => {
  it('is created, not yet active, with its chat channel and its first admin', async () => {
    const { id, status } = await create({ admin: { email: 'sam@example.com', password, name: 'Sam' } });
    expect(status).toBe('created');
    const { accessToken } = await world.signIn.execute({ email: 'sam@example.com', password, client });
    const by = await world.holderOf(accessToken);
    expect(by.tenantId).toBe(id);
    expect(await new ListChannels(world).execute({ by })).toMatchObject([
      { kind: 'api', status: 'active', settingsSet: [] },
    ]);
    expect(await world.logged(id)).toContain('tenant.created');
    expect(await world.logged(null)).toContain('tenant.created');
  });

  it('may be active at once, and may be given to somebody who has an account', async () => {
    await world.admin({ email: 'sam@example.com', businessName: 'First' });
    const admin = { email: 'Sam@example.com', password: 'a password not used', name: 'Sam' };
    expect((await create({ activate: true, admin })).status).toBe('active');
    expect(
      (await world.signIn.execute({ email: 'sam@example.com', password, client, tenant: 'noor-spa' })).tenant?.slug,
    ).toBe('noor-spa');
  });

  it('is found and paged, by status too', async () => {
    const { id } = await create();
    await create({ activate: true });
    expect((await new FindTenant(world).execute({ by: root, tenantId: id })).name).toBe('Noor Spa');
    const page = await new PageTenants(world).execute({ by: root, limit: 1 });
    expect(page.items).toHaveLength(1);
    expect((await new PageTenants(world).execute({ by: root, limit: 1, after: page.next })).items[0]?.id).not.toBe(
      page.items[0]?.id,
    );
    expect(
      (await new PageTenants(world).execute({ by: root, status: 'created' })).items.map((each) => each.id),
    ).toEqual([id]);
    for (const limit of [0, 101, 1.5])
      await expect(new PageTenants(world).execute({ by: root, limit })).rejects.toMatchObject({
        code: 'input.invalid',
      });
  });
});

describe('the life of a tenant', () => {
  it('runs from created to active, suspended, deleted, restored; each step audited twice and announced', async () => {
    const { id } = await create();
    const statuses: string[] = [];
    for (const name of ['activate', 'suspend', 'activate', 'delete', 'restore', 'activate'] as const)
      statuses.push((await step(id, name)).status);
    expect(statuses).toEqual(['active', 'suspended', 'active', 'deleted', 'suspended', 'active']);
    expect(notices).toEqual(Array.from({ length: 6 }, () => ({ kind: 'switches', tenantId: id })));
    const expected = [
      'tenant.activated',
      'tenant.suspended',
      'tenant.activated',
      'tenant.deleted',
      'tenant.restored',
      'tenant.activated',
    ];
    expect((await world.logged(id)).slice(-6)).toEqual(expected);
    expect((await world.logged(null)).slice(-6)).toEqual(expected);
  });

  it.each([
    ['created', [], ['suspend', 'restore']],
    ['active', ['activate'], ['activate', 'restore']],
    ['suspended', ['activate', 'suspend'], ['suspend', 'restore']],
    ['deleted', ['delete'], ['activate', 'suspend', 'delete']],
  ] as const)('from %s there are steps it does not have', async (_status, path, refused) => {
    const { id } = await create();
    for (const name of path) await step(id, name);
    for (const name of refused)
      await expect(step(id, name), name).rejects.toMatchObject({ code: 'lifecycle.illegal_transition' });
  });

  it('refuses a step nobody knows, the name of a built-in property too', async () => {
    const { id } = await create();
    for (const name of ['destroy', 'toString', ''])
      await expect(step(id, name as TenantStep)).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('ends for good only from deleted, and only when its slug is typed', async () => {
    const { id, slug } = await create({ admin: { email: 'sam@example.com', password, name: 'Sam' } });
    const destroy = (confirm: string) => new DestroyTenant(world).execute({ by: root, tenantId: id, confirm });
    await expect(destroy(slug)).rejects.toMatchObject({ code: 'lifecycle.illegal_transition' });
    await step(id, 'delete');
    await expect(destroy('')).rejects.toMatchObject({ code: 'input.invalid' });
    await destroy(slug);
    expect(await world.store.tenant(id).findTenant()).toBeNull();
    await expect(step(id, 'restore')).rejects.toMatchObject({ code: 'resource.not_found' });
    await expect(world.signIn.execute({ email: 'sam@example.com', password, client })).rejects.toMatchObject({
      code: 'identity.no_tenant',
    });
    expect((await world.logged(null)).at(-1)).toBe('tenant.destroyed');
    expect(notices.at(-1)).toEqual({ kind: 'switches', tenantId: id });
  });
});

it('taking the Cloud API away stops the numbers that use it, and nothing else', async () => {
  const by = await world.admin();
  const allow = (allowed: boolean) => new AllowCloudApi(world).execute({ by: root, tenantId: by.tenantId, allowed });
  expect((await allow(true)).cloudApiAllowed).toBe(true);
  await new AddChannel({ ...world, channelForms: channelFormsOf(channelManifests) }).execute({
    by,
    kind: 'cloud-api',
    name: 'Main',
    externalKey: '123456789',
    settings: { accessToken: 'token' },
  });
  await allow(false);
  const channels = await new ListChannels(world).execute({ by });
  expect(Object.fromEntries(channels.map((each) => [each.kind, each.stoppedBecause]))).toEqual({
    api: null,
    'cloud-api': 'cloud_api.not_allowed',
  });
  expect(notices).toContainEqual({ kind: 'switches', tenantId: by.tenantId });
});

describe('settings', () => {
  let by: UserPrincipal;
  beforeEach(async () => {
    by = await world.admin();
  });
  const update = (about: object) => new UpdateSettings(world).execute({ by, version: 1, ...about });

  it('change where something is said, and stay where nothing is', async () => {
    const before = await new ReadSettings(world).execute({ by });
    const after = await update({
      name: ' Noor & Co ',
      timeZone: 'Asia/Dubai',
      assistant: { confidenceThreshold: 0.5, escalationKeywords: ['lawyer', 'lawyer'] },
    });
    expect(after).toMatchObject({
      name: 'Noor & Co',
      timeZone: 'Asia/Dubai',
      slug: before.slug,
      currency: before.currency,
    });
    expect(after.assistant).toEqual({ ...before.assistant, confidenceThreshold: 0.5, escalationKeywords: ['lawyer'] });
    expect(await new ReadSettings(world).execute({ by })).toEqual(after);
    expect(notices).toEqual([{ kind: 'switches', tenantId: by.tenantId }]);
    expect((await world.logged(by.tenantId)).at(-1)).toBe('tenant.configured');
  });

  it('allow the bounds themselves', async () => {
    const assistant = {
      confidenceThreshold: 1,
      settleMs: 60_000,
      maxSettleMs: 60_000,
      escalationKeywords: Array.from({ length: 50 }, (_, n) => `word ${n}`),
    };
    expect((await update({ assistant })).assistant).toMatchObject(assistant);
    expect(
      (
        await update({
          version: 2,
          assistant: { confidenceThreshold: 0, settleMs: 0, maxSettleMs: 0, allowedResponses: [] },
        })
      ).assistant.settleMs,
    ).toBe(0);
  });

  it.each([
    ['an empty name', { name: ' ' }],
    ['an unknown time zone', { timeZone: 'Dubai' }],
    ['a threshold above 1', { assistant: { confidenceThreshold: 1.01 } }],
    ['a threshold below 0', { assistant: { confidenceThreshold: -0.01 } }],
    ['a threshold that is no number', { assistant: { confidenceThreshold: Number.NaN } }],
    ['a negative wait', { assistant: { settleMs: -1 } }],
    ['a wait above the longest wait', { assistant: { settleMs: 6_001 } }],
    ['a longest wait below the wait', { assistant: { maxSettleMs: 1_000 } }],
    ['a longest wait above a minute', { assistant: { maxSettleMs: 60_001 } }],
    ['51 keywords', { assistant: { escalationKeywords: Array.from({ length: 51 }, (_, n) => `word ${n}`) } }],
    ['an empty keyword', { assistant: { escalationKeywords: [''] } }],
    ['no language', { assistant: { languages: [] } }],
    ['an unknown language', { assistant: { languages: ['xx'] } }],
    ['a default outside the languages', { assistant: { languages: ['en'], defaultLanguage: 'ar' } }],
    ['languages without the default', { assistant: { languages: ['ar'] } }],
    ['an unknown answer mode', { assistant: { answerMode: 'free' } }],
    ['an unknown kind of answer', { assistant: { allowedResponses: ['discounts'] } }],
  ])('refuse %s', async (_what, about) => {
    await expect(update(about)).rejects.toMatchObject({ code: 'input.invalid' });
    expect(notices).toEqual([]);
  });

  it('are not overwritten by who read an older version', async () => {
    await update({ name: 'First' });
    await expect(update({ name: 'Second' })).rejects.toMatchObject({ code: 'store.stale_write' });
  });
});
