import type { CredentialStore } from '#adapters/channels/whatsapp/engine';
import type { Credential, CredentialChange } from '#application/ports/channel-session-store';

/** Credentials in memory. */
export class StoredCredentials implements CredentialStore {
  readonly rows = new Map<string, Credential>();

  async read(type: string, ids: readonly string[] | null): Promise<readonly Credential[]> {
    return [...this.rows.values()].filter((row) => row.type === type && (ids?.includes(row.id) ?? true));
  }

  async save(changes: readonly CredentialChange[]): Promise<void> {
    for (const { type, id, value } of changes) {
      if (value === null) this.rows.delete(`${type}\n${id}`);
      else this.rows.set(`${type}\n${id}`, { type, id, value });
    }
  }
}
