import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Signatures } from '#application/ports/signatures';

type Purpose = Parameters<Signatures['sign']>[0];

/** HMAC-SHA-256 under a key of its own for each purpose, all of them drawn from one. */
export class HmacSignatures implements Signatures {
  readonly #keys: Readonly<Record<Purpose, Uint8Array>>;

  /** @param key 64 hex digits. */
  constructor(key: string) {
    const derived = (purpose: Purpose): Uint8Array =>
      new Uint8Array(hkdfSync('sha256', Buffer.from(key, 'hex'), '', `wakil signature ${purpose}`, 32));
    this.#keys = {
      visitor: derived('visitor'),
      file: derived('file'),
      picture: derived('picture'),
      receipt: derived('receipt'),
      setup: derived('setup'),
    };
  }

  sign(purpose: Purpose, text: string): string {
    return createHmac('sha256', this.#keys[purpose]).update(text, 'utf8').digest('base64url');
  }

  matches(purpose: Purpose, text: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(purpose, text));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
