import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  hkdf,
  type KeyPair,
  S_WHATSAPP_NET,
} from '@whiskeysockets/baileys';
import { bytesAt, node, timestamp } from '../binary-nodes.js';
import type { PendingLink } from './pending-link.js';

/** A client asked for a pairing code; its half of the exchange is sealed with the code. */
export type CodeRequest = { readonly link: PendingLink; readonly hello: BinaryNode };

/** What the phone must remember between its answer and the client's last word. */
export type CodeExchange = { readonly ephemeral: KeyPair; readonly companionEphemeral: Buffer };

const saltLength = 32;
const ctrHead = saltLength + 16;
const gcmHead = saltLength + 12;

export class WrongPairingCode extends Error {
  constructor() {
    super('the pairing code is not the one this device shows');
  }
}

/** The code was typed: unseals the companion's key and sends the phone's own, sealed with the same code. */
export const answerWithCode = async (
  code: string,
  { link, hello }: CodeRequest,
  phone: { readonly identity: KeyPair; readonly stanzaId: string },
): Promise<CodeExchange> => {
  const wrapped = bytesAt(hello, 'link_code_pairing_wrapped_companion_ephemeral_pub');
  const theirKey = await derivePairingCodeKey(code, wrapped.subarray(0, saltLength));
  const companionEphemeral = aesDecryptCTR(wrapped.subarray(ctrHead), theirKey, wrapped.subarray(saltLength, ctrHead));
  const ephemeral = Curve.generateKeyPair();
  const salt = randomBytes(saltLength);
  const iv = randomBytes(16);
  const ourKey = await derivePairingCodeKey(code, salt);
  const sealed = Buffer.concat([salt, iv, aesEncryptCTR(ephemeral.public, ourKey, iv)]);
  const attrs = { from: S_WHATSAPP_NET, type: 'link_code_companion_reg', id: phone.stanzaId, t: timestamp() };
  link.send(
    node('notification', attrs, [
      node('link_code_companion_reg', { stage: 'primary_hello' }, [
        node('link_code_pairing_ref', {}, randomBytes(16)),
        node('primary_identity_pub', {}, Buffer.from(phone.identity.public)),
        node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, sealed),
      ]),
    ]),
  );
  return { ephemeral, companionEphemeral };
};

/** The secret both now hold; throws when the code was wrong, for then the bundle cannot be opened. */
export const secretOf = (finish: BinaryNode, exchange: CodeExchange, phoneIdentity: KeyPair): Uint8Array => {
  const companionIdentity = bytesAt(finish, 'companion_identity_public');
  const shared = Curve.sharedKey(exchange.ephemeral.private, exchange.companionEphemeral);
  const bundle = openBundle(bytesAt(finish, 'link_code_pairing_wrapped_key_bundle'), shared);
  if (!bundle.subarray(0, 32).equals(companionIdentity)) throw new WrongPairingCode();
  const identities = Curve.sharedKey(phoneIdentity.private, companionIdentity);
  return hkdf(Buffer.concat([shared, identities, bundle.subarray(64, 96)]), 32, { info: 'adv_secret' });
};

const openBundle = (wrapped: Buffer, shared: Buffer): Buffer => {
  const salt = wrapped.subarray(0, saltLength);
  const key = hkdf(shared, 32, { salt, info: 'link_code_pairing_key_bundle_encryption_key' });
  try {
    return aesDecryptGCM(wrapped.subarray(gcmHead), key, wrapped.subarray(saltLength, gcmHead), Buffer.alloc(0));
  } catch {
    throw new WrongPairingCode();
  }
};
