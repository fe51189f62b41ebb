import type { Request } from 'express';
import { z } from 'zod';
import { noContent } from '#adapters/http/answers';
import { clientOf } from '#adapters/http/client-of';
import { mailLanguage, SignedInDto } from '#adapters/http/contract/auth';
import { currency } from '#adapters/http/contract/money';
import { email, line } from '#adapters/http/contract/text';
import { presentSignedIn } from '#adapters/http/present/present-identity';
import { expiredRefreshCookie, readRefreshCookie, refreshCookie } from '#adapters/http/refresh-cookie';
import { defineRoute, type Route } from '#adapters/http/route';
import type { UseCases } from '#adapters/http/use-cases';
import { SessionEnded } from '#application/identity/credentials';
import type { SignedIn } from '#application/identity/signed-in';

const tag = 'Signing in';
const access = { kind: 'public' } as const;
/** Any characters at all: people choose them. The rules about strength are the use case's. */
export const password = z.string().min(1).max(1_024);
export const tokenIn = z
  .enum(['cookie', 'body'])
  .default('cookie')
  .meta({ description: 'Where the refresh token comes back: an HttpOnly cookie, or the JSON.' });
const refreshToken = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[\x21-\x7e]+$/)
  .optional();

/** The answer to somebody who proved who they are. */
export const welcome = <Status extends 200 | 201>(
  status: Status,
  signedIn: SignedIn,
  where: 'cookie' | 'body',
  request: Request,
) => ({
  status,
  body: presentSignedIn(signedIn, where),
  ...(where === 'cookie' && {
    headers: { 'Set-Cookie': refreshCookie(request, signedIn.refreshToken, signedIn.session.expiresAt) },
  }),
});

const setUp = (useCase: UseCases['setUpPlatform']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/setup',
    summary: 'First start: whoever holds the token in the log becomes the super admin',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({ token: line(256), email, password, name: line(120), tokenIn }),
    response: { 201: SignedInDto },
    handle: async ({ body: { tokenIn: where, ...input } }, { request }) =>
      welcome(201, await useCase.execute({ ...input, client: clientOf(request) }), where, request),
  });

const signUp = (useCase: UseCases['signUp']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/sign-up',
    summary: 'Found a business on the platform and be its first admin',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({
      email,
      password,
      name: line(120),
      businessName: line(120),
      currency,
      timeZone: line(64).optional(),
      language: mailLanguage,
      tokenIn,
    }),
    response: { 201: SignedInDto },
    handle: async ({ body: { tokenIn: where, ...input } }, { request }) =>
      welcome(201, await useCase.execute({ ...input, client: clientOf(request) }), where, request),
  });

const signIn = (useCase: UseCases['signIn']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/sign-in',
    summary: 'Sign in with e-mail and password',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({
      email,
      password,
      tenant: line(64).optional().meta({ description: 'Id or slug; for who belongs to several.' }),
      tokenIn,
    }),
    response: { 200: SignedInDto },
    handle: async ({ body: { tokenIn: where, ...input } }, { request }) =>
      welcome(200, await useCase.execute({ ...input, client: clientOf(request) }), where, request),
  });

const refresh = (useCase: UseCases['refreshSession']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/refresh',
    summary: 'Trade the refresh token for a new pair of tokens',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({ refreshToken: refreshToken.meta({ description: 'Only without the cookie.' }) }),
    response: { 200: SignedInDto },
    handle: async ({ body }, { request }) => {
      const token = body.refreshToken ?? readRefreshCookie(request);
      if (token === null) throw new SessionEnded();
      return welcome(
        200,
        await useCase.execute({ refreshToken: token }),
        body.refreshToken === undefined ? 'cookie' : 'body',
        request,
      );
    },
  });

const signOut = (useCase: UseCases['signOut']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/auth/sign-out',
    summary: 'End the session of a refresh token',
    tag,
    access,
    ipLimit: 'auth',
    body: z.strictObject({ refreshToken: refreshToken.meta({ description: 'Only without the cookie.' }) }),
    response: { 204: null },
    handle: async ({ body }, { request }) => {
      const token = body.refreshToken ?? readRefreshCookie(request);
      if (token !== null) await useCase.execute({ refreshToken: token });
      return noContent({ 'Set-Cookie': expiredRefreshCookie(request) });
    },
  });

export const enterRoutes = (useCases: UseCases): Route[] => [
  setUp(useCases.setUpPlatform),
  signUp(useCases.signUp),
  signIn(useCases.signIn),
  refresh(useCases.refreshSession),
  signOut(useCases.signOut),
];
