import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelFormsOf } from '#adapters/channels/channel-forms';
import { channelManifests } from '#adapters/channels/registry';
import { CreateApiKey } from '#application/api-keys/create-api-key';
import { ListApiKeys } from '#application/api-keys/list-api-keys';
import { RevokeApiKey } from '#application/api-keys/revoke-api-key';
import { RotateApiKey } from '#application/api-keys/rotate-api-key';
import { ArchiveService } from '#application/catalogue/archive-service';
import { FindFaq } from '#application/catalogue/find-faq';
import { FindService } from '#application/catalogue/find-service';
import { ImportServices } from '#application/catalogue/import-services';
import { PageFaqs } from '#application/catalogue/page-faqs';
import { PageServices } from '#application/catalogue/page-services';
import { SaveFaq } from '#application/catalogue/save-faq';
import { SaveService } from '#application/catalogue/save-service';
import { AddChannel } from '#application/channels/add-channel';
import { ChangeChannel } from '#application/channels/change-channel';
import { ListChannels } from '#application/channels/list-channels';
import { PageAudit } from '#application/compliance/page-audit';
import { VerifyAudit } from '#application/compliance/verify-audit';
import type { Principal } from '#application/identity/principal';
import { AddMember } from '#application/team/add-member';
import { ChangeMember } from '#application/team/change-member';
import { DeleteRole } from '#application/team/delete-role';
import { ListMembers } from '#application/team/list-members';
import { ListRoles } from '#application/team/list-roles';
import { SaveRole } from '#application/team/save-role';
import { AllowCloudApi } from '#application/tenancy/allow-cloud-api';
import { ChangeTenantStatus } from '#application/tenancy/change-tenant-status';
import { CreateTenant } from '#application/tenancy/create-tenant';
import { DestroyTenant } from '#application/tenancy/destroy-tenant';
import { FindTenant } from '#application/tenancy/find-tenant';
import { PageTenants } from '#application/tenancy/page-tenants';
import { ReadKillSwitches } from '#application/tenancy/read-kill-switches';
import { ReadSettings } from '#application/tenancy/read-settings';
import { UpdateSettings } from '#application/tenancy/update-settings';
import { UseKillSwitch } from '#application/tenancy/use-kill-switch';
import { type Permission, permissions } from '#domain/identity/permission';
import { ApiKeyId } from '#domain/shared/ids';
import { openWorld, password, type UserPrincipal, type World } from './world.js';

const channelForms = channelFormsOf(channelManifests);

let world: World;
let admin: UserPrincipal;
let foreign: { serviceId: string; faqId: string; keyId: string; roleId: string; channelId: string; userId: string };

type Case = readonly [string, Permission, (by: Principal) => Promise<unknown>];
const fields = { name: { en: 'Massage' }, priceMinor: 100 };
const faq = { version: 0, questions: ['When?'], answer: { en: 'At nine.' } };
const newMember = { email: 'x@example.com', name: 'X', initialPassword: password, role: 'viewer' };
const deps = () => ({ ...world, switches: { refresh: async () => undefined } });

/** Every use case that acts in a tenant, the one permission it asks for, and a call that is otherwise in order. */
const tenantCases: readonly Case[] = [
  [
    'create API key',
    'api_keys.manage',
    (by) => new CreateApiKey(world).execute({ by, name: 'K', scopes: ['chat.send'] }),
  ],
  ['list API keys', 'api_keys.manage', (by) => new ListApiKeys(world).execute({ by })],
  ['page services', 'catalogue.read', (by) => new PageServices(world).execute({ by })],
  ['page FAQs', 'catalogue.read', (by) => new PageFaqs(world).execute({ by })],
  ['save service', 'catalogue.write', (by) => new SaveService(world).execute({ by, version: 0, fields })],
  [
    'import services',
    'catalogue.write',
    (by) => new ImportServices(world).execute({ by, rows: [fields], dryRun: true }),
  ],
  ['save FAQ', 'catalogue.write', (by) => new SaveFaq(world).execute({ by, ...faq })],
  ['list channels', 'channels.read', (by) => new ListChannels(world).execute({ by })],
  ['page audit', 'audit.read', (by) => new PageAudit(world).execute({ by, scope: 'tenant' })],
  ['verify audit', 'audit.read', (by) => new VerifyAudit(world).execute({ by, scope: 'tenant' })],
  ['list members', 'team.read', (by) => new ListMembers(world).execute({ by })],
  ['list roles', 'team.read', (by) => new ListRoles(world).execute({ by })],
  ['add member', 'team.manage', (by) => new AddMember(world).execute({ by, ...newMember })],
  ['save role', 'team.manage', (by) => new SaveRole(world).execute({ by, version: 0, name: 'Cook', permissions: [] })],
  ['read settings', 'tenant.read', (by) => new ReadSettings(world).execute({ by })],
  ['read kill switches', 'tenant.read', (by) => new ReadKillSwitches(world).execute({ by })],
  ['update settings', 'tenant.configure', (by) => new UpdateSettings(world).execute({ by, version: 1, name: 'Noor' })],
  [
    'use kill switch',
    'kill_switch.use',
    (by) => new UseKillSwitch(deps()).execute({ by, scope: 'tenant', on: true, reason: 'test' }),
  ],
];

