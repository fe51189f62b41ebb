import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '#application/ports/password-hasher';
import { DomainError } from '#domain/shared/domain-error';

/** More people sign in at once than this process can check. */
export class PasswordChecksBusy extends DomainError {
  readonly code = 'identity.busy';
  readonly kind = 'unavailable';
}

/** OWASP's argon2id, the library's default algorithm: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password nobody knows, at the same cost: what is checked when there is no such user. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$Bv2Z0CkJb1Wcx3fQwY8m4A$6iC1vNf9y0sUoS7m5mYx2vFq8jJ1k3l4z5n6b7c8d9E';

const maxWaiting = 256;

/** argon2id. Few at once: each takes one of Node's four pool threads, which files and names need as well. */
export class Argon2PasswordHasher implements PasswordHasher {
  readonly #atOnce: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce = 2) {
    this.#atOnce = atOnce;
  }

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, cost));
  }

  async verify(stored: string | null, password: string): Promise<boolean> {
    const matches = await this.#inTurn(() => verify(stored ?? nobodysHash, password));
    return matches && stored !== null;
  }

  /** @throws {PasswordChecksBusy} */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length >= maxWaiting)
      throw new PasswordChecksBusy('too many sign-ins at once; try again in a moment', {});
    if (this.#running >= this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      // The place passes on to who waited longest; it is given back only when nobody waits.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
