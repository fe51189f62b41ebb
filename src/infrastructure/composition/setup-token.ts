import type { Secrets } from '#application/ports/secrets';
import type { Signatures } from '#application/ports/signatures';

/**
 * The one-time word of a first start: printed in the log, held in memory only, new with each start. Where several processes serve one
 * store each prints the same, made from their common key, as any of them may be asked: it ends with the first super admin.
 */
export class SetupToken {
  readonly value: string;
  readonly #secrets: Secrets;
  /** @param shared `null`: this process is alone with its store. */
  constructor(secrets: Secrets, shared: Signatures | null) {
    this.#secrets = secrets;
    this.value = shared === null ? secrets.random(24) : shared.sign('setup', 'the first super admin').slice(0, 32);
  }

  readonly matches = (token: string): boolean => this.#secrets.equal(token, this.value);
}
