import { afterEach, beforeEach, expect, it } from 'vitest';
import { CreateApiKey } from '#application/api-keys/create-api-key';
import { ListApiKeys } from '#application/api-keys/list-api-keys';
import { RevokeApiKey } from '#application/api-keys/revoke-api-key';
import { RotateApiKey } from '#application/api-keys/rotate-api-key';
import { AuthenticateApiKey } from '#application/identity/authenticate-api-key';
import { ChangeTenantStatus } from '#application/tenancy/change-tenant-status';
import { ApiKeyId } from '#domain/shared/ids';
import { openWorld, type UserPrincipal, type World } from '../world.js';

let world: World;
let admin: UserPrincipal;
let authenticate: AuthenticateApiKey;
beforeEach(async () => {
  world = await openWorld();
  admin = await world.admin();
  authenticate = new AuthenticateApiKey(world);
});
afterEach(() => world.close());

const create = (about: object = {}) =>
  new CreateApiKey(world).execute({ by: admin, name: 'Till', scopes: ['chat.send', 'orders.read'], ...about });

it('a key lets a program in with its scopes and nothing else', async () => {
  const { rawKey, apiKey } = await create({ ratePerMinute: 60 });
  expect(rawKey).toMatch(/^wak_live_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$/);
  const principal = await authenticate.execute({ key: rawKey });
  expect(principal).toMatchObject({
    kind: 'api_key',
    tenantId: admin.tenantId,
    ratePerMinute: 60,
    actor: { apiKeyId: apiKey.id },
  });
  expect([...(principal?.permissions ?? [])]).toEqual(['chat.send', 'orders.read']);
});

it('is shown once: neither the list nor the store holds it', async () => {
  const { rawKey } = await create();
  const secret = rawKey.slice(-43);
  const list = await new ListApiKeys(world).execute({ by: admin });
  expect(list).toHaveLength(1);
  expect(JSON.stringify(list)).not.toContain('Hash');
  const stored = await world.store.platform.findApiKeyByPrefix(list[0]?.prefix ?? '');
  expect(JSON.stringify(stored)).not.toContain(secret);
  expect(stored?.secretHash).toBe(world.secrets.sha256(secret));
});

it('any other text lets nobody in', async () => {
  const { rawKey } = await create();
  const last = rawKey.at(-1) === 'A' ? 'B' : 'A';
  const other = (await create()).rawKey;
  const mixed = `${rawKey.slice(0, 17)}${other.slice(17)}`;
  for (const key of [
    '',
    'wak_live_',
    rawKey.slice(0, -1),
    `${rawKey.slice(0, -1)}${last}`,
    `${rawKey} `,
    mixed,
    rawKey.replace('live', 'test'),
    `wak_live_00000000_${'A'.repeat(43)}`,
  ])
    expect(await authenticate.execute({ key }), key).toBeNull();
});

it('ends when it is revoked, rotated, expired, or its business is not running', async () => {
  const revoked = await create();
  await new RevokeApiKey(world).execute({ by: admin, id: revoked.apiKey.id });
  await new RevokeApiKey(world).execute({ by: admin, id: revoked.apiKey.id });
  expect(await authenticate.execute({ key: revoked.rawKey })).toBeNull();
  await expect(new RotateApiKey(world).execute({ by: admin, id: revoked.apiKey.id })).rejects.toMatchObject({
    code: 'api_key.ended',
  });

  const old = await create();
  const rotated = await new RotateApiKey(world).execute({ by: admin, id: old.apiKey.id });
  expect(await authenticate.execute({ key: old.rawKey })).toBeNull();
  expect((await authenticate.execute({ key: rotated.rawKey }))?.actor.apiKeyId).toBe(old.apiKey.id);

  const brief = await create({ expiresAt: new Date(world.clock.now().getTime() + 1_000) });
  expect(await authenticate.execute({ key: brief.rawKey })).not.toBeNull();
  world.advance(1_000);
  expect(await authenticate.execute({ key: brief.rawKey })).toBeNull();

  await new ChangeTenantStatus(world).execute({
    by: await world.superAdmin(),
    tenantId: admin.tenantId ?? '',
    step: 'suspend',
  });
  expect(await authenticate.execute({ key: rotated.rawKey })).toBeNull();
});

it('remembers when it was last used, to the minute', async () => {
  const { rawKey, apiKey } = await create();
  const used = async () =>
    (await new ListApiKeys(world).execute({ by: admin }))
      .find(({ id }) => id === ApiKeyId(apiKey.id))
      ?.lastUsedAt?.getTime();
  await authenticate.execute({ key: rawKey });
  const first = await used();
  expect(first).toBeDefined();
  world.advance(59_999);
  await authenticate.execute({ key: rawKey });
  expect(await used()).toBe(first);
  world.advance(60_001);
  await authenticate.execute({ key: rawKey });
  expect((await used()) ?? 0).toBeGreaterThan(first ?? 0);
});

it('is refused with a scope no key may have, or one its maker lacks', async () => {
  for (const scopes of [['orders.decide'], ['platform.manage'], []])
    await expect(create({ scopes })).rejects.toMatchObject({ code: 'input.invalid' });
  const by = { ...admin, permissions: new Set(['api_keys.manage' as const]) };
  await expect(create({ by, scopes: ['orders.read'] })).rejects.toMatchObject({ code: 'permission.denied' });
  await expect(create({ by, scopes: ['chat.send'] })).resolves.toBeDefined();
  for (const about of [
    { expiresAt: world.clock.now() },
    { expiresAt: new Date(Number.NaN) },
    { ratePerMinute: 0 },
    { name: '' },
  ])
    await expect(create(about)).rejects.toMatchObject({ code: 'input.invalid' });
});

it('every step is in the log', async () => {
  const { apiKey } = await create();
  await new RotateApiKey(world).execute({ by: admin, id: apiKey.id });
  await new RevokeApiKey(world).execute({ by: admin, id: apiKey.id });
  expect((await world.logged(admin.tenantId)).slice(-3)).toEqual([
    'api_key.created',
    'api_key.rotated',
    'api_key.revoked',
  ]);
});
