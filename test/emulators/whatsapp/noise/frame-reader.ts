import { NOISE_WA_HEADER } from '@whiskeysockets/baileys';

const routingHead = 7;

export const frame = (payload: Uint8Array): Buffer => {
  const head = Buffer.alloc(3);
  head.writeUIntBE(payload.length, 0, 3);
  return Buffer.concat([head, payload]);
};

/** Cuts what one socket sends into frames, however the bytes were split. */
export class FrameReader {
  /** What an earlier login was told and the client now sends back, to reach the same server. */
  routingInfo: Buffer | undefined;
  #buffer: Buffer = Buffer.alloc(0);
  #introRead = false;

  *push(data: Buffer): Generator<Buffer> {
    this.#buffer = this.#buffer.length === 0 ? data : Buffer.concat([this.#buffer, data]);
    if (!this.#introRead && !this.#readIntro()) return;
    while (this.#buffer.length >= 3) {
      const end = this.#buffer.readUIntBE(0, 3) + 3;
      if (this.#buffer.length < end) return;
      const payload = this.#buffer.subarray(3, end);
      this.#buffer = this.#buffer.subarray(end);
      yield payload;
    }
  }

  /** Optionally `ED 00 01 <length:3> <routing info>`; then `WA 06 03`. Sent once. `false`: more bytes are needed. */
  #readIntro(): boolean {
    let at = 0;
    if (this.#buffer.toString('latin1', 0, 2) === 'ED') {
      if (this.#buffer.length < routingHead) return false;
      at = routingHead + this.#buffer.readUIntBE(4, 3);
    }
    if (this.#buffer.length < at + NOISE_WA_HEADER.length) return false;
    if (at > 0) this.routingInfo = Buffer.from(this.#buffer.subarray(routingHead, at));
    const end = at + NOISE_WA_HEADER.length;
    if (!this.#buffer.subarray(at, end).equals(NOISE_WA_HEADER)) throw new Error('not the intro of WhatsApp');
    this.#buffer = this.#buffer.subarray(end);
    this.#introRead = true;
    return true;
  }
}
