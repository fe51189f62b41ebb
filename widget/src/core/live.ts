import { ApiFailure } from './api.js';
import { backoffMs } from './backoff.js';
import { type SseEvent, SseParser } from './sse.js';

/** Our servers say hello at once; who hears nothing sits behind something that holds streams back. */
const helloMs = 5_000;
/** Three heartbeats. */
const silenceMs = 45_000;
const pollMs = 5_000;
/** How often is polled before the stream is tried again. */
const pollsPerRound = 12;

type Dependencies = {
  readonly open: (signal: AbortSignal) => Promise<Response>;
  /** Reads what is new. @throws {ApiFailure} */
  readonly poll: () => Promise<void>;
  readonly heard: (event: SseEvent) => void;
  readonly reached: (isReached: boolean) => void;
  /** 401 or 404: the session is no more. */
  readonly lost: () => void;
};

type StreamEnd = 'ended' | 'silent' | 'failed';

const isOn = (signal: AbortSignal): boolean => !signal.aborted;

/** Keeps up with the server: a stream, or questions every five seconds where streams do not come through. */
export class Live {
  readonly #deps: Dependencies;
  #stopping: AbortController | null = null;
  #wake: () => void = () => undefined;

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  start(): void {
    if (this.#stopping !== null) return;
    this.#stopping = new AbortController();
    void this.#run(this.#stopping.signal);
  }

  stop(): void {
    this.#stopping?.abort();
    this.#stopping = null;
    this.#wake();
  }

  /** The network is back or the page is looked at again: now, not after the pause. */
  kick(): void {
    this.#wake();
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (isOn(signal)) {
      const end = await this.#stream(signal);
      failures = end === 'ended' ? 0 : failures + 1;
      if (end === 'ended') await this.#pause(1_000);
      else await this.#pollFor(end === 'silent' ? pollsPerRound : 1, failures, signal);
    }
  }

  /** Until the stream is worth another try. */
  async #pollFor(polls: number, failures: number, signal: AbortSignal): Promise<void> {
    for (let n = 0; n < polls && isOn(signal); n += 1) {
      const isReached = await this.#poll();
      await this.#pause(isReached && polls > 1 ? pollMs : backoffMs(failures, Math.random()));
    }
  }

  async #poll(): Promise<boolean> {
    try {
      await this.#deps.poll();
      this.#deps.reached(true);
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  async #stream(signal: AbortSignal): Promise<StreamEnd> {
    const cut = new AbortController();
    const stop = (): void => cut.abort();
    signal.addEventListener('abort', stop);
    const ear = { hasHeard: false };
    let timer = setTimeout(stop, helloMs);
    const alive = (): void => {
      ear.hasHeard = true;
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMs);
    };
    try {
      await this.#read(await this.#deps.open(cut.signal), alive);
      return ear.hasHeard ? 'ended' : 'silent';
    } catch (error) {
      if (!isOn(cut.signal)) return ear.hasHeard ? 'failed' : 'silent';
      this.#failed(error);
      return ear.hasHeard ? 'ended' : 'failed';
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  async #read(response: Response, alive: () => void): Promise<void> {
    const reader = response.body?.getReader();
    const parser = new SseParser();
    const decoder = new TextDecoder();
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (done) return;
      alive();
      this.#deps.reached(true);
      for (const event of parser.push(decoder.decode(value, { stream: true }))) this.#deps.heard(event);
    }
  }

  #failed(error: unknown): void {
    const status = error instanceof ApiFailure ? error.status : 0;
    if (status === 401 || status === 404) this.#deps.lost();
    else if (status === 0 || status >= 500) this.#deps.reached(false);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
