import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Application, createApplication } from '#infrastructure/composition/application';
import { tokens } from '#infrastructure/composition/tokens';
import { type Config, onPort } from '#infrastructure/config/config';
import { openFoundation } from '#infrastructure/main/foundation';
import { stopWithOneLine } from '#infrastructure/main/stop-with-one-line';

const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 1_024 }, () => resolve(server.address() as AddressInfo));
  });

const lastAnswersMs = 25_000;

/** Takes no new connection and waits for the answers under way; what takes longer is cut off. */
const closeServer = async (server: Server): Promise<void> => {
  const closed = new Promise((resolve) => server.close(resolve));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(idle);
  clearTimeout(late);
};

/** Opens the data folder, prepares what has to be there, and serves until a signal says stop. */
export const serve = async (
  given: Config,
  prepare: (application: Application, config: Config) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 60_000 });
  // A free port is taken first: the links in mails and the snippet name it.
  const taken = given.port === 0 ? await listen(server, 0, given.host) : null;
  const config = taken === null ? given : onPort(given, taken.port);
  const foundation = await openFoundation(config);
  const { telemetry, store } = foundation;
  const application = createApplication(foundation);
  await application.start();
  await prepare(application, config);
  if ((await store.platform.countSuperAdmins()) === 0)
    telemetry.announce('setup.token', {
      setupToken: application.container.get(tokens.setupToken).value,
      hint: 'POST it once to /api/auth/setup to become the super admin',
    });
  server.on('request', application.http);
  const { address, port } = taken ?? (await listen(server, config.port, config.host));
  telemetry.announce('server.listening', { url: `http://${address.includes(':') ? `[${address}]` : address}:${port}` });

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    telemetry.info('server.stopping', { signal });
    // Who is being answered now is answered first, by an engine that still works.
    application.endStreams();
    await closeServer(server);
    await application.stop();
    telemetry.info('server.stopped', {});
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => void stop(signal).catch(stopWithOneLine));
};
