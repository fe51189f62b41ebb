import { type AuthenticationCreds, BufferJSON, proto } from '@whiskeysockets/baileys';
import { UnreadableCredentials } from '#adapters/channels/baileys/errors';
import type { Credential } from '#application/ports/channel-session-store';

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array && value.byteLength > 0;

export const encodeCredential = (value: unknown): Uint8Array =>
  Buffer.from(JSON.stringify(value, BufferJSON.replacer), 'utf8');

/** @throws {UnreadableCredentials} */
export const decodeCredential = ({ type, value }: Credential): unknown => {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(value).toString('utf8'), BufferJSON.reviver);
    // The library calls methods of this one, so a plain object is not enough.
    if (type !== 'app-state-sync-key') return decoded;
    return proto.Message.AppStateSyncKeyData.fromObject(decoded as Record<string, unknown>);
  } catch (cause) {
    throw new UnreadableCredentials('a stored credential cannot be read', { type }, cause);
  }
};

const isCreds = (value: unknown): value is AuthenticationCreds => {
  const creds = value as Partial<AuthenticationCreds> | null;
  return (
    isBytes(creds?.noiseKey?.private) &&
    isBytes(creds.signedIdentityKey?.private) &&
    isBytes(creds.signedPreKey?.keyPair.private) &&
    Number.isInteger(creds.registrationId)
  );
};

/** @throws {UnreadableCredentials} */
export const decodeCreds = (credential: Credential): AuthenticationCreds => {
  const creds = decodeCredential(credential);
  if (!isCreds(creds)) throw new UnreadableCredentials('the stored account keys are not complete', {});
  return creds;
};
