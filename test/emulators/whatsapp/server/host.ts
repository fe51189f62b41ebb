import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Counters } from '../counters.js';
import type { Faults } from '../faults.js';
import type { LinkedDevice } from '../linked-device.js';
import type { MediaStore } from '../media-store.js';
import type { CertificateAuthority } from '../noise/certificate-authority.js';
import type { PendingLink } from '../people/pending-link.js';
import type { Person } from '../people/person.js';
import type { PreKeyBundle } from '../signal/pre-key-bundle.js';

/** Whose connection it is, once it is somebody's. */
export type Session = { readonly account: Person; readonly device: LinkedDevice };
export type SessionHolder = { readonly session: Session | undefined };

/** What a connection sees of the server that holds it. */
export type Host = {
  readonly authority: CertificateAuthority;
  readonly faults: Faults;
  readonly counters: Counters;
  readonly media: MediaStore;
  nextId(): string;
  /** By either address, with or without a device in it. */
  account(jid: string | undefined): Person | undefined;
  accountByPhone(phone: string): Person | undefined;
  takeBundle(device: LinkedDevice): PreKeyBundle;
  offer(ref: string, link: PendingLink): void;
  withdraw(link: PendingLink): void;
  closed(connection: SessionHolder): void;
  received(connection: SessionHolder, stanza: BinaryNode): void;
  sent(connection: SessionHolder, stanza: BinaryNode): void;
  unknown(stanza: BinaryNode): void;
  failed(error: unknown): void;
  changed(what: string, phone: string): void;
};
