type Entry = { readonly msg?: string; readonly pid?: number; readonly channelId?: string; readonly status?: string };

/** Never in a log line: keys, what libsignal prints of its sessions, what customers write and who they are. */
const neverLogged = /privKey|private|Closing session|how much is|7705000\d{4}/i;

/** Reads every line the product logs, in whatever process of it: the states of the numbers, and what should not be there. */
export class LogWatch {
  readonly leaks: string[] = [];
  lines = 0;
  /** Codes shown, ever. */
  pairings = 0;
  engine: { readonly pid: number; readonly startedAt: number } | null = null;
  readonly #secrets = new Set<string>();
  readonly #states = new Map<string, { readonly status: string; readonly at: number }>();

  /** Parts of a QR payload: references and keys. */
  forbid(qr: string): void {
    for (const part of qr.split(/[,#]/)) if (part.length > 20 && !part.startsWith('http')) this.#secrets.add(part);
  }

  get secrets(): number {
    return this.#secrets.size;
  }

  /** How many numbers are open and became so after that moment (`performance.now()`). */
  openedSince(moment: number): number {
    return [...this.#states.values()].filter(({ status, at }) => status === 'open' && at > moment).length;
  }

  readonly read = (line: string): void => {
    this.lines += 1;
    this.#suspect(line);
    if (!line.includes('"whatsapp.')) return;
    const { msg, pid, channelId, status } = JSON.parse(line) as Entry;
    if (msg === 'whatsapp.process_started') this.engine = { pid: pid ?? 0, startedAt: performance.now() };
    if (msg !== 'whatsapp.session' || channelId === undefined || status === undefined) return;
    this.#states.set(channelId, { status, at: performance.now() });
    if (status === 'pairing') this.pairings += 1;
  };

  #suspect(line: string): void {
    const isLeak = neverLogged.test(line) || [...this.#secrets].some((secret) => line.includes(secret));
    if (isLeak && this.leaks.length < 20) this.leaks.push(line.slice(0, 300));
  }
}
