import { z } from 'zod';
import { json, noContent } from '#adapters/http/answers';
import { clientOf } from '#adapters/http/client-of';
import { mailLanguage, mailTopic, OfferedPlaceDto, SignedInDto, StartDto } from '#adapters/http/contract/auth';
import { email, line } from '#adapters/http/contract/text';
import { defineRoute, type Route } from '#adapters/http/route';
import { password, tokenIn, welcome } from '#adapters/http/routes/auth/enter-routes';
import type { UseCases } from '#adapters/http/use-cases';

const tag = 'Signing in';
const access = { kind: 'public' } as const;
/** As it stood behind `#token=` in the mail. */
const token = line(256);

const start = (useCase: UseCases['readStart']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/auth/start',
    summary: 'What a first visitor needs to know: does the platform have its super admin yet?',
    tag,
    access,
    ipLimit: 'auth',
    response: { 200: StartDto },
    handle: async () => json(200, await useCase.execute()),
  });

const verifyEmail = (useCase: UseCases['verifyEmail']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/verify-email',
    summary: 'Prove your address with the link of the mail',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({ token }),
    response: { 204: null },
    handle: async ({ body }) => {
      await useCase.execute(body);
      return noContent();
    },
  });

const sendVerification = (useCase: UseCases['sendVerification']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/verify-email/send',
    summary: 'Have the link that proves your address sent again',
    tag: 'My account',
    access: { kind: 'signed_in' },
    ipLimit: 'auth',
    body: z.strictObject({ language: mailLanguage }),
    response: { 202: null },
    handle: async ({ body }, { by }) => {
      await useCase.execute({ by, ...body });
      return { status: 202 } as const;
    },
  });

const forgetPassword = (useCase: UseCases['forgetPassword']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/password/forgot',
    summary: 'Have a link for a new password sent, if there is such an account; the answer does not say',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({ email, language: mailLanguage }),
    response: { 202: null },
    handle: async ({ body }, { request }) => {
      await useCase.execute({ ...body, client: clientOf(request) });
      return { status: 202 } as const;
    },
  });

const resetPassword = (useCase: UseCases['resetPassword']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/password/reset',
    summary: 'Choose a new password with the link of the mail; every device is signed out',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({ token, newPassword: password }),
    response: { 204: null },
    handle: async ({ body }) => {
      await useCase.execute(body);
      return noContent();
    },
  });

const lookAtInvitation = (useCase: UseCases['lookAtInvitation']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/invitations/look',
    summary: 'What an invitation offers',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({ token }),
    response: { 200: OfferedPlaceDto },
    handle: async ({ body }) => json(200, await useCase.execute(body)),
  });

const acceptInvitation = (useCase: UseCases['acceptInvitation']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/invitations/accept',
    summary: 'Join the team you were invited to, and sign in',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({
      token,
      name: line(120).optional(),
      password: password.meta({ description: "The account's own, or the first one of a new account." }),
      tokenIn,
    }),
    response: { 200: SignedInDto },
    handle: async ({ body: { tokenIn: where, ...input } }, { request }) =>
      welcome(200, await useCase.execute({ ...input, client: clientOf(request) }), where, request),
  });

const chooseMailTopics = (useCase: UseCases['chooseMailTopics']): Route =>
  defineRoute({
    method: 'put',
    path: '/api/v1/me/mail-topics',
    summary: 'Choose what you are told by mail in this business',
    tag: 'My account',
    access: { kind: 'signed_in' },
    body: z.strictObject({ topics: z.array(mailTopic).max(20) }),
    response: { 200: z.strictObject({ topics: z.array(mailTopic) }) },
    handle: async ({ body }, { by }) => {
      const topics = [...(await useCase.execute({ by, ...body }))];
      return json(200, { topics });
    },
  });

export const linkRoutes = (useCases: UseCases): Route[] => [
  start(useCases.readStart),
  verifyEmail(useCases.verifyEmail),
  sendVerification(useCases.sendVerification),
  forgetPassword(useCases.forgetPassword),
  resetPassword(useCases.resetPassword),
  lookAtInvitation(useCases.lookAtInvitation),
  acceptInvitation(useCases.acceptInvitation),
  chooseMailTopics(useCases.chooseMailTopics),
];
