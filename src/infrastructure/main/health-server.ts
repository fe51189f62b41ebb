import { createServer, type Server } from 'node:http';
import { healthListener } from '#adapters/health/health-listener';
import type { Application } from '#infrastructure/composition/application';
import { WrongConfiguration } from '#infrastructure/config/config';
import type { OperationsConfig } from '#infrastructure/config/operations-config';
import type { StartCode } from '#infrastructure/config/start-codes';
import type { OpenFoundation } from '#infrastructure/main/foundation';
import { listen, urlOf } from '#infrastructure/main/listen';

const noAddress = 'WAKIL_HEALTH_HOST must be an address of this machine, such as 127.0.0.1 or 0.0.0.0';

const complaints: Readonly<Record<string, readonly [StartCode, string]>> = {
  EADDRINUSE: ['start.port_in_use', 'WAKIL_HEALTH_PORT is in use by another program: choose another port'],
  EADDRNOTAVAIL: ['start.no_such_address', noAddress],
  ENOTFOUND: ['start.no_such_address', noAddress],
  EAI_AGAIN: ['start.no_such_address', noAddress],
};

const inOneLine = (error: unknown): never => {
  const complaint = complaints[String((error as NodeJS.ErrnoException).code)];
  throw complaint === undefined ? error : new WrongConfiguration(complaint[1], complaint[0]);
};

/** Opens the health port, if there is to be one. It answers from the start to the very end. @throws {WrongConfiguration} */
export const openHealth = async (
  { health, metricsToken }: OperationsConfig,
  { telemetry, metrics }: OpenFoundation,
  application: Application,
): Promise<Server | null> => {
  if (health === null) return null;
  const server = createServer(
    healthListener({
      isReady: () => application.isReady(),
      metrics: async () => ({ type: metrics.contentType, text: await metrics.text() }),
      token: metricsToken,
    }),
  );
  const address = await listen(server, health.port, health.host).catch(inOneLine);
  telemetry.announce('health.listening', { url: urlOf(address) });
  return server;
};
