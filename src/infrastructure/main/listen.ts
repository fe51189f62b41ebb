import type { Server } from 'node:http';
import { type AddressInfo, Server as SocketServer } from 'node:net';

export const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 1_024 }, () => resolve(server.address() as AddressInfo));
  });

export const urlOf = ({ address, port }: AddressInfo): string =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}`;

const lastAnswersMs = 25_000;

/**
 * Takes no new connection and waits for the answers under way; what takes longer is cut off.
 * @param idleForMs how long a connection that nobody uses may stay: who keeps one may be about to ask, and would be cut off.
 */
export const closeServer = async (server: Server, idleForMs = 0): Promise<void> => {
  if (!server.listening) return;
  // Not the HTTP server's own `close`, which cuts idle connections off.
  const closed = new Promise((resolve) => SocketServer.prototype.close.call(server, resolve));
  const endIdle = (): void => server.closeIdleConnections();
  let idle: NodeJS.Timeout | null = null;
  const patience = setTimeout(() => {
    idle = setInterval(endIdle, 50);
    endIdle();
  }, idleForMs);
  const late = setTimeout(() => server.closeAllConnections(), lastAnswersMs);
  await closed;
  for (const timer of [patience, idle, late]) clearTimeout(timer ?? undefined);
};

/** Who uses a connection at all has used it once more by then, and was told that it ends. */
const lastUseMs = 6_000;

/** How much longer a connection may be idle, where a process goes on for so long after the signal: 0 where nobody is in front of it. */
export const idleForMs = (stopDelayMs: number): number =>
  stopDelayMs === 0 ? 0 : Math.max(0, lastUseMs - stopDelayMs);
