export type BaileysLimits = {
  /** A session writes no faster than this, whatever the sending policy says: a message is some four frames. */
  readonly framesPerSecond: number;
  /** The library waits for ever when the server takes the connection and then says nothing that it understands. */
  readonly connectWithinMs: number;
};
