import { orderNumberMark } from '#application/mail/letter';
import { cleanText } from '#domain/conversation/message-content';

/** Characters that turn the direction of what stands around them, and line ends that only some programs see. */
const deceiving = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029\u0080-\u009F\uFEFF]/g;

/** A value of several lines, safe to stand in a mail. */
export const cleanLines = (raw: string, limit: number): string => {
  const { text, clipped } = cleanText(raw.replaceAll(deceiving, '').replaceAll(orderNumberMark, ''), limit);
  return clipped ? `${text.trim()}…` : text.trim();
};

/** A value of one line: whatever ends a line becomes a space, so that no value begins a header of its own. */
export const cleanLine = (raw: string, limit: number): string => cleanLines(raw.replaceAll(/\s+/g, ' '), limit);
