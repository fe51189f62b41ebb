import type { Dispatcher } from 'undici';

export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | null; readonly body: string }
  /** Not one byte was written: no connection came about, or none became free in time. */
  | { readonly kind: 'not_sent'; readonly reason: 'no_connection' | 'timed_out' }
  /** Bytes may have arrived, but no whole answer came back. */
  | { readonly kind: 'cut'; readonly reason: 'connection_cut' | 'timed_out' };

export type HttpPost = {
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly timeoutMs: number;
};

/** Meta's answers are a few hundred bytes; what is longer is not from Meta. */
const longestAnswer = 64 * 1024;

/**
 * Collects one answer. undici tells `onRequestStart` immediately before it writes, and never for a request that did not get
 * a connection: that call is the line between "not sent" and "we do not know".
 */
class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #settle: (exchange: Exchange) => void;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #over = false;
  #status = 0;
  #retryAfter: string | null = null;
  #body = '';

  constructor(timeoutMs: number, settle: (exchange: Exchange) => void) {
    this.#settle = settle;
    this.#timer = setTimeout(() => this.#giveUp('timed_out'), timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#over) controller.abort(new Error('given up before it began'));
    else this.#controller = controller;
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    const retryAfter = headers['retry-after'];
    this.#status = status;
    this.#retryAfter = typeof retryAfter === 'string' ? retryAfter : null;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body += chunk.toString('utf8');
    if (this.#body.length > longestAnswer) this.#giveUp('connection_cut');
  }

  onResponseEnd(): void {
    this.#finish({ kind: 'answered', status: this.#status, retryAfter: this.#retryAfter, body: this.#body });
  }

  onResponseError(): void {
    this.#finish(
      this.#controller === null
        ? { kind: 'not_sent', reason: 'no_connection' }
        : { kind: 'cut', reason: 'connection_cut' },
    );
  }

  #giveUp(reason: 'connection_cut' | 'timed_out'): void {
    const controller = this.#controller;
    this.#finish(controller === null ? { kind: 'not_sent', reason: 'timed_out' } : { kind: 'cut', reason });
    controller?.abort(new Error(reason));
  }

  #finish(exchange: Exchange): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#settle(exchange);
  }
}

/** One POST over a kept-alive connection, never repeated. Never throws. `timeoutMs` covers waiting, connecting and answering. */
export const postOnce = (dispatcher: Dispatcher, { timeoutMs, ...request }: HttpPost): Promise<Exchange> =>
  new Promise((settle) => {
    const collector = new AnswerCollector(timeoutMs, settle);
    try {
      dispatcher.dispatch({ ...request, method: 'POST', headersTimeout: 0, bodyTimeout: 0 }, collector);
    } catch {
      collector.onResponseError();
    }
  });
