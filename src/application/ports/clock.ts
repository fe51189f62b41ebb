/** The time, handed in, so that a test can turn it. */
export interface Clock {
  now(): Date;
  /** Runs once after `delayMs`; the returned function calls it off. Never keeps the process alive. */
  after(delayMs: number, run: () => void): () => void;
}
