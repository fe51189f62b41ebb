export type SignedPurpose = 'visitor' | 'file' | 'picture' | 'receipt' | 'setup';

/** Keyed digests (HMAC-SHA-256) that only this platform can make. `purpose` keeps one kind of signature from serving as another. */
export interface Signatures {
  /** base64url. */
  sign(purpose: SignedPurpose, text: string): string;
  /** Compares without telling by its time. */
  matches(purpose: SignedPurpose, text: string, signature: string): boolean;
}
