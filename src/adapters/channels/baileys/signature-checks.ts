import { createRequire } from 'node:module';
import { Curve, generateSignalPubKey, WA_CERT_DETAILS } from '@whiskeysockets/baileys';

type Libsignal = {
  readonly curve: { verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean };
};

/** libsignal is the library's own dependency, so it is asked for from where the library is. */
const libsignal = (): Libsignal => {
  const here = createRequire(import.meta.url);
  return createRequire(here.resolve('@whiskeysockets/baileys'))('libsignal') as Libsignal;
};

/**
 * The library drops the answer of libsignal's check and so accepts every signature: any server, any companion identity.
 * `Curve` is one object for the whole process, and all callers ask it at the time of the check.
 */
export const restoreSignatureChecks = (): void => {
  const { curve } = libsignal();
  Curve.verify = (publicKey, message, signature) => {
    try {
      return curve.verifySignature(generateSignalPubKey(Buffer.from(publicKey)), message, signature);
    } catch {
      return false;
    }
  };
};

/** The root certificate of an emulator in place of WhatsApp's: of the whole process, read at each handshake. */
export const trustRoot = (rootKey: Uint8Array): void => {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKey);
};
