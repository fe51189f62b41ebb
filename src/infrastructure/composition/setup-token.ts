import type { Secrets } from '#application/ports/secrets';

/** The one-time word of a first start: printed in the log, held in memory only, new with each start. */
export class SetupToken {
  readonly value: string;
  readonly #secrets: Secrets;
  constructor(secrets: Secrets) {
    this.#secrets = secrets;
    this.value = secrets.random(24);
  }

  readonly matches = (token: string): boolean => this.#secrets.equal(token, this.value);
}
