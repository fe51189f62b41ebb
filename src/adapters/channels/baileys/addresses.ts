import type { SignalKeyStore } from '@whiskeysockets/baileys';
import { identityOf, jidOf } from '#adapters/channels/baileys/jids';
import { Recent } from '#adapters/channels/whatsapp/recent';
import type { CustomerIdentity } from '#domain/conversation/customer';

const mostRemembered = 1_000;

/** How people are reached: one person has a number, a LID or both. Asks only what is stored, never the network. */
export class Addresses {
  readonly #keys: SignalKeyStore;
  /** By which address somebody last wrote: answers go the same way. */
  readonly #lastUsed = new Recent<string>(mostRemembered);

  constructor(keys: SignalKeyStore) {
    this.#keys = keys;
  }

  heardFrom(identities: readonly CustomerIdentity[], jid: string): void {
    const identity = identityOf(jid);
    const address = identity === null ? null : jidOf(identity);
    if (address === null) return;
    for (const { scheme, value } of identities) this.#lastUsed.set(`${scheme}:${value}`, address);
  }

  /** `null`: no identity WhatsApp knows. */
  of(identities: readonly CustomerIdentity[]): string | null {
    for (const { scheme, value } of identities) {
      const address = this.#lastUsed.get(`${scheme}:${value}`);
      if (address !== undefined) return address;
    }
    const addresses = (['wa_phone', 'wa_lid'] as const)
      .map((scheme) => identities.find((identity) => identity.scheme === scheme))
      .map((identity) => (identity === undefined ? null : jidOf(identity)));
    return addresses.find((address) => address !== null) ?? null;
  }

  /** The LID of a number, the number of a LID, as the library keeps them. */
  async alsoKnownAs({ scheme, value }: CustomerIdentity): Promise<CustomerIdentity | null> {
    const id = scheme === 'wa_phone' ? value : `${value}_reverse`;
    const other = (await this.#keys.get('lid-mapping', [id]))[id];
    if (typeof other !== 'string' || other === '') return null;
    return { scheme: scheme === 'wa_phone' ? 'wa_lid' : 'wa_phone', value: other };
  }

  /** Did we ever exchange anything with this address? */
  async isKnown(jid: string): Promise<boolean> {
    const identity = identityOf(jid);
    if (identity === null) return false;
    if (identity.scheme === 'wa_lid' || this.#lastUsed.get(`wa_phone:${identity.value}`) !== undefined) return true;
    return (await this.#keys.get('device-list', [identity.value]))[identity.value] !== undefined;
  }
}
