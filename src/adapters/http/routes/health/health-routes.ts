import { z } from 'zod';
import { json } from '#adapters/http/answers';
import { defineRoute, type Route } from '#adapters/http/route';

const tag = 'Health';
const access = { kind: 'public' } as const;
const status = z.strictObject({ status: z.enum(['ok', 'not_ready']) });

const alive: Route = defineRoute({
  method: 'get',
  path: '/healthz',
  summary: 'The process answers',
  tag,
  access,
  response: { 200: status },
  handle: async () => json(200, { status: 'ok' }),
});

const ready = (isReady: () => Promise<boolean>): Route =>
  defineRoute({
    method: 'get',
    path: '/readyz',
    summary: 'The process can take work: its store answers',
    tag,
    access,
    response: { 200: status, 503: status },
    handle: async () =>
      (await isReady().catch(() => false)) ? json(200, { status: 'ok' }) : json(503, { status: 'not_ready' }),
  });

export const healthRoutes = (isReady: () => Promise<boolean>): Route[] => [alive, ready(isReady)];
