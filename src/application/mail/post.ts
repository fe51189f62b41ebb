import type { OutgoingMail } from '#application/ports/mail-outbox';
import type { Store } from '#application/ports/store';

export type NewMail = Omit<OutgoingMail, 'attempts'>;

type Dependencies = { readonly store: Store; readonly wake: () => void };

/** Where mails are handed in: into the line on disk, and whoever sends them is woken. */
export class Post {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** Idempotent by the mails' ids. */
  async add(mails: readonly NewMail[]): Promise<void> {
    if (mails.length === 0) return;
    await this.#deps.store.platform.mails.add(mails);
    this.#deps.wake();
  }
}
