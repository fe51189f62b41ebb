import { createServer, type Server } from 'node:http';
import { type Application, createApplication } from '#infrastructure/composition/application';
import { tokens } from '#infrastructure/composition/tokens';
import { type Config, onPort } from '#infrastructure/config/config';
import { type OpenFoundation, openFoundation } from '#infrastructure/main/foundation';
import { openHealth } from '#infrastructure/main/health-server';
import { closeServer, idleForMs, listen, urlOf } from '#infrastructure/main/listen';
import { stopWithOneLine } from '#infrastructure/main/stop-with-one-line';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything that listens, and what is behind it. */
type Running = {
  readonly config: Config;
  readonly foundation: OpenFoundation;
  readonly application: Application;
  readonly server: Server;
  readonly health: Server | null;
};

const offerSetup = async ({ foundation: { telemetry, store }, application }: Running): Promise<void> => {
  if ((await store.platform.countSuperAdmins()) > 0) return;
  telemetry.announce('setup.token', {
    setupToken: application.container.get(tokens.setupToken).value,
    hint: 'POST it once to /api/auth/setup to become the super admin',
  });
};

/** Who keeps a connection open is told with his next answer that it ends: no request is lost to a connection that closes. */
const sayLastAnswers = (server: Server): void => {
  server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
};

/** Notes A5: not ready, no new connection, no new claim, streams told, turns finished, numbers let go, store closed. */
const stopAll = async ({ config, foundation: { telemetry, tracing }, application, server, health }: Running) => {
  application.sayNotReady();
  sayLastAnswers(server);
  telemetry.step('stop.not_ready', {});
  await pause(config.operations.stopDelayMs);
  // Who is being answered now is answered first, by an engine that still works.
  application.endStreams();
  await closeServer(server, idleForMs(config.operations.stopDelayMs));
  telemetry.step('stop.closed', {});
  await application.stop();
  await tracing?.stop();
  if (health !== null) await closeServer(health);
  telemetry.info('server.stopped', {});
};

const stopOnSignal = (running: Running): void => {
  const { telemetry } = running.foundation;
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    telemetry.info('server.stopping', { signal });
    await stopAll(running);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => void stop(signal).catch(stopWithOneLine));
};

/** Opens the data folder, prepares what has to be there, and works in its roles until a signal says stop. */
export const serve = async (
  given: Config,
  prepare: (application: Application, config: Config) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 60_000 });
  const isApi = given.operations.roles.has('api');
  // A free port is taken first: the links in mails and the snippet name it.
  const taken = isApi && given.port === 0 ? await listen(server, 0, given.host) : null;
  const config = taken === null ? given : onPort(given, taken.port);
  const foundation = await openFoundation(config);
  const application = createApplication(foundation);
  const health = await openHealth(config.operations, foundation, application);
  const running: Running = { config, foundation, application, server, health };
  await application.start();
  await prepare(application, config);
  if (isApi) {
    await offerSetup(running);
    server.on('request', application.http);
    const address = taken ?? (await listen(server, config.port, config.host));
    foundation.telemetry.announce('server.listening', { url: urlOf(address) });
  }
  application.sayReady();
  foundation.telemetry.info('server.started', { roles: [...config.operations.roles].join() });
  stopOnSignal(running);
};
