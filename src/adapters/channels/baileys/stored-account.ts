import { type AuthenticationCreds, initAuthCreds } from '@whiskeysockets/baileys';
import { decodeCreds } from '#adapters/channels/baileys/credential-codec';
import type { CredentialStore } from '#adapters/channels/whatsapp/engine';

/** `registered` stays false after a QR pairing, so the library's flag says nothing. */
export const isLinked = (creds: AuthenticationCreds): boolean => Boolean(creds.me?.id && creds.account);

/**
 * What the account is known by. A pairing that was begun and never finished leaves keys that WhatsApp refuses, so only a
 * linked account is taken up again; anything else starts with new keys. @throws {UnreadableCredentials}
 */
export const storedAccount = async (credentials: CredentialStore): Promise<AuthenticationCreds> => {
  const [stored] = await credentials.read('creds', ['creds']);
  if (stored === undefined) return initAuthCreds();
  const creds = decodeCreds(stored);
  return isLinked(creds) ? creds : initAuthCreds();
};
