import type { Access } from '#adapters/http/access';
import { json } from '#adapters/http/answers';
import { KillSwitchDto, KillSwitchesDto, killSwitchChange } from '#adapters/http/contract/tenant';
import { presentKillSwitch, presentKillSwitches } from '#adapters/http/present/present-kill-switch';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';

type Credentialed = Exclude<Access, { kind: 'public' | 'signature' | 'visitor' }>;
type Place = { readonly path: string; readonly tag: string; readonly scope: 'tenant' | 'platform' };

const read = ({ path, tag }: Place, access: Credentialed, useCase: UseCases['readKillSwitches']): Route =>
  defineRoute({
    method: 'get',
    path,
    summary: 'Which kill switches hold the assistant back',
    tag,
    access,
    response: { 200: KillSwitchesDto },
    handle: async (_input, { by }) => json(200, presentKillSwitches(await useCase.execute({ by }))),
  });

const use = ({ path, tag, scope }: Place, access: Credentialed, useCase: UseCases['useKillSwitch']): Route =>
  defineRoute({
    method: 'put',
    path,
    summary: 'Stop everything the assistant says, at once, or let it speak again',
    tag,
    access,
    body: killSwitchChange,
    response: { 200: KillSwitchDto },
    handle: async ({ body }, { by }) => json(200, presentKillSwitch(await useCase.execute({ by, scope, ...body }))),
  });

const own: Place = { path: '/api/v1/kill-switch', tag: 'Kill switch', scope: 'tenant' };
const platform: Place = { path: '/api/v1/admin/kill-switch', tag: 'Platform', scope: 'platform' };

export const killSwitchRoutes = ({ readKillSwitches, useKillSwitch }: UseCases): Route[] => [
  read(own, { kind: 'user', permission: 'tenant.read' }, readKillSwitches),
  use(own, { kind: 'user', permission: 'kill_switch.use' }, useKillSwitch),
  read(platform, { kind: 'platform' }, readKillSwitches),
  use(platform, { kind: 'platform' }, useKillSwitch),
];