/** The ones that name a thing: asked for another tenant's. */
const foreignCases: readonly Case[] = [
  ['find service', 'catalogue.read', (by) => new FindService(world).execute({ by, id: foreign.serviceId })],
  ['find FAQ', 'catalogue.read', (by) => new FindFaq(world).execute({ by, id: foreign.faqId })],
  [
    'archive service',
    'catalogue.write',
    (by) => new ArchiveService(world).execute({ by, id: foreign.serviceId, version: 1 }),
  ],
  [
    'change service',
    'catalogue.write',
    (by) => new SaveService(world).execute({ by, id: foreign.serviceId, version: 1, fields }),
  ],
  ['change FAQ', 'catalogue.write', (by) => new SaveFaq(world).execute({ by, ...faq, id: foreign.faqId, version: 1 })],
  ['rotate API key', 'api_keys.manage', (by) => new RotateApiKey(world).execute({ by, id: foreign.keyId })],
  ['revoke API key', 'api_keys.manage', (by) => new RevokeApiKey(world).execute({ by, id: foreign.keyId })],
  [
    'change channel',
    'channels.manage',
    (by) =>
      new ChangeChannel({ ...world, channelForms }).execute({
        by,
        channelId: foreign.channelId,
        version: 1,
        name: 'Mine',
      }),
  ],
  [
    'change member',
    'team.manage',
    (by) => new ChangeMember(world).execute({ by, userId: foreign.userId, version: 1, active: false }),
  ],
  [
    'change role',
    'team.manage',
    (by) => new SaveRole(world).execute({ by, id: foreign.roleId, version: 1, name: 'Z', permissions: [] }),
  ],
  ['delete role', 'team.manage', (by) => new DeleteRole(world).execute({ by, id: foreign.roleId })],
  [
    'give role',
    'team.manage',
    (by) => new AddMember(world).execute({ by, ...newMember, email: 'y@example.com', role: foreign.roleId }),
  ],
];

const platformCases: readonly (readonly [string, (by: Principal) => Promise<unknown>])[] = [
  ['create tenant', (by) => new CreateTenant(world).execute({ by, name: 'New', currency: 'AED' })],
  ['page tenants', (by) => new PageTenants(world).execute({ by })],
  ['find tenant', (by) => new FindTenant(world).execute({ by, tenantId: admin.tenantId ?? '' })],
  [
    'change tenant status',
    (by) => new ChangeTenantStatus(world).execute({ by, tenantId: admin.tenantId ?? '', step: 'suspend' }),
  ],
  [
    'destroy tenant',
    (by) => new DestroyTenant(world).execute({ by, tenantId: admin.tenantId ?? '', confirm: 'noor-spa' }),
  ],
  ['allow Cloud API', (by) => new AllowCloudApi(world).execute({ by, tenantId: admin.tenantId ?? '', allowed: true })],
  ['page audit', (by) => new PageAudit(world).execute({ by, scope: 'platform' })],
  ['verify audit', (by) => new VerifyAudit(world).execute({ by, scope: 'platform' })],
  ['use kill switch', (by) => new UseKillSwitch(deps()).execute({ by, scope: 'platform', on: true, reason: 'test' })],
];

