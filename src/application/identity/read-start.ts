import type { Store } from '#application/ports/store';

type Dependencies = { readonly store: Store };

/** What a first visitor of the panel needs to know: is there a super admin yet? */
export class ReadStart {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute(): Promise<{ readonly needsSetup: boolean }> {
    return { needsSetup: (await this.#deps.store.platform.countSuperAdmins()) === 0 };
  }
}
