import type { Response } from 'express';

/** One event of a stream (WHATWG HTML, server-sent events). `data` becomes one line of JSON. */
export type StreamEvent = { readonly event: string; readonly id?: string | number; readonly data: unknown };

/** The way to one listening client. */
export type EventSink = {
  /** False: the client reads too slowly for what is sent; it should be let go, it will resume. */
  send(event: StreamEvent): boolean;
  /** Ends the stream from our side; the client comes back by itself. */
  end(): void;
};

/** Opens a stream; the returned function is called once, when it is over, however it ended. */
export type OpenStream = (sink: EventSink) => () => void;

/** Proxies and load balancers cut connections that are silent for long. */
const heartbeatMs = 15_000;
/** A client that lets this much pile up, in bytes, is let go. */
const mostBuffered = 262_144;

const lineOf = ({ event, id, data }: StreamEvent): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** The streams that are open now. One timer beats for all of them: there are thousands. */
const open = new Set<Response>();
let beating: ReturnType<typeof setInterval> | null = null;

const beat = (): void => {
  for (const response of open) if (!response.writableEnded) response.write(':\n\n');
};

const keepAlive = (response: Response): (() => void) => {
  open.add(response);
  beating ??= setInterval(beat, heartbeatMs).unref();
  return () => {
    open.delete(response);
    if (open.size > 0 || beating === null) return;
    clearInterval(beating);
    beating = null;
  };
};

/** Answers with an event stream until the client leaves, or we end it. */
export const sendStream = (response: Response, start: OpenStream): Promise<void> =>
  new Promise((resolve) => {
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store, no-transform');
    // nginx holds answers back otherwise.
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    // A chunk that passes small buffers on the way, so that the client knows at once that it is connected.
    response.write(': connected\nretry: 1000\n\n');
    const rest = keepAlive(response);
    const close = start({
      send: (event) => {
        if (response.writableEnded || response.writableLength > mostBuffered) return false;
        response.write(lineOf(event));
        return true;
      },
      end: () => response.end(),
    });
    response.on('close', () => {
      rest();
      close();
      resolve();
    });
  });
