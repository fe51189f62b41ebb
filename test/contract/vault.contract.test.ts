import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyFileVault } from '#adapters/vault/key-file-vault';
import { SealBroken, type Vault } from '#application/ports/vault';
import { TenantId } from '#domain/shared/ids';

const [noor, layan] = [TenantId(`ten_${'a'.repeat(32)}`), TenantId(`ten_${'b'.repeat(32)}`)];
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
const name = 'session/chn_1/pre-key/7';

const implementations = [
  {
    name: 'KeyFileVault',
    open: (digit: string): Vault => new KeyFileVault({ key: digit.repeat(64), purpose: 'vault' }),
  },
] as const;

describe.each(implementations)('$name honours the Vault contract', ({ open }) => {
  const vault = open('7');

  it('opens what it sealed, also in the next process, whatever it is', () => {
    for (const content of [bytes(''), bytes('a key'), randomBytes(70_000), Buffer.alloc(32), bytes('مفتاح')])
      expect(Buffer.compare(open('7').open(noor, name, vault.seal(noor, name, content)), content)).toBe(0);
  });

  it('shows nothing of what it sealed, and never the same twice', () => {
    const content = bytes('a private key');
    const [first, second] = [vault.seal(noor, name, content), vault.seal(noor, name, content)];
    expect(text(first)).not.toContain('private');
    expect(Buffer.compare(first, second)).not.toBe(0);
  });

  it('opens nothing of another tenant, under another name or with another key', () => {
    const sealed = vault.seal(noor, name, bytes('a key'));
    expect(() => vault.open(layan, name, sealed)).toThrow(SealBroken);
    expect(() => vault.open(noor, 'session/chn_2/pre-key/7', sealed)).toThrow(SealBroken);
    expect(() => open('8').open(noor, name, sealed)).toThrow(SealBroken);
  });

  it('opens nothing of which a bit is another, or a part is missing', () => {
    const sealed = vault.seal(noor, name, bytes('a key'));
    for (const place of sealed.keys()) {
      const broken = Uint8Array.from(sealed);
      broken[place] = (broken[place] ?? 0) ^ 1;
      expect(() => vault.open(noor, name, broken), `byte ${place}`).toThrow(SealBroken);
    }
    for (const length of [0, 1, 20, 28, sealed.length - 1])
      expect(() => vault.open(noor, name, sealed.subarray(0, length)), `${length} bytes`).toThrow(SealBroken);
  });

  it('says nothing of what it could not open', () => {
    const sealed = vault.seal(noor, name, bytes('a key'));
    try {
      vault.open(layan, name, sealed);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'vault.seal_broken', details: {} });
    }
  });
});

describe('KeyFileVault', () => {
  it('goes on opening after more tenants than it keeps keys of', () => {
    const vault = new KeyFileVault({ key: '7'.repeat(64), purpose: 'vault' });
    const sealed = vault.seal(noor, name, bytes('a key'));
    for (let nth = 0; nth < 1_100; nth += 1) vault.seal(TenantId(`ten_${nth}`), name, bytes('x'));
    expect(text(vault.open(noor, name, sealed))).toBe('a key');
  });

  it('opens the files that were sealed before there was a vault', () => {
    const files = new KeyFileVault({ key: '7'.repeat(64), purpose: 'files' });
    const sealed = Buffer.from(
      '01000102030405060708090a0b7106ff9f6771bb37138c6a00c1d9c92a69458315717b1838e2e9c8a9e2c3a37aaec913dcadc0',
      'hex',
    );
    expect(text(files.open(noor, `fil_${'1'.repeat(32)}`, sealed))).toBe('a picture of last year');
    const vault = new KeyFileVault({ key: '7'.repeat(64), purpose: 'vault' });
    expect(() => vault.open(noor, `fil_${'1'.repeat(32)}`, sealed)).toThrow(SealBroken);
  });
});