beforeAll(async () => {
  world = await openWorld();
  admin = await world.admin();
  const by = await world.admin({ businessName: 'Other' });
  const service = await new SaveService(world).execute({ by, version: 0, fields });
  foreign = {
    serviceId: service.id,
    faqId: (await new SaveFaq(world).execute({ by, ...faq })).id,
    keyId: (await new CreateApiKey(world).execute({ by, name: 'K', scopes: ['chat.send'] })).apiKey.id,
    roleId: (await new SaveRole(world).execute({ by, version: 0, name: 'Cook', permissions: [] })).id,
    channelId: (await new ListChannels(world).execute({ by }))[0]?.id ?? '',
    userId: by.actor.userId,
  };
});
afterAll(() => world.close());

const without = (missing: Permission): Principal => ({
  ...admin,
  permissions: new Set(permissions.filter((each) => each !== missing)),
});
const everything = (): Principal => ({
  ...admin,
  permissions: new Set(permissions.filter((each) => each !== 'platform.manage')),
});
/** A super admin's rights in a platform session, which belongs to no tenant. */
const ofNoTenant = (): Principal => ({ ...admin, tenantId: null, permissions: new Set(permissions) });
const denied = { code: 'permission.denied', kind: 'forbidden' };

describe('each use case checks its permission itself', () => {
  // `read kill switches` is open to whoever runs the platform as well.
  it.each(tenantCases)('%s: refused without %s, though everything else is held', async (name, permission, run) => {
    const by =
      name === 'read kill switches'
        ? { ...admin, permissions: new Set<Permission>(['team.read']) }
        : without(permission);
    await expect(run(by)).rejects.toMatchObject({ ...denied, details: { permission } });
  });

  it.each(foreignCases)('%s: refused without %s before anything is looked up', async (_name, permission, run) => {
    await expect(run(without(permission))).rejects.toMatchObject(denied);
  });

  it.each(tenantCases.filter(([name]) => name !== 'read kill switches'))(
    '%s: refused in a session of no tenant',
    async (_name, _permission, run) => {
      await expect(run(ofNoTenant())).rejects.toMatchObject(denied);
    },
  );

  it('add Cloud API channel: refused without channels.manage', async () => {
    const input = {
      kind: 'cloud-api' as const,
      name: 'Main',
      externalKey: '123456789',
      settings: { accessToken: 'token' },
    };
    await expect(
      new AddChannel({ ...world, channelForms }).execute({ by: without('channels.manage'), ...input }),
    ).rejects.toMatchObject(denied);
  });

  it.each(tenantCases)(
    '%s: works with it (so the refusals above are about the permission)',
    async (_name, _permission, run) => {
      await expect(run(everything())).resolves.not.toThrow();
    },
  );

  it.each(platformCases)(
    '%s for the platform: refused to a tenant admin with every other permission',
    async (_name, run) => {
      await expect(run(everything())).rejects.toMatchObject(denied);
    },
  );
});

describe("another tenant's ids", () => {
  it.each(foreignCases)('%s: answers as if the id never was', async (_name, _permission, run) => {
    await expect(run(everything())).rejects.toMatchObject({ code: 'resource.not_found' });
  });
});

describe('a program with every scope there could be', () => {
  const program = (): Principal => ({
    kind: 'api_key',
    actor: { kind: 'integration', apiKeyId: ApiKeyId(`key_${'0'.repeat(32)}`), name: 'Till' },
    tenantId: admin.tenantId as NonNullable<typeof admin.tenantId>,
    permissions: new Set(permissions),
    ratePerMinute: null,
  });

  it.each(tenantCases.filter(([, permission]) => ['team.manage', 'kill_switch.use'].includes(permission)))(
    'may not %s: that takes a person',
    async (_n, _p, run) => {
      await expect(run(program())).rejects.toMatchObject({ code: 'permission.person_required' });
    },
  );

  it('may not make keys', async () => {
    const input = { by: program(), name: 'K', scopes: ['chat.send'] };
    await expect(new CreateApiKey(world).execute(input)).rejects.toMatchObject({ code: 'permission.person_required' });
  });

  it.each(platformCases)('may not %s for the platform', async (_name, run) => {
    await expect(run(program())).rejects.toMatchObject(denied);
  });
});
