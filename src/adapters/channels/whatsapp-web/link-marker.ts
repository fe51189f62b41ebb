import type { CredentialStore } from '#adapters/channels/whatsapp/engine';

const key = { type: 'profile', id: 'profile' } as const;
const linked = Buffer.from('linked');

/** Says that the profile folder holds a link: the link itself never leaves the browser. */
export class LinkMarker {
  readonly #credentials: CredentialStore;
  isSet = false;

  private constructor(credentials: CredentialStore) {
    this.#credentials = credentials;
  }

  static async read(credentials: CredentialStore): Promise<LinkMarker> {
    const marker = new LinkMarker(credentials);
    marker.isSet = (await credentials.read(key.type, [key.id])).length > 0;
    return marker;
  }

  async set(): Promise<void> {
    await this.#credentials.save([{ ...key, value: linked }]);
    this.isSet = true;
  }

  async remove(): Promise<void> {
    await this.#credentials.save([{ ...key, value: null }]);
    this.isSet = false;
  }
}
