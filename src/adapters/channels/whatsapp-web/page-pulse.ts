import { within } from '#adapters/channels/whatsapp-web/within';

const everyMs = 60_000;
const answerWithinMs = 20_000;
/** A page that loads a long history is busy for a while. */
const mostMissed = 2;

/** A page can stop without crashing: then nothing comes, and nothing says so. So it is asked now and then. */
export class PagePulse {
  readonly #feel: () => Promise<string>;
  readonly #onBeat: (state: string) => void;
  readonly #onStopped: () => void;
  #missed = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(feel: () => Promise<string>, { beat, stopped }: { beat: (state: string) => void; stopped: () => void }) {
    this.#feel = feel;
    this.#onBeat = beat;
    this.#onStopped = stopped;
  }

  start(): void {
    this.stop();
    this.#timer = setTimeout(() => void this.#beat(), everyMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #beat(): Promise<void> {
    const state = await within(answerWithinMs, this.#feel()).catch(() => '');
    // Stopped while it was asked.
    if (this.#timer === undefined) return;
    this.#missed = state === '' ? this.#missed + 1 : 0;
    if (this.#missed >= mostMissed) this.#onStopped();
    else {
      this.start();
      if (state !== '') this.#onBeat(state);
    }
  }
}
