import type { WASocket } from '@whiskeysockets/baileys';
import type { ConnectionNews, Pairing } from '#application/ports/whatsapp-engines';

/** As the library lets its codes live: the first a minute, the five after it twenty seconds. */
const libraryFirstMs = 60_000;
const libraryNextMs = 20_000;
const mostCodes = 6;

/** What to show the phone: each QR code as it comes, or one code to type for as long as the QR codes would last. */
export class PairingNews {
  readonly #pairing: Pairing;
  readonly #requestCode: WASocket['requestPairingCode'];
  readonly #lives: { readonly firstMs: number; readonly nextMs: number };
  #shown = 0;

  /** @param codeMs of each code; `null`: the library's. */
  constructor(pairing: Pairing, requestCode: WASocket['requestPairingCode'], codeMs: number | null) {
    this.#pairing = pairing;
    this.#lives = { firstMs: codeMs ?? libraryFirstMs, nextMs: codeMs ?? libraryNextMs };
    this.#requestCode = requestCode;
  }

  /** `null`: nothing new to show. */
  async of(qr: string): Promise<ConnectionNews | null> {
    this.#shown += 1;
    const { firstMs, nextMs } = this.#lives;
    if (this.#pairing.kind === 'qr') {
      return { kind: 'pairing', how: 'qr', value: qr, expiresInMs: this.#shown === 1 ? firstMs : nextMs };
    }
    if (this.#shown > 1) return null;
    const value = await this.#requestCode(this.#pairing.phone.replace(/\D/g, ''));
    return { kind: 'pairing', how: 'code', value, expiresInMs: firstMs + (mostCodes - 1) * nextMs };
  }
}
