import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import type { OneTimeLink } from '#domain/identity/one-time-link';
import { DomainError } from '#domain/shared/domain-error';

/** Unknown, used, too old, or made for something else: which of them is not said. */
export class LinkNotValid extends DomainError {
  readonly code = 'link.not_valid';
  readonly kind = 'invalid';
  constructor() {
    super('this link does not work any more; ask for a new one', {});
  }
}

type Dependencies = { readonly store: Store; readonly secrets: Secrets; readonly clock: Clock };

/** Links out of mails, found by the hash of their secret. */
export class OneTimeLinks {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** One that still works; reading it uses nothing up. @throws {LinkNotValid} */
  async read(token: string, purpose: OneTimeLink['purpose']): Promise<OneTimeLink> {
    const link = await this.find(token, purpose);
    if (link === null || link.usedAt !== null || link.expiresAt <= this.#deps.clock.now()) throw new LinkNotValid();
    return link;
  }

  /** Used or not, in time or not. */
  async find(token: string, purpose: OneTimeLink['purpose']): Promise<OneTimeLink | null> {
    const { store, secrets } = this.#deps;
    const link = await store.platform.findOneTimeLink(secrets.sha256(token));
    return link?.purpose === purpose ? link : null;
  }

  /** For exactly one caller. @throws {LinkNotValid} somebody was faster. */
  async use({ hash }: OneTimeLink): Promise<void> {
    const { store, clock } = this.#deps;
    if (!(await store.platform.useOneTimeLink(hash, clock.now()))) throw new LinkNotValid();
  }
}
