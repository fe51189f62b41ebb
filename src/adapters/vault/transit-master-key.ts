import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type MasterKey, MasterKeyUnavailable, WrongMasterKey } from '#application/ports/master-key';

export type TransitOptions = {
  /** Where the engine is mounted, such as `https://vault.example/v1/transit`. */
  readonly url: string;
  readonly key: string;
  readonly token: string;
};

const patienceMs = 5_000;
const encrypted = z.object({ data: z.object({ ciphertext: z.string().startsWith('vault:v') }) });
const decrypted = z.object({ data: z.object({ plaintext: z.base64() }) });

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

/**
 * A master key that a key management service keeps and never hands out: the transit engine of HashiCorp Vault and OpenBao
 * (https://developer.hashicorp.com/vault/api-docs/secret/transit), with a key of the type `aes256-gcm96`. The name of what is wrapped
 * is its associated data. Versions of the key are the service's affair: what an older one wrapped it still opens.
 */
export class TransitMasterKey implements MasterKey {
  readonly id: string;
  readonly #options: TransitOptions;

  constructor(options: TransitOptions) {
    this.#options = { ...options, url: options.url.replace(/\/+$/, '') };
    const place = `${this.#options.url}/${options.key}`;
    this.id = `transit-${createHash('sha256').update(place).digest('hex').slice(0, 16)}`;
  }

  /** @throws {MasterKeyUnavailable} */
  async wrap(name: string, key: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#ask('encrypt', { plaintext: base64(key), associated_data: base64(name) });
    const { data } = await this.#read(encrypted, answer);
    return Buffer.from(data.ciphertext, 'utf8');
  }

  async unwrap(name: string, wrapped: Uint8Array): Promise<Uint8Array> {
    const ciphertext = Buffer.from(wrapped).toString('utf8');
    const answer = await this.#ask('decrypt', { ciphertext, associated_data: base64(name) });
    // So it says of what another key wrapped, or was changed since.
    if (answer.status === 400) throw new WrongMasterKey('the key management service does not open what is stored', {});
    const { data } = await this.#read(decrypted, answer);
    return Buffer.from(data.plaintext, 'base64');
  }

  #ask(act: 'encrypt' | 'decrypt', body: Readonly<Record<string, string>>): Promise<Response> {
    const { url, key, token } = this.#options;
    const asked = fetch(`${url}/${act}/${encodeURIComponent(key)}`, {
      method: 'POST',
      headers: { 'x-vault-token': token, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    return asked.catch((error: unknown) => {
      throw new MasterKeyUnavailable('the key management service does not answer', {}, error);
    });
  }

  async #read<T>(shape: z.ZodType<T>, answer: Response): Promise<T> {
    if (!answer.ok)
      throw new MasterKeyUnavailable(`the key management service refuses (HTTP ${answer.status})`, {
        status: answer.status,
      });
    const read = shape.safeParse(await answer.json().catch(() => null));
    if (!read.success) throw new MasterKeyUnavailable('the key management service answers something else', {});
    return read.data;
  }
}
