import { createHash } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import { decodeCredential, encodeCredential } from '#adapters/channels/baileys/credential-codec';
import type { CredentialWriter } from '#adapters/channels/baileys/credential-writer';
import type { CredentialStore } from '#adapters/channels/whatsapp/engine';
import { Recent } from '#adapters/channels/whatsapp/recent';

const type = 'sent';
/** A newer message takes the place of an older one with the same last bits: the table stays this small. */
const places = 256;
const mostRemembered = 512;

const placeOf = (externalId: string): string =>
  String((createHash('sha256').update(externalId).digest()[0] ?? 0) % places);

type Kept = { readonly id: string; readonly message: Uint8Array };

const isKept = (value: unknown): value is Kept => {
  const kept = value as Partial<Kept> | null;
  return typeof kept?.id === 'string' && kept.message instanceof Uint8Array;
};

/** What we sent lately: a phone that could not open its copy asks for another, also after a restart. */
export class SentMessages {
  readonly #credentials: CredentialStore;
  readonly #writer: CredentialWriter;
  readonly #ids = new Recent<true>(mostRemembered);

  constructor(credentials: CredentialStore, writer: CredentialWriter) {
    this.#credentials = credentials;
    this.#writer = writer;
  }

  /** On disk with the next save, which is the ratchet's of this message. */
  keep(externalId: string, message: proto.IMessage): void {
    this.#ids.set(externalId, true);
    const kept: Kept = { id: externalId, message: proto.Message.encode(message).finish() };
    this.#writer.attach([{ type, id: placeOf(externalId), value: encodeCredential(kept) }]);
  }

  /** Did we send it lately, in this process? */
  has(externalId: string): boolean {
    return this.#ids.get(externalId) !== undefined;
  }

  async find(externalId: string): Promise<proto.IMessage | undefined> {
    const [stored] = await this.#credentials.read(type, [placeOf(externalId)]);
    const kept = stored === undefined ? null : decodeCredential(stored);
    return isKept(kept) && kept.id === externalId ? proto.Message.decode(kept.message) : undefined;
  }
}
