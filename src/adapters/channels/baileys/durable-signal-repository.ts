import { DEFAULT_CONNECTION_CONFIG, type SocketConfig } from '@whiskeysockets/baileys';
import { FailedTries } from '#adapters/channels/baileys/failed-tries';
import { type Inbox, inboxType, type StanzaAttributes } from '#adapters/channels/baileys/inbox';

type MakeRepository = SocketConfig['makeSignalRepository'];
/** The keys as the library hands them to a repository: with transactions, and any type of our own. */
type Keys = {
  get(type: string, ids: string[]): Promise<Record<string, unknown>>;
  set(data: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Promise<void>;
  transaction<T>(work: () => Promise<T>, key: string): Promise<T>;
};
type Node = { readonly attrs: StanzaAttributes; readonly content?: unknown };

/** Which stanza a ciphertext came in. The library hands the same bytes on, so they are the key. */
export class Stanzas {
  readonly #attributes = new WeakMap<Uint8Array, StanzaAttributes>();

  heard({ attrs, content }: Node): void {
    if (!Array.isArray(content)) return;
    for (const part of content as readonly Node[]) {
      if (part.content instanceof Uint8Array) this.#attributes.set(part.content, attrs);
    }
  }

  of(ciphertext: Uint8Array): StanzaAttributes | null {
    return this.#attributes.get(ciphertext) ?? null;
  }
}

/**
 * The library moves the ratchet on disk, tells the server that it has the message, and only then tells us: a crash between
 * would lose it. Here the opened message is saved with the ratchet, and a redelivery is answered from there.
 */
export const durableSignalRepository =
  (inbox: Inbox, stanzas: Stanzas): MakeRepository =>
  (auth, logger, pnToLid) => {
    const tries = new FailedTries();
    const keys = auth.keys as Keys;
    const over = { ...auth, keys: tries.over(keys) as typeof auth.keys };
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(over, logger, pnToLid);
    const openIt = repository.decryptMessage.bind(repository);
    // A message that begins a session names it, and nothing is tried.
    const open: typeof openIt = (sealed) =>
      sealed.type === 'msg' ? tries.undone(() => openIt(sealed)) : openIt(sealed);
    repository.decryptMessage = async (sealed) => {
      const kept = inbox.kept(sealed.ciphertext);
      if (kept !== null) return kept;
      return keys.transaction(async () => {
        const plain = await open(sealed);
        const attributes = stanzas.of(sealed.ciphertext);
        if (attributes === null) return plain;
        const entry = { attributes, plain, openedAt: performance.timeOrigin + performance.now() };
        // Joins the transaction of the ratchet: one save holds both.
        await keys.set({ [inboxType]: { [inbox.keep(sealed.ciphertext, entry)]: entry } });
        return plain;
      }, sealed.jid);
    };
    return repository;
  };
