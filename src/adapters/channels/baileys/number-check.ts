import type { WASocket } from '@whiskeysockets/baileys';
import { userOf } from '#adapters/channels/baileys/jids';
import { Recent } from '#adapters/channels/whatsapp/recent';

/** Asking for many numbers is what WhatsApp's own rules count as scraping. */
const mostPerHour = 60;
const hourMs = 3_600_000;
const absentForMs = hourMs;
const presentForMs = 24 * hourMs;

export type NumberAnswer =
  | { readonly kind: 'exists' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly retryAfterMs: number };

type Remembered = { readonly exists: boolean; readonly until: number };

/** Is there a WhatsApp account of this number? Asked before the first message to it, and seldom. */
export class NumberCheck {
  readonly #ask: WASocket['onWhatsApp'];
  readonly #answers = new Recent<Remembered>(1_000);
  readonly #asked: number[] = [];

  constructor(ask: WASocket['onWhatsApp']) {
    this.#ask = ask;
  }

  async of(jid: string): Promise<NumberAnswer> {
    const now = Date.now();
    const known = this.#answers.get(jid);
    if (known !== undefined && known.until > now) return { kind: known.exists ? 'exists' : 'absent' };
    const waitMs = this.#waitMs(now);
    if (waitMs > 0) return { kind: 'unknown', retryAfterMs: waitMs };
    this.#asked.push(now);
    // `undefined`: the question was not answered.
    const answer = await this.#ask(userOf(jid));
    if (answer === undefined) return { kind: 'unknown', retryAfterMs: 30_000 };
    const exists = answer.some((found) => found.exists);
    this.#answers.set(jid, { exists, until: now + (exists ? presentForMs : absentForMs) });
    return { kind: exists ? 'exists' : 'absent' };
  }

  #waitMs(now: number): number {
    while (this.#asked[0] !== undefined && this.#asked[0] <= now - hourMs) this.#asked.shift();
    const [oldest] = this.#asked;
    return oldest === undefined || this.#asked.length < mostPerHour ? 0 : oldest + hourMs - now;
  }
}
