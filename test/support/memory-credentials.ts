import type { CredentialStore } from '#adapters/channels/whatsapp/engine';
import type { Credential, CredentialChange } from '#application/ports/channel-session-store';

const keyOf = (type: string, id: string): string => `${type}\n${id}`;

/** Credentials in memory, with a switch for what a crash leaves: nothing more is written, or a write fails. */
export class MemoryCredentials implements CredentialStore {
  readonly rows = new Map<string, Credential>();
  readonly saves: (readonly CredentialChange[])[] = [];
  reads = 0;
  /** Seen before each save; throwing fails it, and nothing of it is written. */
  beforeSave: ((changes: readonly CredentialChange[]) => void | Promise<void>) | null = null;
  /** The process is gone: later saves change nothing, and say nothing. */
  isFrozen = false;

  async read(type: string, ids: readonly string[] | null): Promise<readonly Credential[]> {
    this.reads += 1;
    if (ids === null) return [...this.rows.values()].filter((row) => row.type === type);
    return ids.map((id) => this.rows.get(keyOf(type, id))).filter((row) => row !== undefined);
  }

  async save(changes: readonly CredentialChange[]): Promise<void> {
    await this.beforeSave?.(changes);
    if (this.isFrozen) return;
    this.saves.push(changes);
    for (const { type, id, value } of changes) {
      if (value === null) this.rows.delete(keyOf(type, id));
      else this.rows.set(keyOf(type, id), { type, id, value });
    }
  }

  ofType(type: string): readonly Credential[] {
    return [...this.rows.values()].filter((row) => row.type === type);
  }

  /** What another process would find on the disk now. */
  copy(): MemoryCredentials {
    const copy = new MemoryCredentials();
    for (const [key, row] of this.rows) copy.rows.set(key, row);
    return copy;
  }
}
