import { chmodSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskBlobStore } from '#adapters/blobs/disk-blob-store';
import { KeyFileVault } from '#adapters/vault/key-file-vault';
import { type BlobStore, BlobStoreUnavailable } from '#application/ports/blob-store';
import { FileId, TenantId } from '#domain/shared/ids';
import { temporaryFolder } from '#test/support/product';

const hex = (digit: string): string => digit.repeat(32);
const [noor, layan] = [TenantId(`ten_${hex('a')}`), TenantId(`ten_${hex('b')}`)];
const [one, two] = [FileId(`fil_${hex('1')}`), FileId(`fil_${hex('2')}`)];
const text = (bytes: Uint8Array | null): string | null => bytes && Buffer.from(bytes).toString('utf8');
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
const vault = new KeyFileVault({ key: '7'.repeat(64), purpose: 'files' });

const implementations = [
  { name: 'DiskBlobStore', open: (root: string): BlobStore => new DiskBlobStore({ root, vault }) },
] as const;

describe.each(implementations)('$name honours the BlobStore contract', ({ open }) => {
  let folder: { path: string; remove: () => void };
  let blobs: BlobStore;
  beforeEach(() => {
    folder = temporaryFolder('blobs');
    blobs = open(folder.path);
  });
  afterEach(() => folder.remove());

  it('gives back what it was given, also to the next process', async () => {
    const large = new Uint8Array(1_048_576).map((_, index) => index % 251);
    await blobs.put(noor, one, bytes('hello'));
    await blobs.put(noor, two, large);
    expect(text(await open(folder.path).get(noor, one))).toBe('hello');
    expect(Buffer.compare(Buffer.from((await blobs.get(noor, two)) ?? []), Buffer.from(large))).toBe(0);
  });

  it('has nothing under an id nobody has put, and nothing of another tenant', async () => {
    await blobs.put(noor, one, bytes('ours'));
    expect(await blobs.get(noor, two)).toBeNull();
    expect(await blobs.get(layan, one)).toBeNull();
    await blobs.put(layan, one, bytes('theirs'));
    expect(text(await blobs.get(noor, one))).toBe('ours');
  });

  it('replaces, removes, and removes what is not there', async () => {
    await blobs.put(noor, one, bytes('first'));
    await blobs.put(noor, one, bytes('second'));
    expect(text(await blobs.get(noor, one))).toBe('second');
    await blobs.remove(noor, one);
    await blobs.remove(noor, one);
    expect(await blobs.get(noor, one)).toBeNull();
  });

  it('forgets all of a tenant, and nothing of another', async () => {
    await blobs.put(noor, one, bytes('ours'));
    await blobs.put(layan, one, bytes('theirs'));
    await blobs.removeTenant(noor);
    await blobs.removeTenant(noor);
    expect(await blobs.get(noor, one)).toBeNull();
    expect(text(await blobs.get(layan, one))).toBe('theirs');
  });

  it('keeps the last of many writes at once whole', async () => {
    const writes = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(10_000));
    await Promise.all(writes.map((words) => blobs.put(noor, one, bytes(words))));
    expect(writes).toContain(text(await blobs.get(noor, one)));
  });
});

describe('DiskBlobStore', () => {
  let folder: { path: string; remove: () => void };
  let blobs: DiskBlobStore;
  const pathOf = (tenant: TenantId, id: FileId): string => join(folder.path, tenant, id.slice(-2), id);
  beforeEach(() => {
    folder = temporaryFolder('blobs');
    blobs = new DiskBlobStore({ root: folder.path, vault });
  });
  afterEach(() => folder.remove());

  it('leaves nothing readable on the disk, and nothing unfinished', async () => {
    await blobs.put(noor, one, bytes('a secret of a customer'));
    expect(readFileSync(pathOf(noor, one)).includes('secret')).toBe(false);
    expect(readdirSync(join(folder.path, noor, '11'))).toEqual([one]);
  });

  it('gives out nothing that is not as it was written', async () => {
    await blobs.put(noor, one, bytes('a picture'));
    const sealed = readFileSync(pathOf(noor, one));
    for (const place of [0, 5, 20, sealed.length - 1]) {
      const broken = Buffer.from(sealed);
      broken[place] = (broken[place] ?? 0) ^ 1;
      writeFileSync(pathOf(noor, one), broken);
      await expect(blobs.get(noor, one), `byte ${place}`).rejects.toThrow(BlobStoreUnavailable);
    }
    writeFileSync(pathOf(noor, one), sealed.subarray(0, 10));
    await expect(blobs.get(noor, one)).rejects.toThrow(BlobStoreUnavailable);
  });

  it('opens no file that was put in the place of another', async () => {
    await blobs.put(noor, one, bytes('ours'));
    await blobs.put(layan, one, bytes('theirs'));
    renameSync(pathOf(layan, one), pathOf(noor, one));
    await expect(blobs.get(noor, one)).rejects.toThrow(BlobStoreUnavailable);
    await blobs.put(noor, one, bytes('ours'));
    await blobs.put(noor, two, bytes('ours as well'));
    renameSync(pathOf(noor, two), pathOf(noor, one));
    await expect(blobs.get(noor, one)).rejects.toThrow(BlobStoreUnavailable);
  });

  it('opens nothing without the key', async () => {
    await blobs.put(noor, one, bytes('ours'));
    const other = new DiskBlobStore({
      root: folder.path,
      vault: new KeyFileVault({ key: '8'.repeat(64), purpose: 'files' }),
    });
    await expect(other.get(noor, one)).rejects.toThrow(BlobStoreUnavailable);
  });

  it('says so when the disk does not take it', async () => {
    const file = join(folder.path, 'a-file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const nowhere = new DiskBlobStore({ root: file, vault });
    await expect(nowhere.put(noor, one, bytes('ours'))).rejects.toThrow(BlobStoreUnavailable);
  });

  it('reaches nothing outside its folder', async () => {
    for (const id of ['../../../etc/passwd', 'fil_..', ''])
      await expect(blobs.get(noor, FileId(id))).rejects.toThrow(BlobStoreUnavailable);
    await expect(blobs.removeTenant(TenantId('..'))).rejects.toThrow(BlobStoreUnavailable);
  });
});
