import { BufferJSON } from '@whiskeysockets/baileys';
import { LinkedDevice } from './linked-device.js';
import type { CertificateAuthority } from './noise/certificate-authority.js';
import { OwnerPhone } from './people/owner-phone.js';
import type { Person } from './people/person.js';
import { SignalEndpoint, type SignalIdentity } from './signal/signal-endpoint.js';
import type { WhatsAppEmulator } from './whatsapp-emulator.js';

/**
 * What must outlive a restart so that linked devices can log in again: who vouches for the server, who is there, and the
 * public keys of their devices. Chats, media and sessions do not: phones make new sessions, as after a reinstallation.
 */
type SavedState = { readonly authority: CertificateAuthority; readonly people: readonly SavedPerson[] };
type SavedPerson = {
  readonly kind: 'owner' | 'customer';
  readonly phone: string;
  readonly name: string;
  readonly signal: SignalIdentity;
  readonly nextDevice: number;
  readonly devices: readonly SavedDevice[];
};
type SavedDevice = Pick<LinkedDevice, 'id' | 'keys' | 'isFresh'> & {
  readonly preKeys: readonly (readonly [id: number, key: Buffer])[];
};

const savedPerson = (person: Person): SavedPerson => ({
  kind: person instanceof OwnerPhone ? 'owner' : 'customer',
  phone: person.phone,
  name: person.name,
  signal: person.signal.lasting,
  nextDevice: person instanceof OwnerPhone ? person.nextDevice : 1,
  devices: [...person.devices.values()].map(({ id, keys, isFresh, preKeys }) => ({
    id,
    keys,
    isFresh,
    preKeys: [...preKeys],
  })),
});

export const savedState = ({ authority, owners, customers }: WhatsAppEmulator): string =>
  JSON.stringify({ authority, people: [...owners, ...customers].map(savedPerson) }, BufferJSON.replacer);

export const readState = (text: string): SavedState => JSON.parse(text, BufferJSON.reviver) as SavedState;

export const restorePeople = (emulator: WhatsAppEmulator, { people }: SavedState): void => {
  for (const { kind, phone, name, signal, nextDevice, devices } of people) {
    const person = kind === 'owner' ? emulator.addOwner(phone, name) : emulator.addCustomer(phone, name);
    person.signal = new SignalEndpoint(signal);
    if (person instanceof OwnerPhone) person.nextDevice = nextDevice;
    for (const saved of devices) {
      const device = new LinkedDevice(person, saved.id, saved.keys);
      device.isFresh = saved.isFresh;
      for (const [id, key] of saved.preKeys) device.preKeys.set(id, key);
      person.devices.set(device.id, device);
    }
  }
};
