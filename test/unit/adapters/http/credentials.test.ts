import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Access } from '#adapters/http/access';
import { json } from '#adapters/http/answers';
import { createAppOf } from '#adapters/http/create-http-app';
import { defineRoute, type Route } from '#adapters/http/route';
import type { Principal } from '#application/identity/principal';
import type { RunningApp } from '#test/support/running-app';
import { dependenciesOf, ownTenant, person, program, runRoutes, superAdmin } from './http-harness.js';

const guarded = (access: Access): Route =>
  defineRoute({
    method: 'get',
    path: '/thing',
    summary: 'Is guarded',
    tag: 'Test',
    access,
    response: { 200: z.strictObject({}) },
    handle: async () => json(200, {}),
  });
const readsOrders: Access = { kind: 'user_or_key', permission: 'orders.read' };

let app: RunningApp;
afterEach(() => app.stop());
const get = async (
  access: Access,
  headers: Record<string, string>,
  by: { token?: Principal; key?: Principal } = {},
) => {
  app = await runRoutes([guarded(access)], dependenciesOf({}, by));
  const { status, body, headers: said } = await app.call('GET', '/thing', { headers });
  return { status, code: body['code'], challenge: said.get('www-authenticate') };
};
const bearer = { authorization: 'Bearer token' };
const apiKey = { 'x-api-key': 'key' };

describe('a credential', () => {
  it('that is missing, malformed, unknown or empty is refused with a challenge', async () => {
    for (const headers of [
      {},
      { authorization: 'Basic dXNlcg==' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer other' },
      { 'x-api-key': 'other' },
      { 'x-api-key': '' },
    ]) {
      const said = await get(readsOrders, headers as Record<string, string>, {
        token: person('orders.read'),
        key: program('orders.read'),
      });
      expect([headers, said.status, said.challenge]).toEqual([headers, 401, 'Bearer']);
      await app.stop();
    }
  });

  it('given twice over is ambiguous, even when both are good', async () => {
    const said = await get(
      readsOrders,
      { ...bearer, ...apiKey },
      { token: person('orders.read'), key: program('orders.read') },
    );
    expect(said).toMatchObject({ status: 400, code: 'tenant.ambiguous' });
  });

  it('is not looked at on a public route', async () => {
    expect((await get({ kind: 'public' }, { ...bearer, ...apiKey })).status).toBe(200);
  });
});

describe('X-Client-ID', () => {
  it.each([ownTenant, 'own-shop'])("may repeat the credential's own tenant as %s", async (named) => {
    expect((await get(readsOrders, { ...apiKey, 'x-client-id': named }, { key: program('orders.read') })).status).toBe(
      200,
    );
  });

  it.each([`ten_${'b'.repeat(32)}`, 'other-shop', `${ownTenant}, ten_${'b'.repeat(32)}`])(
    'naming %s is refused',
    async (named) => {
      const said = await get(readsOrders, { ...apiKey, 'x-client-id': named }, { key: program('orders.read') });
      expect(said).toMatchObject({ status: 403, code: 'tenant.mismatch' });
    },
  );

  it('does not lend a tenant to a platform session', async () => {
    const said = await get({ kind: 'platform' }, { ...bearer, 'x-client-id': ownTenant }, { token: superAdmin });
    expect(said).toMatchObject({ status: 403, code: 'tenant.mismatch' });
  });
});

describe('an access policy', () => {
  const policies: [access: Access, who: string, by: Principal, status: number, code: string | undefined][] = [
    [{ kind: 'signed_in' }, 'a person', person(), 200, undefined],
    [{ kind: 'signed_in' }, 'a super admin', superAdmin, 200, undefined],
    [{ kind: 'signed_in' }, 'a program', program('orders.read'), 403, 'permission.person_required'],
    [{ kind: 'user', permission: 'orders.decide' }, 'a person with it', person('orders.decide'), 200, undefined],
    [
      { kind: 'user', permission: 'orders.decide' },
      'a person without it',
      person('orders.read'),
      403,
      'permission.denied',
    ],
    [
      { kind: 'user', permission: 'orders.read' },
      'a program with it',
      program('orders.read'),
      403,
      'permission.person_required',
    ],
    [{ kind: 'user', permission: 'orders.read' }, 'a super admin', superAdmin, 403, 'permission.denied'],
    [readsOrders, 'a program with it', program('orders.read'), 200, undefined],
    [readsOrders, 'a program without it', program('chat.send'), 403, 'permission.denied'],
    [{ kind: 'platform' }, 'a super admin', superAdmin, 200, undefined],
    [{ kind: 'platform' }, 'a person', person('orders.read', 'tenant.configure'), 403, 'permission.denied'],
    [{ kind: 'platform' }, 'a program', program('tenant.read'), 403, 'permission.denied'],
  ];
  it.each(policies)('%o for %s', async (access, _who, by, status, code) => {
    const said = by.kind === 'user' ? await get(access, bearer, { token: by }) : await get(access, apiKey, { key: by });
    expect([said.status, said.code]).toEqual([status, code]);
  });

  it('is needed to mount, also by callers that lost their types', () => {
    const bare = { ...guarded({ kind: 'public' }), access: undefined } as unknown as Route;
    expect(() => createAppOf([bare], dependenciesOf({}))).toThrow(/declares no access policy/);
  });

  it('comes before everything else that is wrong with a request', async () => {
    const route = defineRoute({
      method: 'post',
      path: '/thing',
      summary: 'Takes a name',
      tag: 'Test',
      access: readsOrders,
      body: z.strictObject({ name: z.string() }),
      response: { 200: z.strictObject({}) },
      handle: async () => json(200, {}),
    });
    app = await runRoutes([route], dependenciesOf({}));
    expect((await app.call('POST', '/thing', { raw: '{{{' })).status).toBe(401);
  });
});
