/** Keyed digests (HMAC-SHA-256) that only this platform can make. `purpose` keeps one kind of signature from serving as another. */
export interface Signatures {
  /** base64url. */
  sign(purpose: 'visitor' | 'file' | 'picture' | 'receipt', text: string): string;
  /** Compares without telling by its time. */
  matches(purpose: 'visitor' | 'file' | 'picture' | 'receipt', text: string, signature: string): boolean;
}
