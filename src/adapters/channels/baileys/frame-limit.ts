import pThrottle from 'p-throttle';

/** The part of a web socket the library writes with. */
export type RawSocket = {
  send(data: Uint8Array, done?: (error?: Error) => void): void;
  terminate(): void;
};

/**
 * A bound on the frames one session writes per second, whatever anybody above decides. Each permit sends the oldest frame, so
 * the order stays: the encryption counts the frames.
 */
export const limitFrames = (socket: RawSocket, perSecond: number): void => {
  const write = socket.send.bind(socket);
  const waiting: Parameters<RawSocket['send']>[] = [];
  const permit = pThrottle({ limit: perSecond, interval: 1_000 })(async () => {
    const oldest = waiting.shift();
    if (oldest !== undefined) write(...oldest);
  });
  socket.send = (...frame) => {
    waiting.push(frame);
    permit().catch((cause: unknown) => frame[1]?.(cause instanceof Error ? cause : new Error('not sent')));
  };
};
