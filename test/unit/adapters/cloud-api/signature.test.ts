import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignedByMeta } from '#adapters/channels/cloud-api/signature';

const secret = 'app-secret';
const body = Buffer.from('{"object":"whatsapp_business_account","entry":[{"id":"é"}]}');
const signatureOf = (bytes: Buffer, key: string): string =>
  `sha256=${createHmac('sha256', key).update(bytes).digest('hex')}`;
const good = signatureOf(body, secret);

describe('the signature of a webhook', () => {
  it('is accepted over the very bytes', () => {
    expect(isSignedByMeta(body, good, secret)).toBe(true);
    expect(isSignedByMeta(body, good.replace('sha256=', 'SHA256=').toUpperCase(), secret)).toBe(true);
  });

  it('is refused after any one bit of the body flips', () => {
    for (let bit = 0; bit < body.length * 8; bit += 1) {
      const flipped = Buffer.from(body);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(isSignedByMeta(flipped, good, secret), `bit ${bit}`).toBe(false);
    }
  });

  it('is refused after any one bit of the digest flips', () => {
    const digest = Buffer.from(good.slice(7), 'hex');
    for (let bit = 0; bit < digest.length * 8; bit += 1) {
      const flipped = Buffer.from(digest);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(isSignedByMeta(body, `sha256=${flipped.toString('hex')}`, secret), `bit ${bit}`).toBe(false);
    }
  });

  it('is refused for the same JSON written with other bytes', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1));
    expect(isSignedByMeta(rewritten, good, secret)).toBe(false);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['without a digest', 'sha256='],
    ['without its scheme', good.slice(7)],
    ['of another scheme', good.replace('sha256', 'sha1')],
    ['too short', good.slice(0, -1)],
    ['too long', `${good}0`],
    ['followed by a line break', `${good}\n`],
    ['not hexadecimal', `sha256=${'z'.repeat(64)}`],
    ['sent twice', [good, good]],
    ['two in one', `${good}, ${good}`],
  ])('is refused when the header is %s', (_, header) => {
    expect(isSignedByMeta(body, header, secret)).toBe(false);
  });

  it('is refused with another secret, and always when no secret is configured', () => {
    expect(isSignedByMeta(body, good, 'another')).toBe(false);
    expect(isSignedByMeta(body, signatureOf(body, ''), '')).toBe(false);
  });
});
