import type { ConnectionNews } from '#application/ports/whatsapp-engines';

/** As WhatsApp lets its codes live: the first a minute, those after it twenty seconds. */
const firstMs = 60_000;
const nextMs = 20_000;
/** A code to type lives three minutes in the page, which then asks for another; we stop before. */
const typedMs = 170_000;
/** The page may be a little late with its next one. */
const graceMs = 15_000;

/** What to show the phone, and for how long. Says when nothing new came. */
export class PairingClock {
  readonly #onExpired: () => void;
  #shown = 0;
  #last = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(onExpired: () => void) {
    this.#onExpired = onExpired;
  }

  /** `null`: shown already. */
  qr(value: string): ConnectionNews | null {
    if (value === this.#last) return null;
    this.#last = value;
    this.#shown += 1;
    return this.#show('qr', value, this.#shown === 1 ? firstMs : nextMs);
  }

  /** One is enough. */
  code(value: string): ConnectionNews | null {
    if (value === '' || this.#shown > 0) return null;
    this.#shown = 1;
    return this.#show('code', value, typedMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #show(how: 'qr' | 'code', value: string, expiresInMs: number): ConnectionNews {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onExpired, expiresInMs + (how === 'qr' ? graceMs : 0));
    return { kind: 'pairing', how, value, expiresInMs };
  }
}
