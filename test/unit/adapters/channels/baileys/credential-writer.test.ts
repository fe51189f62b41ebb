import { describe, expect, it } from 'vitest';
import { CredentialWriter } from '#adapters/channels/baileys/credential-writer';
import { CredentialsNotSaved } from '#adapters/channels/baileys/errors';
import { MemoryCredentials } from '#test/support/memory-credentials';

const change = (id: string, value: string | null = id) => ({
  type: 'session',
  id,
  value: value === null ? null : Buffer.from(value),
});

describe('CredentialWriter', () => {
  it('writes one save at a time, and together what is asked meanwhile', async () => {
    const store = new MemoryCredentials();
    let running = 0;
    let most = 0;
    store.beforeSave = async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    };
    const writer = new CredentialWriter(store, () => undefined);
    const first = writer.write([change('a')]);
    await Promise.resolve();
    await Promise.all([
      first,
      writer.write([change('b')]),
      writer.write([change('c')]),
      writer.write([change('b', 'B')]),
    ]);
    expect(most).toBe(1);
    expect(store.saves.map((changes) => changes.map(({ id }) => id))).toEqual([['a'], ['c', 'b']]);
    expect(Buffer.from(store.rows.get('session\nb')?.value ?? []).toString()).toBe('B');
  });

  it('adds what is attached to the next save, and makes none for it', async () => {
    const store = new MemoryCredentials();
    const writer = new CredentialWriter(store, () => undefined);
    writer.attach([change('later')]);
    expect(store.saves).toEqual([]);
    await writer.write([change('now')]);
    expect(store.saves).toHaveLength(1);
    writer.attach([change('last')]);
    await writer.flush();
    expect([...store.rows.values()].map(({ id }) => id)).toEqual(['later', 'now', 'last']);
  });

  it('tells of the first failure and writes nothing after it', async () => {
    const store = new MemoryCredentials();
    const failures: unknown[] = [];
    const writer = new CredentialWriter(store, (cause) => failures.push(cause));
    store.beforeSave = () => {
      throw new Error('no');
    };
    await expect(writer.write([change('a')])).rejects.toThrow(CredentialsNotSaved);
    store.beforeSave = null;
    await expect(writer.write([change('b')])).rejects.toThrow(CredentialsNotSaved);
    await expect(writer.flush()).rejects.toThrow(CredentialsNotSaved);
    expect(failures).toHaveLength(1);
    expect(store.rows.size).toBe(0);
  });
});
