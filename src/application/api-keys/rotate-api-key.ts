import { apiKeyView, type IssuedApiKey } from '#application/api-keys/api-key-view';
import { newSecret } from '#application/api-keys/key-maker';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import { isUsable } from '#domain/identity/api-key';
import { DomainError } from '#domain/shared/domain-error';
import { ApiKeyId } from '#domain/shared/ids';

/** It was revoked or is expired: make a new key instead. */
export class ApiKeyEnded extends DomainError {
  readonly code = 'api_key.ended';
  readonly kind = 'conflict';
}

type Dependencies = { readonly store: Store; readonly secrets: Secrets; readonly clock: Clock };

export type RotateApiKeyInput = { readonly by: Principal; readonly id: string };

/** A new secret for the same key, with its scopes and its limit. The old secret stops working at once. */
export class RotateApiKey {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {ApiKeyEnded} @throws {StaleWrite} */
  async execute({ by, id }: RotateApiKeyInput): Promise<IssuedApiKey> {
    const { store, secrets, clock } = this.#deps;
    const { apiKeys } = store.tenant(tenantFor(by, 'api_keys.manage'));
    const actor = humanOf(by);
    const key = found(await apiKeys.find(ApiKeyId(id)), 'API key');
    const at = clock.now();
    if (!isUsable(key, at)) throw new ApiKeyEnded('this key was revoked or has expired; make a new one', {});
    const { rawKey, prefix, secretHash } = await newSecret(store, secrets);
    const audit = { actor, action: 'api_key.rotated', target: key.id, facts: { prefix, prefixBefore: key.prefix }, at };
    return { apiKey: apiKeyView(await apiKeys.save({ ...key, prefix, secretHash }, audit)), rawKey };
  }
}
