import { createHash } from 'node:crypto';
import { decodeCredential } from '#adapters/channels/baileys/credential-codec';
import type { CredentialWriter } from '#adapters/channels/baileys/credential-writer';
import { stanzaKey } from '#adapters/channels/baileys/jids';
import type { CredentialStore } from '#adapters/channels/whatsapp/engine';

/** What the server said of a message outside its encryption. */
export type StanzaAttributes = Readonly<Record<string, string>>;
export type InboxEntry = {
  readonly attributes: StanzaAttributes;
  readonly plain: Uint8Array;
  /** When it was opened, in milliseconds: the server's own time is in whole seconds. */
  readonly openedAt?: number;
};

export const inboxType = 'inbox';
/** Entries that are no longer needed go with the next save anyway; so many are worth one of their own. */
const mostSettled = 256;
const settleAfterMs = 5_000;

const idOf = (ciphertext: Uint8Array): string => createHash('sha256').update(ciphertext).digest('base64url');

const sentAtOf = ({ attributes }: InboxEntry): number => Number(attributes['t'] ?? 0);

const isEntry = (value: unknown): value is InboxEntry => {
  const entry = value as Partial<InboxEntry> | null;
  return entry?.plain instanceof Uint8Array && typeof entry.attributes === 'object';
};

/**
 * Messages whose encryption was opened and that nobody else keeps yet. A ciphertext opens once only: the ratchet moves on.
 * So what was in it is saved together with the ratchet, and forgotten when whoever we tell has it on disk.
 */
export class Inbox {
  readonly #writer: CredentialWriter;
  readonly #entries = new Map<string, InboxEntry>();
  readonly #idsOf = new Map<string, string[]>();
  readonly #settled: string[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(writer: CredentialWriter) {
    this.#writer = writer;
  }

  /** What an earlier socket left, oldest first. @throws {UnreadableCredentials} */
  async load(credentials: CredentialStore): Promise<readonly InboxEntry[]> {
    for (const credential of await credentials.read(inboxType, null)) {
      const entry = decodeCredential(credential);
      if (isEntry(entry)) this.#remember(credential.id, entry);
    }
    return [...this.#entries.values()].sort(
      (a, b) => sentAtOf(a) - sentAtOf(b) || (a.openedAt ?? 0) - (b.openedAt ?? 0),
    );
  }

  /** What was in a ciphertext that came before. */
  kept(ciphertext: Uint8Array): Uint8Array | null {
    return this.#entries.get(idOf(ciphertext))?.plain ?? null;
  }

  /** The key under which the caller saves the entry, with its ratchet. */
  keep(ciphertext: Uint8Array, entry: InboxEntry): string {
    const id = idOf(ciphertext);
    this.#remember(id, entry);
    return id;
  }

  /** Does somebody still have to be told of this message? */
  holds(key: string): boolean {
    return this.#idsOf.has(key);
  }

  attributesOf(key: string): StanzaAttributes | null {
    const [id] = this.#idsOf.get(key) ?? [];
    return id === undefined ? null : (this.#entries.get(id)?.attributes ?? null);
  }

  /** They were told: on their disk. Ours goes with a later save. */
  settle(keys: readonly string[]): void {
    for (const key of keys) {
      this.#settled.push(...(this.#idsOf.get(key) ?? []));
      this.#idsOf.delete(key);
    }
    if (this.#settled.length >= mostSettled) this.#save();
    else if (this.#settled.length > 0) this.#timer ??= setTimeout(() => this.#save(), settleAfterMs).unref();
  }

  /** Takes what is settled off the disk with whatever is saved next. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    // Until now a redelivery of them could still be answered.
    this.#writer.attach(this.#settled.map((id) => ({ type: inboxType, id, value: null })));
    for (const id of this.#settled.splice(0)) this.#entries.delete(id);
  }

  #save(): void {
    this.close();
    // A failed save ends the socket by itself.
    this.#writer.write([]).catch(() => undefined);
  }

  #remember(id: string, entry: InboxEntry): void {
    this.#entries.set(id, entry);
    const key = stanzaKey(entry.attributes);
    const ids = this.#idsOf.get(key) ?? [];
    if (!ids.includes(id)) this.#idsOf.set(key, [...ids, id]);
  }
}
