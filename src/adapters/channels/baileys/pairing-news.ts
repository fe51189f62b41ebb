import type { WASocket } from '@whiskeysockets/baileys';
import type { ConnectionNews, Pairing } from '#application/ports/whatsapp-engines';

/** As the library lets its codes live: the first a minute, the five after it twenty seconds. */
const firstMs = 60_000;
const nextMs = 20_000;
const allMs = firstMs + 5 * nextMs;

/** What to show the phone: each QR code as it comes, or one code to type for as long as the QR codes would last. */
export class PairingNews {
  readonly #pairing: Pairing;
  readonly #requestCode: WASocket['requestPairingCode'];
  #shown = 0;

  constructor(pairing: Pairing, requestCode: WASocket['requestPairingCode']) {
    this.#pairing = pairing;
    this.#requestCode = requestCode;
  }

  /** `null`: nothing new to show. */
  async of(qr: string): Promise<ConnectionNews | null> {
    this.#shown += 1;
    if (this.#pairing.kind === 'qr') {
      return { kind: 'pairing', how: 'qr', value: qr, expiresInMs: this.#shown === 1 ? firstMs : nextMs };
    }
    if (this.#shown > 1) return null;
    const value = await this.#requestCode(this.#pairing.phone.replace(/\D/g, ''));
    return { kind: 'pairing', how: 'code', value, expiresInMs: allMs };
  }
}
