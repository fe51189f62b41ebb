import type { ModelPrice } from '#domain/ai/ai-settings';

type Tokens = { readonly inputTokens: number; readonly outputTokens: number };
type Price = Pick<ModelPrice, 'inputMicros' | 'outputMicros'>;

const million = 1_000_000n;

/** A vendor's count is somebody else's number: what is no whole number from zero on counts as nothing. */
const whole = (tokens: number): bigint => (Number.isSafeInteger(tokens) && tokens > 0 ? BigInt(tokens) : 0n);

/** What a call cost, in millionths of a US dollar, rounded up: integers only, so that nothing is lost over many calls. */
export const costMicros = ({ inputTokens, outputTokens }: Tokens, { inputMicros, outputMicros }: Price): number => {
  const exact = whole(inputTokens) * BigInt(inputMicros) + whole(outputTokens) * BigInt(outputMicros);
  return Number((exact + million - 1n) / million);
};

const bytesOf = (code: number): number => {
  if (code < 0x80) return 1;
  if (code < 0x8_00) return 2;
  return code < 0x1_00_00 ? 3 : 4;
};

/** How many bytes the text has in UTF-8. No tokeniser of bytes makes more tokens than that. */
export const utf8Length = (text: string): number => {
  let length = 0;
  for (const character of text) length += bytesOf(character.codePointAt(0) ?? 0);
  return length;
};
