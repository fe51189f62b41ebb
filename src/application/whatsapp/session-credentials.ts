import type { Credential, CredentialChange, CredentialKey, SessionRef } from '#application/ports/channel-session-store';
import type { Store } from '#application/ports/store';
import type { Vault } from '#application/ports/vault';

const nameOf = ({ channelId }: SessionRef, { type, id }: CredentialKey): string => `session/${channelId}/${type}/${id}`;

/** A session's credentials as the engine sees them; what the store sees is sealed, each part under its own name. */
export class SessionCredentials {
  readonly #store: Store;
  readonly #vault: Vault;
  constructor(deps: { readonly store: Store; readonly vault: Vault }) {
    this.#store = deps.store;
    this.#vault = deps.vault;
  }

  /** @throws {SealBroken} another key, or damaged: they are left as they are. */
  async read(ref: SessionRef, type: string, ids: readonly string[] | null): Promise<readonly Credential[]> {
    const { sessions } = this.#store.tenant(ref.tenantId);
    const sealed = await sessions.credentials(ref.channelId, type, ids ?? undefined);
    return sealed.map((part) => ({ ...part, value: this.#vault.open(ref.tenantId, nameOf(ref, part), part.value) }));
  }

  /** All or none. @throws {LeaseLost} */
  async save(ref: SessionRef, fence: number, changes: readonly CredentialChange[]): Promise<void> {
    const sealed = changes.map(({ type, id, value }) => ({
      type,
      id,
      value: value === null ? null : this.#vault.seal(ref.tenantId, nameOf(ref, { type, id }), value),
    }));
    await this.#store.tenant(ref.tenantId).sessions.saveCredentials(ref.channelId, fence, sealed);
  }
}
