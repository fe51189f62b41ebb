export type TextPart = { readonly text: string; readonly url: string | null };

const link = /https?:\/\/[^\s<>"'`\u2028\u2029]+/gi;
/** Signs that end a sentence rather than an address. */
const trailing = /[.,;:!?…،؛؟)\]}'"»*_~]+$/u;

const safeUrl = (raw: string): string | null => {
  try {
    const { protocol, href } = new URL(raw);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
};

/** A bracket at the end belongs to the address when the address opened it. */
const trim = (found: string): string => {
  const cut = found.replace(trailing, '');
  return found[cut.length] === ')' && cut.includes('(') && !cut.includes(')') ? `${cut})` : cut;
};

/** Cuts a text into plain text and http(s) addresses. Nothing of it is ever read as markup. */
export const linkify = (text: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(link)) {
    const shown = trim(found);
    const url = safeUrl(shown);
    if (url === null) continue;
    if (index > from) parts.push({ text: text.slice(from, index), url: null });
    parts.push({ text: shown, url });
    from = index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), url: null });
  return parts;
};
