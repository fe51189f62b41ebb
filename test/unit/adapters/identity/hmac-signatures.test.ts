import { describe, expect, it } from 'vitest';
import { HmacSignatures } from '#adapters/identity/hmac-signatures';

const signatures = new HmacSignatures('ab'.repeat(32));

describe('a signature', () => {
  it('holds for its text, its purpose and its key, and for nothing else', () => {
    const signature = signatures.sign('file', 'a text');
    expect(signatures.matches('file', 'a text', signature)).toBe(true);
    expect(signatures.matches('file', 'a texT', signature)).toBe(false);
    expect(signatures.matches('visitor', 'a text', signature)).toBe(false);
    expect(new HmacSignatures('cd'.repeat(32)).matches('file', 'a text', signature)).toBe(false);
  });

  it.each(['', 'x', 'ü'.repeat(43), 'A'.repeat(43), 'A'.repeat(4_000)])('refuses %j', (forged) => {
    expect(signatures.matches('file', 'a text', forged)).toBe(false);
  });

  it('is of letters an address can hold', () => {
    expect(signatures.sign('visitor', 'نص')).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
