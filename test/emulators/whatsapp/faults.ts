/** More than `messages` in `windowMs` are refused with 429. */
export type RateLimit = { readonly messages: number; readonly windowMs: number };

/** What the server does wrong, until told otherwise. Plain fields: a test sets one and sets it back, or calls `clear`. */
export class Faults {
  /** The HTTP status that answers instead of the upgrade to a websocket. The server's only: no number is known yet. */
  upgradeStatus: number | undefined;
  /** Takes connections and never says a word. The server's only. */
  mute = false;
  /** `<failure reason>` at login: 401, 403, 405, 411, 429, 500, 503. */
  loginFailure: number | undefined;
  /** Reads, and reacts to nothing. Nothing settles meanwhile. */
  deaf = false;
  ignorePings = false;
  /** Questions that never get an answer, as `usync get usync`. */
  unanswered: string[] = [];

  ackDelayMs = 0;
  dropAcks = false;
  /** Every message is refused with this code: 463, 479, 400. */
  ackError: number | undefined;
  /** The next messages are refused with these, one each. */
  ackErrors: number[] = [];
  rateLimit: RateLimit | undefined;

  /** Instead of taking an upload or giving a download. The server's only. */
  uploadStatus: number | undefined;
  downloadStatus: number | undefined;

  clear(): void {
    Object.assign(this, new Faults());
  }
}

/** Faults of one account, or else of the whole server. */
export class FaultsInForce {
  readonly #layers: readonly Faults[];

  constructor(...layers: readonly Faults[]) {
    this.#layers = layers;
  }

  /** The first that is set. */
  get<Name extends keyof Faults>(name: Name): Faults[Name] | undefined {
    return this.#layers.map((faults) => faults[name]).find(Boolean);
  }
  isUnanswered(question: string): boolean {
    return this.#layers.some(({ unanswered }) => unanswered.includes(question));
  }
  /** The code the next message is refused with; taken from the list if it comes from there. */
  nextAckError(): number | undefined {
    const queue = this.#layers.find(({ ackErrors }) => ackErrors.length > 0);
    return queue?.ackErrors.shift() ?? this.get('ackError');
  }
}
