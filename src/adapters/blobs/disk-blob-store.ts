import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobStore, BlobStoreUnavailable } from '#application/ports/blob-store';
import type { Vault } from '#application/ports/vault';
import { type FileId, isIdOf, type TenantId } from '#domain/shared/ids';

type Options = {
  readonly root: string;
  readonly vault: Vault;
};

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Only then is what stands in the folder there after a power cut. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

const writeThrough = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Files in a folder: `<root>/<tenant>/<two digits>/<file>`, each sealed for its tenant and its name. */
export class DiskBlobStore implements BlobStore {
  readonly #root: string;
  readonly #vault: Vault;

  constructor({ root, vault }: Options) {
    this.#root = root;
    this.#vault = vault;
  }

  async put(tenantId: TenantId, id: FileId, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(tenantId, id);
    const unfinished = `${path}.${randomBytes(6).toString('hex')}.new`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeThrough(await open(unfinished, 'wx', 0o600), this.#vault.seal(tenantId, id, bytes));
      await rename(unfinished, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw new BlobStoreUnavailable('the file could not be written; try again in a moment', {}, error);
    }
  }

  async get(tenantId: TenantId, id: FileId): Promise<Uint8Array | null> {
    try {
      return this.#vault.open(tenantId, id, await readFile(this.#pathOf(tenantId, id)));
    } catch (error) {
      if (isMissing(error)) return null;
      throw new BlobStoreUnavailable('the file could not be read', {}, error);
    }
  }

  async remove(tenantId: TenantId, id: FileId): Promise<void> {
    await this.#erase(this.#pathOf(tenantId, id));
  }

  async removeTenant(tenantId: TenantId): Promise<void> {
    await this.#erase(this.#folderOf(tenantId));
  }

  async #erase(path: string): Promise<void> {
    try {
      await rm(path, { recursive: true, force: true });
    } catch (error) {
      throw new BlobStoreUnavailable('the file could not be removed', {}, error);
    }
  }

  #folderOf(tenantId: TenantId): string {
    if (!isIdOf('tenant', tenantId)) throw new BlobStoreUnavailable('this is no tenant', {});
    return join(this.#root, tenantId);
  }

  /** The first digits of an id are its time: the last ones spread. */
  #pathOf(tenantId: TenantId, id: FileId): string {
    if (!isIdOf('file', id)) throw new BlobStoreUnavailable('this is no file', {});
    return join(this.#folderOf(tenantId), id.slice(-2), id);
  }
}
