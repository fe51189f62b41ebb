import { type ApiKeyView, apiKeyView, type IssuedApiKey } from '#application/api-keys/api-key-view';
import { newSecret } from '#application/api-keys/key-maker';
import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, integerOf, listOf, oneOf, textOf } from '#application/input';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';
import { assertMayGrant } from '#application/team/granting';
import { type ApiKeyScope, apiKeyScopes } from '#domain/identity/permission';

type Dependencies = { readonly store: Store; readonly ids: Ids; readonly secrets: Secrets; readonly clock: Clock };

export type CreateApiKeyInput = {
  readonly by: Principal;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: Date | null | undefined;
  /** `null`: the platform's default. */
  readonly ratePerMinute?: number | null | undefined;
};

const maxUsableKeys = 100;

/** Gives a program access. The key is in the answer and nowhere else afterwards. */
export class CreateApiKey {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {PermissionDenied} @throws {InvalidInput} */
  async execute({
    by,
    name,
    scopes: rawScopes,
    expiresAt = null,
    ratePerMinute = null,
  }: CreateApiKeyInput): Promise<IssuedApiKey> {
    const { store, ids, secrets, clock } = this.#deps;
    const tenantId = tenantFor(by, 'api_keys.manage');
    const actor = humanOf(by);
    const now = clock.now();
    const scopes = listOf('scopes', [...new Set(rawScopes)], apiKeyScopes.length, 1).map((each) =>
      oneOf('scopes', each, apiKeyScopes),
    );
    // Customers' messages come through programs: no person holds `chat.send`, and who manages keys may give it.
    assertMayGrant(by, scopes.filter((each) => each !== 'chat.send') satisfies ApiKeyScope[]);
    if (expiresAt !== null && !(expiresAt > now))
      throw new InvalidInput('expiresAt', 'expiresAt must be in the future');
    const { apiKeys } = store.tenant(tenantId);
    if ((await apiKeys.list()).filter(({ revokedAt }) => revokedAt === null).length >= maxUsableKeys)
      throw new InvalidInput('apiKeys', `a business has at most ${maxUsableKeys} keys; revoke one first`);
    const { rawKey, prefix, secretHash } = await newSecret(store, secrets);
    const key = {
      id: ids.apiKey(),
      tenantId,
      name: textOf('name', name, 120),
      prefix,
      secretHash,
      scopes,
      ratePerMinute: ratePerMinute === null ? null : integerOf('ratePerMinute', ratePerMinute, 1, 100_000),
      expiresAt,
      revokedAt: null,
      lastUsedAt: null,
      createdAt: now,
      version: 0,
    };
    const audit = {
      actor,
      action: 'api_key.created',
      target: key.id,
      facts: { prefix, scopes: scopes.join(' ') },
      at: now,
    };
    const apiKey: ApiKeyView = apiKeyView(await apiKeys.save(key, audit));
    return { apiKey, rawKey };
  }
}
