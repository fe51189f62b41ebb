import type { Express, Request, RequestHandler, Response } from 'express';
import { asksForCredential, assertMay } from '#adapters/http/access';
import { clientOf } from '#adapters/http/client-of';
import type { HttpDependencies } from '#adapters/http/http-dependencies';
import { type IdentifyNeeds, identify, identifyVisitor } from '#adapters/http/identify';
import { limitCaller, limitIp } from '#adapters/http/limit-rate';
import { correlationIdOf } from '#adapters/http/middleware/correlation-id';
import { parseInput } from '#adapters/http/parse-input';
import { problemOf } from '#adapters/http/problem';
import { RequestRefused } from '#adapters/http/request-refused';
import type { AnyAnswer, Context, Route } from '#adapters/http/route';
import { sendAnswer } from '#adapters/http/send-answer';

export type ServingNeeds = IdentifyNeeds &
  Pick<HttpDependencies, 'rateLimiter' | 'rates' | 'telemetry' | 'checkResponses'>;

/** Who is calling and may they, before a byte of the body is read: what is wrong with a request is told to nobody else. */
const admit = async (route: Route, request: Request, response: Response, needs: ServingNeeds) => {
  if (route.ipLimit !== 'none') await limitIp(route.ipLimit, clientOf(request), response, needs);
  if (!asksForCredential(route.access)) return null;
  const { access } = route;
  if (access.kind === 'visitor') return identifyVisitor(request, needs);
  const by = await identify(request, needs);
  await limitCaller(by, response, needs);
  assertMay(by, access);
  return by;
};

const answerOf = async (
  route: Route,
  request: Request,
  response: Response,
  needs: ServingNeeds,
): Promise<AnyAnswer> => {
  const by = await admit(route, request, response, needs);
  const input = await parseInput(route, request);
  const context = { by, correlationId: correlationIdOf(response), request } as Context<never>;
  return route.handle(input, context);
};

/** A stream lasts as long as somebody looks at it: its time is no figure. */
const sendUntimed = async (route: Route, request: Request, response: Response, needs: ServingNeeds): Promise<void> => {
  const tell = (status: number): void =>
    needs.telemetry.step('http.stream', { method: route.method, route: route.path, status });
  const answer = await answerOf(route, request, response, needs).catch((error: unknown) => {
    tell(problemOf(error, '').status);
    throw error;
  });
  tell(answer.status);
  await sendAnswer(route, answer, response, needs.checkResponses);
};

const sendTimed = (route: Route, request: Request, response: Response, needs: ServingNeeds): Promise<void> => {
  const facts = { method: route.method, route: route.path, correlationId: correlationIdOf(response) };
  return needs.telemetry.span('http', facts, async (note) => {
    try {
      const answer = await answerOf(route, request, response, needs);
      note({ status: answer.status });
      await sendAnswer(route, answer, response, needs.checkResponses);
    } catch (error) {
      note({ status: problemOf(error, '').status });
      throw error;
    }
  });
};

const isStream = ({ response }: Route): boolean =>
  Object.values(response).some((answer) => answer !== null && 'events' in answer);

const serve = (route: Route, needs: ServingNeeds): RequestHandler => {
  const send = isStream(route) ? sendUntimed : sendTimed;
  return (request, response) => send(route, request, response, needs);
};

const refuseMethod = (routes: readonly Route[]): RequestHandler => {
  const allowed = [
    ...new Set(routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))),
  ].join(', ');
  return () => {
    throw new RequestRefused(405, 'method.not_allowed', `this address answers ${allowed}`, {
      headers: { Allow: allowed },
    });
  };
};

/** @throws a route that says nothing about who may call it: also for callers that lost their types. */
const assertHasPolicy = (route: Route): void => {
  if ((route.access as Route['access'] | undefined)?.kind === undefined)
    throw new TypeError(`${route.method} ${route.path} declares no access policy`);
};

/** Each path once, in the given order: a literal path goes before one whose parameter would swallow it. */
export const mountRoutes = (app: Express, routes: readonly Route[], needs: ServingNeeds): void => {
  for (const path of new Set(routes.map((route) => route.path))) {
    const group = routes.filter((route) => route.path === path);
    const mounted = app.route(path);
    for (const route of group) {
      assertHasPolicy(route);
      mounted[route.method](serve(route, needs));
    }
    mounted.all(refuseMethod(group));
  }
};
