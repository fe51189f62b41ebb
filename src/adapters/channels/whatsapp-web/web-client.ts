import library, { type ClientOptions } from 'whatsapp-web.js';

/** What the library calls on itself and its types do not tell. */
type Inner = { inject(): Promise<void> };
const inner = library.Client.prototype as unknown as Inner;

/** What failed while nobody waited: the page's program after it was up, or the asking for a code to type. */
export type ClientFaults = { readonly page: (cause: unknown) => void; readonly code: (cause: unknown) => void };

/**
 * The library's client, with what it starts and never waits for made harmless: a rejection nobody hears ends a process, and
 * with it every other session.
 */
export class WebClient extends library.Client {
  readonly #faults: ClientFaults;
  #isStarted = false;

  constructor(options: ClientOptions, faults: ClientFaults) {
    super(options);
    this.#faults = faults;
  }

  override async initialize(): Promise<void> {
    await super.initialize();
    this.#isStarted = true;
  }

  /** Called by `initialize`, which is waited for, and then for each navigation, which is not. */
  async inject(): Promise<void> {
    try {
      await inner.inject.call(this);
    } catch (cause) {
      if (!this.#isStarted) throw cause;
      this.#faults.page(cause);
    }
  }

  override async requestPairingCode(
    phoneNumber: string,
    showNotification?: boolean,
    intervalMs?: number,
  ): Promise<string> {
    try {
      return await super.requestPairingCode(phoneNumber, showNotification, intervalMs);
    } catch (cause) {
      this.#faults.code(cause);
      return '';
    }
  }

  /** It reads the whole page to keep a copy of it, which we do not want. */
  async initWebVersionCache(): Promise<void> {
    // Nothing to keep.
  }

  /** The session closes its browser, once it has told what happened. */
  override async destroy(): Promise<void> {
    // Not here.
  }
}
