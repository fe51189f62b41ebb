import { describe, expect, it } from 'vitest';
import { newSecret, secretBytes, secretOf, TenantKeys } from '#adapters/store/sealing/tenant-keys';
import { SealBroken } from '#application/ports/vault';

const first = newSecret(null);
const second = newSecret(first);

describe('the keys of a tenant', () => {
  it('are the same after they were stored', () => {
    expect(secretOf(1, secretBytes(first))).toEqual({
      ...first,
      key: Buffer.from(first.key),
      seed: Buffer.from(first.seed),
    });
  });

  it('blind the same after a rotation, and differently for another tenant, word and kind', () => {
    const [before, after] = [new TenantKeys('ten_a', [first]), new TenantKeys('ten_a', [first, second])];
    expect(after.version).toBe(2);
    expect(after.blindWord('lamp')).toBe(before.blindWord('lamp'));
    expect(after.blindAddress('email', 'a@b.c')).toBe(before.blindAddress('email', 'a@b.c'));
    const all = [
      before.blindWord('lamp'),
      before.blindWord('lamps'),
      `.${before.blindBeginning('lamp')}`,
      before.blindAddress('email', 'lamp'),
      before.blindAddress('wa_phone', 'lamp'),
      new TenantKeys('ten_b', [first]).blindWord('lamp'),
      new TenantKeys('ten_a', [newSecret(null)]).blindWord('lamp'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('wrap keys of customers, which open under their own name and version alone', () => {
    const [before, after] = [new TenantKeys('ten_a', [first]), new TenantKeys('ten_a', [first, second])];
    const { key, wrapped } = before.newCustomerKey(0);
    expect(after.unwrap(wrapped)).toEqual({ id: key.id, bytes: Buffer.from(key.bytes) });
    const again = after.wrap(key);
    expect(again.tenant_version).toBe(2);
    expect(after.unwrap(again).bytes).toEqual(Buffer.from(key.bytes));
    expect(() => after.unwrap({ ...wrapped, id: after.newCustomerKey(1).key.id })).toThrow(SealBroken);
    expect(() => after.unwrap({ ...wrapped, tenant_version: 2 })).toThrow(SealBroken);
    expect(() => before.unwrap(again)).toThrow(SealBroken);
    expect(() => new TenantKeys('ten_b', [first]).unwrap(wrapped)).toThrow(SealBroken);
  });
});
