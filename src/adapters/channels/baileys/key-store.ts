import type { SignalDataSet, SignalDataTypeMap, SignalKeyStore } from '@whiskeysockets/baileys';
import { decodeCredential, encodeCredential } from '#adapters/channels/baileys/credential-codec';
import type { CredentialWriter } from '#adapters/channels/baileys/credential-writer';
import { inboxType } from '#adapters/channels/baileys/inbox';
import type { CredentialStore } from '#adapters/channels/whatsapp/engine';
import type { CredentialChange } from '#application/ports/channel-session-store';

type Unsaved = { value: unknown; writes: number };

/** Key types that are read once, if ever: not worth the memory of a session. */
const notCached = new Set<string>(['pre-key', inboxType]);

export type KeyStoreOptions = {
  readonly credentials: CredentialStore;
  readonly writer: CredentialWriter;
  readonly largest: number;
  /** A stored key is not what was written. The same error is thrown to the reader. */
  readonly onUnreadable: (cause: unknown) => void;
};

/**
 * The library's key store over ours, with a cache of bounded size. A value that is not on disk yet stays in memory until it
 * is, so nobody reads an older one.
 */
export class KeyStore implements SignalKeyStore {
  readonly #options: KeyStoreOptions;
  readonly #cache = new Map<string, unknown>();
  readonly #unsaved = new Map<string, Unsaved>();

  constructor(options: KeyStoreOptions) {
    this.#options = options;
  }

  async get<T extends keyof SignalDataTypeMap>(
    type: T,
    ids: string[],
  ): Promise<{ [id: string]: SignalDataTypeMap[T] }> {
    const found: { [id: string]: SignalDataTypeMap[T] } = {};
    const missing: string[] = [];
    for (const id of ids) {
      const known = this.#known(`${type}\n${id}`);
      if (known === undefined) missing.push(id);
      else if (known !== null) found[id] = known as SignalDataTypeMap[T];
    }
    if (missing.length > 0) await this.#read(type, missing, found);
    return found;
  }

  async set(data: SignalDataSet): Promise<void> {
    const changes: CredentialChange[] = [];
    for (const [type, entries] of Object.entries(data)) {
      for (const [id, value] of Object.entries(entries)) {
        const kept = value ?? null;
        this.#hold(`${type}\n${id}`, kept);
        changes.push({ type, id, value: kept === null ? null : encodeCredential(kept) });
      }
    }
    await this.#options.writer.write(changes);
    for (const { type, id } of changes) this.#release(type, `${type}\n${id}`);
  }

  /** `undefined`: not known here. `null`: known to be absent. */
  #known(key: string): unknown {
    const unsaved = this.#unsaved.get(key);
    return unsaved === undefined ? this.#cache.get(key) : unsaved.value;
  }

  async #read<T extends keyof SignalDataTypeMap>(
    type: T,
    ids: string[],
    found: { [id: string]: unknown },
  ): Promise<void> {
    for (const credential of await this.#options.credentials.read(type, ids)) {
      const key = `${type}\n${credential.id}`;
      // Somebody may have written it while we read.
      const newer = this.#known(key);
      const value = newer === undefined ? this.#decode(credential) : newer;
      if (value === null) continue;
      found[credential.id] = value;
      if (newer === undefined) this.#keep(type, key, value);
    }
  }

  #decode(credential: Parameters<typeof decodeCredential>[0]): unknown {
    try {
      return decodeCredential(credential);
    } catch (cause) {
      this.#options.onUnreadable(cause);
      throw cause;
    }
  }

  #hold(key: string, value: unknown): void {
    const unsaved = this.#unsaved.get(key);
    this.#unsaved.set(key, { value, writes: (unsaved?.writes ?? 0) + 1 });
  }

  #release(type: string, key: string): void {
    const unsaved = this.#unsaved.get(key);
    if (unsaved === undefined) return;
    this.#keep(type, key, unsaved.value);
    unsaved.writes -= 1;
    if (unsaved.writes === 0) this.#unsaved.delete(key);
  }

  #keep(type: string, key: string, value: unknown): void {
    if (notCached.has(type)) return;
    this.#cache.delete(key);
    this.#cache.set(key, value);
    if (this.#cache.size <= this.#options.largest) return;
    const [oldest] = this.#cache.keys();
    if (oldest !== undefined) this.#cache.delete(oldest);
  }
}
