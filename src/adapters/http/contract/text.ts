import { z } from 'zod';

/** No control characters and no lone surrogates: what every store and every screen can hold. */
const printable = /^[^\p{Cc}\p{Cs}]*$/u;
const printableLines = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;

/** One line of text, trimmed. */
export const line = (max: number, min = 1) =>
  z.string().trim().min(min).max(max).regex(printable, 'must not hold control characters or broken characters');

/** Text of several lines. */
export const prose = (max: number, min = 0) =>
  z.string().min(min).max(max).regex(printableLines, 'must not hold control characters or broken characters');

export const timestamp = z.iso.datetime();
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('must be an e-mail address'))
  .meta({ override: { format: 'email' } });
