import type { LinkedDevice } from '../linked-device.js';
import { Customer } from '../people/customer.js';
import { OwnerPhone } from '../people/owner-phone.js';
import type { Person } from '../people/person.js';
import type { WhatsAppEmulator } from '../whatsapp-emulator.js';

/** What of the emulator can be said in JSON. */

const deviceView = ({ id, jid, link, presence, preKeys, unsettled }: LinkedDevice) => ({
  id,
  jid,
  isOpen: link?.isActive ?? false,
  presence: presence ?? null,
  preKeys: preKeys.size,
  unsettled: unsettled.size,
});

const chatViews = (emulator: WhatsAppEmulator, { chats }: Person) =>
  chats.peers.map((peer) => ({
    peer,
    name: emulator.accountByPhone(peer)?.name ?? peer,
    lines: chats.with(peer),
  }));

export const personView = (emulator: WhatsAppEmulator, person: Person) => ({
  phone: person.phone,
  lid: person.lid,
  name: person.name,
  kind: person instanceof OwnerPhone ? 'owner' : 'customer',
  chats: chatViews(emulator, person),
  ...(person instanceof OwnerPhone
    ? { devices: [...person.devices.values()].map(deviceView), isCodeRequested: person.isCodeRequested }
    : {}),
  ...(person instanceof Customer ? customerState(person) : {}),
});

const customerState = ({ addressing, isOnline, autoRead, typing, undecryptable, duplicates }: Customer) => ({
  addressing,
  isOnline,
  autoRead,
  typing: typing.at(-1) ?? null,
  undecryptable,
  duplicates,
});

export const inboxView = (person: Person) =>
  person instanceof Customer
    ? person.inbox.map(({ message: _, ...seen }) => ({ ...seen, copies: person.copiesOf(seen.id) }))
    : person instanceof OwnerPhone
      ? {
          received: person.inbox.map(({ message: _, ...seen }) => seen),
          sentByDevices: person.outbox.map(({ message: _, ...seen }) => seen),
        }
      : [];

export const receiptsView = (person: Person) => (person instanceof Customer ? person.receipts : []);

export const countersView = ({ counters, media, openSockets, unknownStanzas, errors }: WhatsAppEmulator) => ({
  connections: counters.connections,
  openSockets,
  logins: counters.logins,
  conflicts: counters.conflicts,
  accepted: counters.accepted.length,
  refused: counters.refusedMessages,
  duplicates: counters.duplicates.length,
  mostSocketsAtOnce: counters.mostSocketsAtOnce,
  devicesWithTwoSockets: counters.devicesWithTwoSockets,
  lateStanzas: counters.lateStanzas,
  uploads: media.uploads,
  downloads: media.downloads,
  unknownStanzas: unknownStanzas.length,
  errors: errors.length,
});
