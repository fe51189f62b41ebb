import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export type HealthNeeds = {
  /** Throws, or says no, while this process should get no work. */
  isReady(): Promise<boolean>;
  /** The figures, in Prometheus' text format. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
  /** What `/metrics` asks for as `Authorization: Bearer …`; `null`: nothing. */
  readonly token: string | null;
};

type Reply = { readonly status: number; readonly type: string; readonly text: string };

const json = (status: number, word: string): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  text: JSON.stringify({ status: word }),
});

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isAdmitted = ({ headers }: IncomingMessage, token: string | null): boolean =>
  token === null || timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));

const replies: Readonly<Record<string, (request: IncomingMessage, needs: HealthNeeds) => Promise<Reply>>> = {
  '/healthz': async () => json(200, 'ok'),
  '/readyz': async (_, { isReady }) =>
    (await isReady().catch(() => false)) ? json(200, 'ok') : json(503, 'not_ready'),
  '/metrics': async (request, { metrics, token }) =>
    isAdmitted(request, token) ? { status: 200, ...(await metrics()) } : json(401, 'unauthorized'),
};

const replyTo = async (request: IncomingMessage, needs: HealthNeeds): Promise<Reply> => {
  const [path = ''] = (request.url ?? '').split('?');
  const reply = Object.hasOwn(replies, path) ? replies[path] : undefined;
  if (reply === undefined) return json(404, 'not_found');
  if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, 'method_not_allowed');
  return reply(request, needs);
};

const write = (response: ServerResponse, { status, type, text }: Reply): void => {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(text);
};

/** What watches a process asks it, on a port that customers never reach. */
export const healthListener =
  (needs: HealthNeeds): RequestListener =>
  (request, response) => {
    replyTo(request, needs)
      .catch(() => json(500, 'failed'))
      .then((reply) => write(response, reply))
      .catch(() => response.destroy());
  };
