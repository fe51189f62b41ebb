import { Agent, type Dispatcher } from 'undici';

export type DispatcherOptions = {
  /** Sockets per provider address, at most; what exceeds them waits for one. */
  readonly connections?: number;
  readonly connectTimeoutMs?: number;
};

/** Kept-alive connections to providers. The caller closes it, after the transports that use it have come to rest. */
export const keepAliveDispatcher = ({
  connections = 64,
  connectTimeoutMs = 5_000,
}: DispatcherOptions = {}): Dispatcher =>
  new Agent({
    connections,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 4_000,
    connect: { timeout: connectTimeoutMs },
  });
