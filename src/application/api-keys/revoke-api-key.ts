import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import { ApiKeyId } from '#domain/shared/ids';

type Dependencies = { readonly store: Store; readonly clock: Clock };

export type RevokeApiKeyInput = { readonly by: Principal; readonly id: string };

/** Ends a key for good; a second time changes nothing. */
export class RevokeApiKey {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: RevokeApiKeyInput): Promise<void> {
    const { store, clock } = this.#deps;
    const { apiKeys } = store.tenant(tenantFor(by, 'api_keys.manage'));
    const actor = humanOf(by);
    const key = found(await apiKeys.find(ApiKeyId(id)), 'API key');
    if (key.revokedAt !== null) return;
    const at = clock.now();
    const audit = { actor, action: 'api_key.revoked', target: key.id, facts: { prefix: key.prefix }, at };
    await apiKeys.save({ ...key, revokedAt: at }, audit);
  }
}
