import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DataKey, isSealed, keyIdOf, openText, type Place, sealText } from '#adapters/store/sealing/envelope';
import { SealBroken } from '#application/ports/vault';

const key: DataKey = { id: '80aabbccddeeff01', bytes: randomBytes(32) };
const place: Place = { tenantId: 'ten_a', table: 'messages', row: 'msg_1', column: 'content' };
/** Unpaired surrogates are no text: nothing of ours stores one. */
const text = fc.string({ unit: 'grapheme', maxLength: 500 });

describe('an envelope', () => {
  it('opens to what was sealed, whatever it is, where it was sealed', () => {
    const part = fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !name.includes('\0'));
    const places = fc.record({ tenantId: part, table: part, row: part, column: part });
    fc.assert(
      fc.property(text, places, (words, where) => {
        const sealed = sealText(key, where, words);
        return isSealed(sealed) && keyIdOf(sealed) === key.id && openText(key, where, sealed) === words;
      }),
    );
  });

  it('shows nothing of the text, and never the same twice', () => {
    const [first, second] = [sealText(key, place, 'the secret'), sealText(key, place, 'the secret')];
    expect(Buffer.from(first.slice(1), 'base64').toString('latin1')).not.toContain('secret');
    expect(first).not.toBe(second);
  });

  it.each(['tenantId', 'table', 'row', 'column'] as const)('does not open elsewhere: another %s', (part) => {
    const sealed = sealText(key, place, 'words');
    expect(() => openText(key, { ...place, [part]: 'another' }, sealed)).toThrow(SealBroken);
  });

  it('does not open under another key, also one that bears its name', () => {
    const sealed = sealText(key, place, 'words');
    expect(() => openText({ ...key, bytes: randomBytes(32) }, place, sealed)).toThrow(SealBroken);
    expect(() => openText({ ...key, id: '80aabbccddeeff02' }, place, sealed)).toThrow(SealBroken);
  });

  it('does not open with a bit changed or a part missing', () => {
    const bytes = Buffer.from(sealText(key, place, 'words').slice(1), 'base64');
    const opened = (changed: Uint8Array): string => {
      const sealed = `\u0001${Buffer.from(changed).toString('base64')}`;
      return openText({ ...key, id: keyIdOf(sealed) }, place, sealed);
    };
    for (const at of bytes.keys()) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => opened(changed), `byte ${at}`).toThrow(SealBroken);
    }
    for (const length of [0, 8, 9, 20, 36, bytes.length - 1])
      expect(() => opened(bytes.subarray(0, length)), `${length} bytes`).toThrow(SealBroken);
  });

  it('is never taken for what people write, or for what is stored as JSON', () => {
    fc.assert(fc.property(fc.json(), (json) => !isSealed(json)));
    for (const value of [null, 7, '', 'Amal', '+971500000001']) expect(isSealed(value)).toBe(false);
  });
});
