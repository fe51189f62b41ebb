import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LocalMasterKey } from '#adapters/vault/local-master-key';
import { type MasterKey, WrongMasterKey } from '#application/ports/master-key';

const implementations = [
  { name: 'LocalMasterKey', open: (digit: string): MasterKey => new LocalMasterKey(digit.repeat(64)) },
] as const;

describe.each(implementations)('$name honours the MasterKey contract', ({ open }) => {
  const key = randomBytes(64);

  it('unwraps what it wrapped, also in the next process', async () => {
    const wrapped = await open('7').wrap('tenant/a/1', key);
    expect(Buffer.compare(await open('7').unwrap('tenant/a/1', wrapped), key)).toBe(0);
  });

  it('has a name of its own, which is no part of it', () => {
    expect(open('7').id).toBe(open('7').id);
    expect(open('7').id).not.toBe(open('8').id);
    expect(open('7').id).not.toContain('7777');
  });

  it('shows nothing of what it wrapped, and never the same twice', async () => {
    const [first, second] = [await open('7').wrap('tenant/a/1', key), await open('7').wrap('tenant/a/1', key)];
    expect(Buffer.from(first).includes(key.subarray(0, 16))).toBe(false);
    expect(Buffer.compare(first, second)).not.toBe(0);
  });

  it('unwraps nothing under another name, of another key, or with a bit changed', async () => {
    const wrapped = await open('7').wrap('tenant/a/1', key);
    await expect(open('7').unwrap('tenant/b/1', wrapped)).rejects.toThrow(WrongMasterKey);
    await expect(open('8').unwrap('tenant/a/1', wrapped)).rejects.toThrow(WrongMasterKey);
    for (const at of wrapped.keys()) {
      const changed = Uint8Array.from(wrapped);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(open('7').unwrap('tenant/a/1', changed), `byte ${at}`).rejects.toThrow(WrongMasterKey);
    }
    await expect(open('7').unwrap('tenant/a/1', new Uint8Array())).rejects.toThrow(WrongMasterKey);
  });
});
