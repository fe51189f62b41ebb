import type { LinkedDevice } from '../linked-device.js';
import type { MediaStore } from '../media-store.js';
import type { PreKeyBundle } from '../signal/pre-key-bundle.js';
import type { PendingLink } from './pending-link.js';

/** What a phone sees of the server. */
export type Network = {
  readonly media: MediaStore;
  nextId(): string;
  /** The socket that shows this QR code. */
  pendingLink(ref: string): PendingLink | undefined;
  takeBundle(device: LinkedDevice): PreKeyBundle;
  /** Whose address this is, of the two kinds. */
  phoneOf(jid: string): string | undefined;
  /** Something happened that somebody may be waiting for. */
  changed(what: string, phone: string): void;
};
