import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '#application/ports/secrets';

const digest = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** Node's own cryptography. */
export class NodeSecrets implements Secrets {
  random(bytes: number): string {
    return randomBytes(bytes).toString('base64url');
  }

  sha256(content: string | Uint8Array): string {
    return digest(content).toString('hex');
  }

  /** Digests have one length, so texts of different lengths take no different time. */
  equal(left: string, right: string): boolean {
    return timingSafeEqual(digest(left), digest(right));
  }
}
