import { createHash, generateKeyPairSync, sign } from 'node:crypto';

export type SelfSigned = {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of its public key: what a browser is told to trust. */
  readonly keyDigest: Uint8Array;
};

/** In as few bytes as it takes: browsers are strict. */
const lengthOf = (length: number): number[] => {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, Math.floor(length / 0x100), length % 0x100];
};
const tagged = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.byteLength)]), body]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
const text = (tag: number, value: string): Buffer => tagged(tag, Buffer.from(value));

const ecdsaWithSha256 = sequence(tagged(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const commonName = Buffer.from('0603550403', 'hex');
const dayMs = 86_400_000;
const instant = (at: number): Buffer => text(0x17, `${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`);

/** A certificate of this moment, for a name that is not ours: only who is told its key believes it. */
export const selfSigned = (name: string): SelfSigned => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const subject = sequence(tagged(0x31, sequence(commonName, text(0x0c, name))));
  const now = Date.now();
  const version = tagged(0xa0, tagged(0x02, Buffer.from([2])));
  const validity = sequence(instant(now - dayMs), instant(now + 7 * dayMs));
  const serial = tagged(0x02, Buffer.from([0x01]));
  const body = sequence(version, serial, ecdsaWithSha256, subject, validity, subject, spki);
  const signature = tagged(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const der = sequence(body, ecdsaWithSha256, signature);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    keyDigest: createHash('sha256').update(spki).digest(),
  };
};
