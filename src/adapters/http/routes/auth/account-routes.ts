import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { IdentityDto, OwnSessionDto } from '#adapters/http/contract/auth';
import { idOf } from '#adapters/http/contract/ids';
import { presentIdentity, presentSession } from '#adapters/http/present/present-identity';
import { defineRoute, type Route } from '#adapters/http/route';
import { password } from '#adapters/http/routes/auth/enter-routes';
import type { UseCases } from '#adapters/http/use-cases';

const tag = 'My account';
const access = { kind: 'signed_in' } as const;

const whoAmI = (useCase: UseCases['whoAmI']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/auth/me',
    summary: 'Who you are and what you may do',
    tag,
    access,
    response: { 200: IdentityDto },
    handle: async (_input, { by }) => json(200, presentIdentity(await useCase.execute({ by }))),
  });

const changePassword = (useCase: UseCases['changePassword']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/password',
    summary: 'Change your password; your other devices are signed out',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({ currentPassword: password, newPassword: password }),
    response: { 204: null },
    handle: async ({ body }, { by }) => {
      await useCase.execute({ by, ...body });
      return noContent();
    },
  });

const listSessions = (useCase: UseCases['listSessions']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/auth/sessions',
    summary: 'The devices you are signed in on',
    tag,
    access,
    response: { 200: z.strictObject({ items: z.array(OwnSessionDto) }) },
    handle: async (_input, { by }) => {
      const sessions = await useCase.execute({ by });
      return json(200, { items: sessions.map((each) => ({ ...presentSession(each), current: each.current })) });
    },
  });

const revokeSession = (useCase: UseCases['revokeSession']): Route =>
  defineRoute({
    method: 'delete',
    path: '/api/auth/sessions/:sessionId',
    summary: 'Sign one of your devices out',
    tag,
    access,
    params: z.strictObject({ sessionId: idOf('session') }),
    response: { 204: null },
    handle: async ({ params }, { by }) => {
      await useCase.execute({ by, ...params });
      return noContent();
    },
  });

export const accountRoutes = (useCases: UseCases): Route[] => [
  whoAmI(useCases.whoAmI),
  changePassword(useCases.changePassword),
  listSessions(useCases.listSessions),
  revokeSession(useCases.revokeSession),
];
