import { cleanLine, cleanLines } from '#application/mail/clean-value';
import type { Block, Letter, RenderedLetter } from '#application/mail/letter';
import type { Language } from '#domain/shared/language';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? '');

const lineLimit = 300;
const linesLimit = 2_000;

/** A heading is ours and keeps its mark; the values in it were cleaned by `cleanLine`. One line, whatever happens. */
const heading = (text: string): string => text.replaceAll(/[\p{Control}\u2028\u2029]+/gu, ' ').slice(0, 200);

const oneLine = (text: string): string => escaped(cleanLine(text, lineLimit));

/** Every line by itself in its own direction, as an English address in an Arabic mail. */
const manyLines = (text: string): string => escaped(cleanLines(text, linesLimit)).replaceAll('\n', '<br>');

/** Only what we made ourselves is a link: http or https, nothing that runs. */
const href = (url: string): string => (/^https?:\/\/[^\s"'<>`]+$/.test(url) ? escaped(url) : '#');

const start = (language: Language): 'left' | 'right' => (language === 'ar' ? 'right' : 'left');

const factRow = ([label, value]: readonly [string, string]): string =>
  `<tr><td style="padding:4px 12px 4px 0;color:#5b6770;white-space:nowrap">${oneLine(label)}</td>` +
  `<td style="padding:4px 0" dir="auto">${manyLines(value)}</td></tr>`;

const htmlOf = (block: Block, language: Language): string => {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px" dir="auto">${manyLines(block.text)}</p>`;
    case 'small':
      return `<p style="margin:16px 0 0;color:#5b6770;font-size:13px" dir="auto">${manyLines(block.text)}</p>`;
    case 'quote':
      return `<blockquote style="margin:0 0 16px;padding:12px 16px;background:#f1f5f4;border-${start(language)}:4px solid #0f766e" dir="auto">${manyLines(block.text)}</blockquote>`;
    case 'list':
      return `<ul style="margin:0 0 16px;padding:0 20px">${block.items.map((item) => `<li dir="auto">${oneLine(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<table role="presentation" style="margin:0 0 16px;border-collapse:collapse">${block.rows.map(factRow).join('')}</table>`;
    case 'button':
      return `<p style="margin:24px 0"><a href="${href(block.url)}" style="background:#0f766e;color:#ffffff;padding:12px 20px;border-radius:8px;text-decoration:none;font-weight:600;display:inline-block">${oneLine(block.label)}</a></p>`;
  }
};

const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
    case 'small':
      return cleanLines(block.text, linesLimit);
    case 'quote':
      return cleanLines(block.text, linesLimit)
        .split('\n')
        .map((each) => `> ${each}`)
        .join('\n');
    case 'list':
      return block.items.map((item) => `- ${cleanLine(item, lineLimit)}`).join('\n');
    case 'facts':
      return block.rows
        .map(([label, value]) => `${cleanLine(label, lineLimit)}: ${cleanLines(value, linesLimit)}`)
        .join('\n');
    case 'button':
      return `${cleanLine(block.label, lineLimit)}:\n${block.url}`;
  }
};

const page = (language: Language, title: string, body: string): string =>
  `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">` +
  `<meta name="viewport" content="width=device-width"><title>${title}</title></head>` +
  '<body style="margin:0;padding:24px;background:#f4f6f6;color:#17202a;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,sans-serif">' +
  `<div style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:12px;padding:28px;text-align:${start(language)}">` +
  `<h1 style="margin:0 0 16px;font-size:20px">${title}</h1>${body}</div></body></html>`;

/** The one place where a mail becomes text and HTML: nothing gets into either without being cleaned and escaped here. */
export const renderLetter = ({ language, subject, title, blocks }: Letter): RenderedLetter => ({
  subject: heading(subject),
  text: `${[heading(title), ...blocks.map(textOf)].join('\n\n')}\n`,
  html: page(language, escaped(heading(title)), blocks.map((block) => htmlOf(block, language)).join('')),
});
