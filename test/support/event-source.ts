type Heard = { readonly id: string | null; readonly event: string; readonly data: Record<string, unknown> };

/** A screen that listens to an event stream over a real socket, as a browser's EventSource does. */
export class EventSource {
  readonly heard: Heard[] = [];
  isOver = false;
  lastId: string | null = null;
  readonly #abort = new AbortController();
  #waiting: (() => void)[] = [];

  static async open(url: string, headers: Record<string, string>, lastId: string | null = null): Promise<EventSource> {
    const source = new EventSource();
    const more = lastId === null ? {} : { 'last-event-id': lastId };
    const response = await fetch(url, { headers: { ...headers, ...more }, signal: source.#abort.signal });
    if (response.status !== 200 || response.body === null)
      throw new Error(`${response.status} ${await response.text()}`);
    source.lastId = lastId;
    void source.#read(response.body);
    return source;
  }

  /** Waits until what was heard is as wanted; the test's own time limit ends a wait in vain. */
  async until(isWanted: (source: EventSource) => boolean): Promise<void> {
    while (!isWanted(this)) {
      if (this.isOver) throw new Error(`the stream ended after ${JSON.stringify(this.heard)}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async untilOver(): Promise<void> {
    while (!this.isOver) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  names(): string[] {
    return this.heard.map(({ event }) => event);
  }

  leave(): void {
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        const blocks = `${rest}${chunk}`.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // Left, or cut off: both are the end.
    }
    this.isOver = true;
    this.#wake();
  }

  #take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string]));
    const event = fields.get('event');
    if (event === undefined) return;
    const id = fields.get('id') ?? null;
    if (id !== null) this.lastId = id;
    this.heard.push({ id, event, data: JSON.parse(fields.get('data') ?? '{}') });
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
