import { proto } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { CredentialWriter } from '#adapters/channels/baileys/credential-writer';
import { UnreadableCredentials } from '#adapters/channels/baileys/errors';
import { KeyStore } from '#adapters/channels/baileys/key-store';
import { MemoryCredentials } from '#test/support/memory-credentials';

const storeOver = (credentials: MemoryCredentials, largest = 10, unreadable: unknown[] = []) => {
  const writer = new CredentialWriter(credentials, () => undefined);
  return new KeyStore({ credentials, writer, largest, onUnreadable: (cause) => unreadable.push(cause) });
};

describe('KeyStore', () => {
  it('writes one set as one save, of several types, with removals', async () => {
    const credentials = new MemoryCredentials();
    const keys = storeOver(credentials);
    await keys.set({ 'lid-mapping': { a: '1', b: '2' }, 'device-list': { a: ['0'] } });
    await keys.set({ 'lid-mapping': { a: null } });
    expect(credentials.saves.map((changes) => changes.length)).toEqual([3, 1]);
    expect(await keys.get('lid-mapping', ['a', 'b', 'c'])).toEqual({ b: '2' });
    expect(credentials.reads).toBe(1);
  });

  it('gives bytes back as bytes and sync keys as the library’s own objects', async () => {
    const credentials = new MemoryCredentials();
    const keyData = proto.Message.AppStateSyncKeyData.fromObject({ keyData: Buffer.from('k') });
    await storeOver(credentials).set({
      'app-state-sync-key': { x: keyData },
      'identity-key': { y: Buffer.from([1, 2, 3]) },
      'pre-key': { 1: { public: Buffer.from('p'), private: Buffer.from('q') } },
    });
    const fresh = storeOver(credentials);
    expect((await fresh.get('identity-key', ['y']))['y']).toEqual(Buffer.from([1, 2, 3]));
    expect((await fresh.get('pre-key', ['1']))['1']?.private).toEqual(Buffer.from('q'));
    expect((await fresh.get('app-state-sync-key', ['x']))['x']).toBeInstanceOf(proto.Message.AppStateSyncKeyData);
  });

  it('reads what is being written, not what is still on disk, however small the cache', async () => {
    const credentials = new MemoryCredentials();
    const keys = storeOver(credentials, 1);
    await keys.set({ 'lid-mapping': { a: 'old' } });
    let go: () => void = () => undefined;
    credentials.beforeSave = () => new Promise((resolve) => (go = resolve));
    const written = keys.set({ 'lid-mapping': { a: 'new' }, 'device-list': { b: ['0'], c: ['0'] } });
    await Promise.resolve();
    expect(await keys.get('lid-mapping', ['a'])).toEqual({ a: 'new' });
    go();
    await written;
    expect(await keys.get('lid-mapping', ['a'])).toEqual({ a: 'new' });
  });

  it('says that a key cannot be read, and does not give it as absent', async () => {
    const credentials = new MemoryCredentials();
    credentials.rows.set('session\nx', { type: 'session', id: 'x', value: Buffer.from('{') });
    const unreadable: unknown[] = [];
    await expect(storeOver(credentials, 10, unreadable).get('session', ['x'])).rejects.toThrow(UnreadableCredentials);
    expect(unreadable).toHaveLength(1);
  });
});
