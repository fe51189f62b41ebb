import { AsyncResource } from 'node:async_hooks';
import { DEFAULT_CONNECTION_CONFIG, type SocketConfig } from '@whiskeysockets/baileys';
import { type Inbox, inboxType, type StanzaAttributes } from '#adapters/channels/baileys/inbox';

type MakeRepository = SocketConfig['makeSignalRepository'];
/** The keys as the library hands them to a repository: with transactions, and any type of our own. */
type Keys = {
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
 * The library sends within one transaction, saved when the frame is out, and every ratchet it moves joins that transaction.
 * So a crash behind the frame forgets that a key was used, and the next message is sealed with it again: no phone opens
 * that. And what the customer writes meanwhile moves a copy of the same ratchet. Outside of the caller's transaction each act
 * has its own, under the lock of its address, and is on disk before its result is handed out.
 */
const onDiskBeforeItsResult = (repository: ReturnType<MakeRepository>): void => {
  const outside = new AsyncResource('signal');
  const apart =
    <Given extends readonly unknown[], Result>(act: (...given: Given) => Result) =>
    (...given: Given): Result =>
      outside.runInAsyncScope(act, repository, ...given);
  repository.encryptMessage = apart(repository.encryptMessage);
  repository.injectE2ESession = apart(repository.injectE2ESession);
  repository.validateSession = apart(repository.validateSession);
  repository.getSessionInfo = apart(repository.getSessionInfo);
  repository.deleteSession = apart(repository.deleteSession);
  repository.migrateSession = apart(repository.migrateSession);
};

/**
 * The library moves the ratchet on disk, tells the server that it has the message, and only then tells us: a crash between
 * would lose it. Here the opened message is saved with the ratchet, and a redelivery is answered from there.
 */
export const durableSignalRepository =
  (inbox: Inbox, stanzas: Stanzas): MakeRepository =>
  (auth, logger, pnToLid) => {
    const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
    onDiskBeforeItsResult(repository);
    const keys = auth.keys as Keys;
    const open = repository.decryptMessage.bind(repository);
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
