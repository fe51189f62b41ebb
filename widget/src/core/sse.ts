export type SseEvent = { readonly event: string; readonly id: string; readonly data: string };

/** The event stream format of WHATWG HTML, fed in whatever pieces the network cuts it into. */
export class SseParser {
  #rest = '';
  #event = '';
  #id = '';
  #data: string[] = [];

  push(chunk: string): SseEvent[] {
    const lines = (this.#rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line.replace(/\r$/, '')));
  }

  #line(line: string): SseEvent[] {
    if (line === '') return this.#dispatch();
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'event') this.#event = value;
    else if (field === 'id') this.#id = value;
    else if (field === 'data') this.#data.push(value);
    return [];
  }

  #dispatch(): SseEvent[] {
    const found = this.#data.length > 0;
    const event = { event: this.#event || 'message', id: this.#id, data: this.#data.join('\n') };
    this.#event = '';
    this.#data = [];
    return found ? [event] : [];
  }
}
