import type { Principal } from '#application/identity/principal';
import { parseApiKey } from '#application/identity/raw-api-key';
import type { Clock } from '#application/ports/clock';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import { type ApiKey, isUsable } from '#domain/identity/api-key';

type Dependencies = { readonly store: Store; readonly secrets: Secrets; readonly clock: Clock };

const noHash = '0'.repeat(64);

/** Which program holds this key; `null` for an unknown, revoked or expired one, or when its tenant is not active. */
export class AuthenticateApiKey {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  async execute({ key: raw }: { readonly key: string }): Promise<Extract<Principal, { kind: 'api_key' }> | null> {
    const { store, secrets, clock } = this.#deps;
    const parsed = parseApiKey(raw);
    if (parsed === null) return null;
    const key = await store.platform.findApiKeyByPrefix(parsed.prefix);
    const matches = secrets.equal(secrets.sha256(parsed.secret), key?.secretHash ?? noHash);
    if (key === null || !matches || !isUsable(key, clock.now())) return null;
    if (!(await store.tenant(key.tenantId).findTenant())?.isActive) return null;
    await this.#touch(key);
    return {
      kind: 'api_key',
      actor: { kind: 'integration', apiKeyId: key.id, name: key.name },
      tenantId: key.tenantId,
      permissions: new Set(key.scopes),
      ratePerMinute: key.ratePerMinute,
    };
  }

  /** Once a minute at most. A disk that refuses the mark is no reason to refuse the caller: what they do next will say so. */
  async #touch({ id, tenantId, lastUsedAt }: ApiKey): Promise<void> {
    const { store, clock } = this.#deps;
    const now = clock.now();
    if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < 60_000) return;
    await store
      .tenant(tenantId)
      .apiKeys.touch(id, now)
      .catch(() => undefined);
  }
}
