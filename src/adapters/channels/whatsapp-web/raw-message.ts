import { cleanText } from '#domain/conversation/message-content';

/** A message as the page's program holds it. Partly of the sender's making: nothing in it is trusted, not even its form. */
export type RawMessage = Readonly<Record<string, unknown>>;

export type RawKey = {
  readonly id: string;
  readonly chat: string;
  readonly isOurs: boolean;
  /** What the page's program finds it by. */
  readonly serialized: string;
};

const longestId = 256;

export const recordOf = (value: unknown): RawMessage | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawMessage) : null;

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** On one line and not long; `null` when nothing is left. */
export const shortOf = (value: unknown, limit: number): string | null => {
  const text = cleanText(stringOf(value), limit).text.trim();
  return text === '' ? null : text;
};

/** An address, which is a text or an object that has it as a text. */
export const widOf = (value: unknown): string => stringOf(recordOf(value)?.['_serialized'] ?? value);

/** `null`: nothing that has an id. */
export const keyOf = (value: unknown): RawKey | null => {
  const raw = recordOf(value);
  const id = shortOf(raw?.['id'], longestId);
  if (raw === null || id === null) return null;
  return {
    id,
    chat: widOf(raw['remote']),
    isOurs: raw['fromMe'] === true,
    serialized: stringOf(raw['_serialized']),
  };
};
