import { formatApiKey } from '#application/identity/raw-api-key';
import type { Secrets } from '#application/ports/secrets';
import type { Store } from '#application/ports/store';

export type NewSecret = { readonly prefix: string; readonly secretHash: string; readonly rawKey: string };

/** A fresh key whose prefix nobody on the platform has. */
export const newSecret = async (store: Store, secrets: Secrets): Promise<NewSecret> => {
  for (;;) {
    const prefix = secrets.sha256(secrets.random(16)).slice(0, 8);
    if ((await store.platform.findApiKeyByPrefix(prefix)) !== null) continue;
    const secret = secrets.random(32);
    return { prefix, secretHash: secrets.sha256(secret), rawKey: formatApiKey({ prefix, secret }) };
  }
};
