import { randomBytes } from 'node:crypto';
import {
  Curve,
  hmacSign,
  type KeyPair,
  proto,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
} from '@whiskeysockets/baileys';
import { unixSeconds } from '../binary-nodes.js';
import { isSigned } from '../signal/libsignal.js';

/** What a phone signs for a new companion, sealed with the secret that only the two know. */
export const signDeviceIdentity = (
  phone: KeyPair,
  companion: { readonly id: number; readonly identity: Buffer; readonly secret: Uint8Array },
): Uint8Array => {
  const details = proto.ADVDeviceIdentity.encode({
    rawId: randomBytes(4).readUInt32BE(),
    timestamp: unixSeconds(),
    keyIndex: companion.id,
    accountType: 0,
    deviceType: 0,
  }).finish();
  const accountSignature = Curve.sign(
    phone.private,
    Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, companion.identity]),
  );
  const signed = { details, accountSignatureKey: phone.public, accountSignature };
  const sealed = proto.ADVSignedDeviceIdentity.encode(signed).finish();
  const hmac = hmacSign(sealed, companion.secret);
  return proto.ADVSignedDeviceIdentityHMAC.encode({ details: sealed, hmac, accountType: 0 }).finish();
};

/** The companion signed what the phone had signed for it. */
export const isSignedByDevice = (phone: KeyPair, identity: Buffer, encoded: Uint8Array): boolean => {
  const { details, deviceSignature } = proto.ADVSignedDeviceIdentity.decode(encoded);
  if (!details || !deviceSignature) return false;
  const message = Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, details, identity, phone.public]);
  return isSigned(identity, message, deviceSignature);
};
