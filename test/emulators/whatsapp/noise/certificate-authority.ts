import { Curve, type KeyPair, proto } from '@whiskeysockets/baileys';
import { unixSeconds } from '../binary-nodes.js';

const { Details } = proto.CertChain.NoiseCertificate;
const tenYears = 10 * 365 * 86_400;

type Subject = { readonly serial: number; readonly issuerSerial: number; readonly key: Uint8Array };

const certificate = (subject: Subject, signer: KeyPair) => {
  const now = unixSeconds();
  const details = Details.encode({ ...subject, notBefore: now - 3_600, notAfter: now + tenYears }).finish();
  return { details, signature: Curve.sign(signer.private, details) };
};

/** Who vouches for the emulator, and the key it has. */
export type CertificateAuthority = {
  readonly rootKey: Buffer;
  /** The key of the server itself, which the leaf names. */
  readonly serverKey: KeyPair;
  /** `CertChain`, encoded: what the handshake shows. */
  readonly chain: Uint8Array;
};

/** Root, intermediate, leaf, as WhatsApp's own chain. The root's serial is 0, the library insists. */
export const newCertificateAuthority = (): CertificateAuthority => {
  const root = Curve.generateKeyPair();
  const intermediate = Curve.generateKeyPair();
  const serverKey = Curve.generateKeyPair();
  const chain = proto.CertChain.encode({
    intermediate: certificate({ serial: 1, issuerSerial: 0, key: intermediate.public }, root),
    leaf: certificate({ serial: 2, issuerSerial: 1, key: serverKey.public }, intermediate),
  }).finish();
  return { rootKey: Buffer.from(root.public), serverKey, chain };
};
