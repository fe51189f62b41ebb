import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretKeyFile, signingKeyFile } from '#infrastructure/config/key-files';
import { temporaryFolder } from '#test/support/product';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder('keys');
});
afterEach(() => folder.remove());

describe('a key that several processes make at their first start', () => {
  it('is the same for all of them: who comes second takes what stands there', async () => {
    let created = 0;
    let meanwhile: readonly string[] = [];
    const slow = async (): Promise<string> => {
      created += 1;
      // Another process is through with it before we are.
      if (created === 1) meanwhile = await signingKeyFile(folder.path, async () => 'theirs');
      return 'ours';
    };
    expect(await signingKeyFile(folder.path, slow)).toEqual(['theirs']);
    expect(meanwhile).toEqual(['theirs']);
    expect(await signingKeyFile(folder.path, slow)).toEqual(['theirs']);
  });

  it('stands there alone, whole, and readable to its owner only', () => {
    const key = secretKeyFile(folder.path, 'vault');
    const keys = join(folder.path, 'keys');
    expect(readdirSync(keys)).toEqual(['vault.key']);
    expect(readFileSync(join(keys, 'vault.key'), 'utf8')).toBe(`${key}\n`);
    expect(statSync(join(keys, 'vault.key')).mode & 0o777).toBe(0o600);
    expect(secretKeyFile(folder.path, 'vault')).toBe(key);
  });
});
