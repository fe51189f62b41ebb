import type { MailRow } from '#adapters/store/sql/platform/mail-row';
import { SealBroken } from '#application/ports/vault';
import { TenantId } from '#domain/shared/ids';
import { isSealed, keyIdOf, openText, type Place, sealText } from './envelope.js';
import type { KeyRing } from './key-ring.js';
import type { Unreadable } from './row-seals.js';
import { unreadableCode } from './sealed-tables.js';
import type { TenantKeys } from './tenant-keys.js';

type Sealing = { readonly ring: KeyRing; readonly unreadable: (what: Unreadable) => void };

/** Whose key seals what is no tenant's: a name that no tenant can have. */
const platformsOwn = TenantId('platform');

const columns = ['recipient', 'subject', 'text', 'html'] as const;
type Whose = Pick<MailRow, 'id' | 'tenant_id'>;
type Written = Whose & Pick<MailRow, (typeof columns)[number]>;

const placeOf = ({ id, tenant_id }: Whose, column: string): Place => ({
  tenantId: tenant_id ?? platformsOwn,
  table: 'mails',
  row: id,
  column,
});

/** Mails wait in a line of the platform's: sealed by the key of their tenant, else of the platform. Outside of units of work. */
export class MailSeals {
  readonly #sealing: Sealing | null;
  constructor(sealing: Sealing | null) {
    this.#sealing = sealing;
  }

  async seal<Mail extends Written>(mail: Mail): Promise<Mail> {
    const keys = await this.#keysOf(mail, true);
    if (keys === null) return mail;
    const sealed = columns.filter((column) => mail[column] !== '');
    return {
      ...mail,
      ...Object.fromEntries(
        sealed.map((column) => [column, sealText(keys.current, placeOf(mail, column), mail[column])]),
      ),
    };
  }

  async open<Mail extends Written>(mail: Mail): Promise<Mail> {
    if (!columns.some((column) => isSealed(mail[column]))) return mail;
    const keys = await this.#keysOf(mail, false);
    return {
      ...mail,
      ...Object.fromEntries(columns.map((column) => [column, this.#opened(keys, placeOf(mail, column), mail[column])])),
    };
  }

  #opened(keys: TenantKeys | null, place: Place, value: string): string {
    if (!isSealed(value)) return value;
    try {
      const key = keys?.own(keyIdOf(value)) ?? null;
      if (key === null) throw new SealBroken('its key is not there', {});
      return openText(key, place, value);
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.#sealing?.unreadable({ ...place, code: error.code });
      return unreadableCode;
    }
  }

  async #keysOf({ tenant_id }: Whose, make: boolean): Promise<TenantKeys | null> {
    if (this.#sealing === null) return null;
    const { ring } = this.#sealing;
    const owner = tenant_id ?? platformsOwn;
    // A mail may outlast a rotation by seconds: what opens it is asked for each time, which mails are rare enough for.
    return make ? (ring.known(owner) ?? ring.load(owner, true)) : ring.load(owner, false);
  }
}
