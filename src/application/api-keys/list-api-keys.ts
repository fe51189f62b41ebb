import { type ApiKeyView, apiKeyView } from '#application/api-keys/api-key-view';
import { type Principal, tenantFor } from '#application/identity/principal';
import type { Store } from '#application/ports/store';

type Dependencies = { readonly store: Store };

/** The tenant's keys, the revoked ones too. */
export class ListApiKeys {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly ApiKeyView[]> {
    const keys = await this.#deps.store.tenant(tenantFor(by, 'api_keys.manage')).apiKeys.list();
    return keys.map(apiKeyView);
  }
}
