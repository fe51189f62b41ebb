/** Markup in which everything that came from outside has been made harmless. Only `html` makes it. */
export class Html {
  readonly text: string;
  private constructor(text: string) {
    this.text = text;
  }

  static of(parts: readonly string[], values: readonly Value[]): Html {
    return new Html(parts.map((part, index) => part + textOf(values[index] ?? '')).join(''));
  }
}

type Value = string | number | Html | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const textOf = (value: Value): string => {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return String(value).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
};

/** What is put in is escaped, unless it was made here itself. Attributes have to be quoted. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => Html.of(parts, values);

export const nothing: Html = html``;
