import { afterEach, beforeEach, expect, it } from 'vitest';
import { channelFormsOf } from '#adapters/channels/channel-forms';
import { channelManifests } from '#adapters/channels/registry';
import { AddChannel } from '#application/channels/add-channel';
import { ChangeChannel } from '#application/channels/change-channel';
import { ListChannels } from '#application/channels/list-channels';
import type { Store } from '#application/ports/store';
import { AllowCloudApi } from '#application/tenancy/allow-cloud-api';
import { ConversationId, type TenantId } from '#domain/shared/ids';
import { openWorld, overlay, type UserPrincipal, type World } from '../world.js';

let world: World;
let by: UserPrincipal & { tenantId: TenantId };
let root: UserPrincipal;
beforeEach(async () => {
  world = await openWorld();
  by = await world.admin();
  root = await world.superAdmin();
});
afterEach(() => world.close());

const allow = (allowed: boolean, tenantId: TenantId = by.tenantId) =>
  new AllowCloudApi(world).execute({ by: root, tenantId, allowed });
const channelForms = channelFormsOf(channelManifests);
const number = {
  kind: 'cloud-api' as const,
  name: 'Main',
  externalKey: '123456789',
  settings: { accessToken: 'EAAG-secret' } as Readonly<Record<string, string>>,
};
const add = (about: object = {}) => new AddChannel({ ...world, channelForms }).execute({ by, ...number, ...about });
const change = (
  about: {
    channelId: string;
    version?: number;
    name?: string;
    settings?: Readonly<Record<string, string>>;
    status?: 'active' | 'stopped';
  },
  store: Store = world.store,
) => new ChangeChannel({ ...world, store, channelForms }).execute({ by, version: 1, ...about });

it('a number of the Cloud API needs the word of the super admin', async () => {
  await expect(add()).rejects.toMatchObject({ code: 'channel.cloud_api_not_allowed', kind: 'forbidden' });
  await allow(true);
  expect(await add()).toMatchObject({
    kind: 'cloud-api',
    externalKey: '123456789',
    status: 'active',
    settingsSet: ['accessToken'],
  });
  expect((await world.logged(by.tenantId)).at(-1)).toBe('channel.added');
});

it('no token is ever shown, nor written to the log', async () => {
  await allow(true);
  const { id } = await add();
  const shown = [
    await new ListChannels(world).execute({ by }),
    await change({ channelId: id, settings: { accessToken: 'EAAG-second' } }),
  ];
  const log = await world.store.tenant(by.tenantId).audit.since(1, 100);
  expect(JSON.stringify([shown, log])).not.toContain('EAAG');
  expect((await world.store.tenant(by.tenantId).channels.find(id))?.settings).toEqual({ accessToken: 'EAAG-second' });
});

it('a number belongs to one business', async () => {
  await allow(true);
  await add();
  const other = await world.admin();
  await allow(true, other.tenantId);
  await expect(add({ by: other })).rejects.toMatchObject({ code: 'channel.key_taken' });
});

it.each([
  ['a phone number instead of its id', { externalKey: '+971 50 123 4567' }],
  ['a path instead of an id', { externalKey: '12345/../6' }],
  ['a token with a line break', { settings: { accessToken: 'token\r\nHost: evil' } }],
  ['no token', { settings: { accessToken: '' } }],
  ['a setting nobody asked for', { settings: { accessToken: 'token', baseUrl: 'https://evil.example' } }],
  ['a kind nobody adds by hand', { kind: 'widget' as const }],
])('refuses %s', async (_what, about) => {
  await allow(true);
  await expect(add(about)).rejects.toMatchObject({ code: 'channel.settings_invalid' });
});

it('refuses a channel without a name', async () => {
  await allow(true);
  await expect(add({ name: '' })).rejects.toMatchObject({ code: 'input.invalid' });
});

it('is stopped by a person with that as the cause, and started again, which sends what waited', async () => {
  const [api] = await new ListChannels(world).execute({ by });
  const channelId = api?.id ?? '';
  const waiting = [
    { tenantId: by.tenantId, conversationId: ConversationId('cnv_mine') },
    { tenantId: 'ten_other' as TenantId, conversationId: ConversationId('cnv_other') },
  ];
  const store = overlay(world.store, {
    platform: overlay(world.store.platform, { dueDeliveries: async () => waiting }),
  });
  expect(await change({ channelId, status: 'stopped' }, store)).toMatchObject({
    status: 'stopped',
    stoppedBecause: 'channel.stopped_by_person',
  });
  expect(await change({ channelId, version: 2, name: 'Chat' }, store)).toMatchObject({
    name: 'Chat',
    status: 'stopped',
  });
  expect(world.queue.jobs).toEqual([]);
  expect(await change({ channelId, version: 3, status: 'active' }, store)).toMatchObject({
    status: 'active',
    stoppedBecause: null,
  });
  expect(world.queue.jobs).toEqual([{ kind: 'deliver', ...waiting[0] }]);
  await change({ channelId, version: 4, status: 'active' }, store);
  expect(world.queue.jobs).toHaveLength(1);
});

it('keeps the cause the provider gave when a person stops it once more', async () => {
  await allow(true);
  const { id } = await add();
  const { channels } = world.store.tenant(by.tenantId);
  const channel = await channels.find(id);
  if (channel === null) throw new Error('no channel');
  const audit = {
    actor: { kind: 'system', part: 'test' } as const,
    action: 'channel.stopped',
    target: id,
    facts: {},
    at: world.clock.now(),
  };
  await channels.save({ ...channel, status: 'stopped', stoppedBecause: 'cloud_api.token_refused' }, audit);
  expect((await change({ channelId: id, version: 2, status: 'stopped' })).stoppedBecause).toBe(
    'cloud_api.token_refused',
  );
});

it('does not start a number of a business that may not use the Cloud API any more', async () => {
  await allow(true);
  const { id } = await add();
  await allow(false);
  await expect(change({ channelId: id, version: 2, status: 'active' })).rejects.toMatchObject({
    code: 'channel.cloud_api_not_allowed',
  });
});

it('gives a token only to a channel that uses one, and nothing to who read an older version', async () => {
  const [api] = await new ListChannels(world).execute({ by });
  await expect(change({ channelId: api?.id ?? '', settings: { accessToken: 'token' } })).rejects.toMatchObject({
    code: 'channel.settings_invalid',
  });
  await change({ channelId: api?.id ?? '', name: 'A' });
  await expect(change({ channelId: api?.id ?? '', name: 'B' })).rejects.toMatchObject({ code: 'store.stale_write' });
});
