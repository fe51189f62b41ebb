import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'whatsapp-web.js';
import { SessionEnded } from '#adapters/channels/whatsapp-web/errors';
import { within } from '#adapters/channels/whatsapp-web/within';

type Browser = NonNullable<Client['pupBrowser']>;
type Page = NonNullable<Client['pupPage']>;

export type BrowserFaults = { readonly crashed: () => void; readonly gone: () => void };

const closesWithinMs = 8_000;
const lookAgainMs = 10;
const mostTries = 200;

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
    await within(closesWithinMs, browser.close()).catch(() => undefined);
    if (pid !== undefined) await endGroup(pid);
  }
}

/** Its helpers end a little later than itself, and with the profile still in their hands. The library gives it a group of its own. */
const endGroup = async (leader: number): Promise<void> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      process.kill(-leader, 'SIGKILL');
    } catch {
      // Nobody is left.
      return;
    }
    await sleep(lookAgainMs);
  }
};
