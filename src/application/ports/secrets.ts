/** Randomness and digests for credentials. */
export interface Secrets {
  /** `bytes` random bytes as base64url. */
  random(bytes: number): string;
  /** Lower-case hex; of a text, its UTF-8. */
  sha256(content: string | Uint8Array): string;
  /** Compares without telling by its time where two texts differ. */
  equal(left: string, right: string): boolean;
}
