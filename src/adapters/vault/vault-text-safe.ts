import type { TextSafe } from '#application/ports/text-safe';
import { SealBroken, type Vault } from '#application/ports/vault';
import type { TenantId } from '#domain/shared/ids';

/** Texts sealed by a vault, under the key of one owner. */
export class VaultTextSafe implements TextSafe {
  readonly #vault: Vault;
  readonly #owner: TenantId;
  constructor(vault: Vault, owner: TenantId) {
    this.#vault = vault;
    this.#owner = owner;
  }

  seal(name: string, text: string): string {
    return Buffer.from(this.#vault.seal(this.#owner, name, Buffer.from(text, 'utf8'))).toString('base64');
  }

  open(name: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    if (bytes.length === 0) throw new SealBroken('nothing was sealed', {});
    return Buffer.from(this.#vault.open(this.#owner, name, bytes)).toString('utf8');
  }
}
