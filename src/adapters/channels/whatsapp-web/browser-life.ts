import type { Client } from 'whatsapp-web.js';
import { SessionEnded } from '#adapters/channels/whatsapp-web/errors';
import { within } from '#adapters/channels/whatsapp-web/within';

type Browser = NonNullable<Client['pupBrowser']>;
type Page = NonNullable<Client['pupPage']>;

export type BrowserFaults = { readonly crashed: () => void; readonly gone: () => void };

const closesWithinMs = 8_000;

/** The one browser of a session, from its start to its end. */
export class BrowserLife {
  readonly #faults: BrowserFaults;
  readonly #launched: Promise<void>;
  #isLaunched: () => void = () => undefined;
  #browser: Browser | null = null;
  #isEnding = false;

  constructor(faults: BrowserFaults) {
    this.#faults = faults;
    this.#launched = new Promise((resolve) => {
      this.#isLaunched = resolve;
    });
  }

  /** The library says so again after the phone ended the link. @throws {SessionEnded} nobody wants it any more. */
  began(browser: Browser, page: Page): void {
    if (this.#browser !== null) return;
    this.#browser = browser;
    browser.once('disconnected', this.#faults.gone);
    page.once('error', this.#faults.crashed);
    this.#isLaunched();
    if (this.#isEnding) throw new SessionEnded('closed while it was starting');
  }

  /** The start is over, with a browser or without. */
  settled(): void {
    this.#isLaunched();
  }

  /** Resolves when its processes are gone. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#launched;
    const browser = this.#browser;
    if (browser === null) return;
    const pid = browser.process()?.pid;
    await within(closesWithinMs, browser.close()).catch(() => this.#kill(pid));
  }

  /** The library starts it as the head of a group of its own. */
  #kill(pid: number | undefined): void {
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}
