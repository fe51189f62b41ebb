import type { OfferedChoice } from '#domain/conversation/message';

/** One line of the list as `render` writes it: "2. Deep massage", "3. Our site: https://…", "0. Talk to a person". */
const isLineOf = (line: string, { id, label, url }: OfferedChoice, index: number): boolean => {
  const numbered = `${id === 'human' ? 0 : index + 1}. ${label}`;
  return line === numbered || (url !== undefined && line === `${numbered}: ${url}`);
};

/**
 * A message's text without the numbered list at its end, for whoever is shown the choices themselves. The list is there for
 * channels without buttons; a text that ends in anything else than exactly this list is left as it is.
 */
export const withoutNumbers = (text: string, choices: readonly OfferedChoice[]): string => {
  if (choices.length === 0) return text;
  const labelLines = choices.map(({ label }) => label.split('\n').length);
  const all = text.split('\n');
  let at = all.length - labelLines.reduce((sum, count) => sum + count, 0);
  const before = all.slice(0, Math.max(0, at));
  if (at < 0 || (before.length > 0 && before.at(-1) !== '')) return text;
  const isList = choices.every((choice, index) => {
    const line = all.slice(at, at + (labelLines[index] ?? 1)).join('\n');
    at += labelLines[index] ?? 1;
    return isLineOf(line, choice, index);
  });
  return isList ? before.join('\n').trimEnd() : text;
};
