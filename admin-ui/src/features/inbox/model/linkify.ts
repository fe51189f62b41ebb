export type TextPart = { readonly text: string; readonly href: string | null };

const candidate = /\bhttps?:\/\/[^\s<>"'`]+/giu;
/** What ends a sentence rather than an address. */
const trailing = /[.,;:!?)\]}»”’؟،؛]+$/u;

const hrefOf = (raw: string): string | null => {
  try {
    const { protocol, href, username } = new URL(raw);
    // A name before the host ("https://bank.com@evil.test") only ever serves to mislead.
    return (protocol === 'http:' || protocol === 'https:') && username === '' ? href : null;
  } catch {
    return null;
  }
};

/** A text in pieces, with the web addresses in it told apart. Anything but http and https stays text. */
export const linkify = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const raw = match[0].replace(trailing, '');
    const href = hrefOf(raw);
    if (href === null) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), href: null });
    parts.push({ text: raw, href });
    from = match.index + raw.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null });
  return parts;
};
