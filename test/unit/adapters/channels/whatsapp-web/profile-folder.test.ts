import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoFolderName } from '#adapters/channels/whatsapp-web/errors';
import { ProfileFolder } from '#adapters/channels/whatsapp-web/profile-folder';

const stayAlive = 'process.stdout.write("up"); setInterval(() => {}, 1000)';

describe('the folder of a profile', () => {
  let sessions = '';
  beforeEach(() => {
    sessions = mkdtempSync(join(tmpdir(), 'wakil-profile-'));
  });
  afterEach(() => rmSync(sessions, { recursive: true }));

  const locked = async (folder: ProfileFolder, holder: string): Promise<string> => {
    await mkdir(folder.path, { recursive: true });
    const lock = join(folder.path, 'SingletonLock');
    await symlink(holder, lock);
    return lock;
  };

  it.each(['..', '.', '', 'a/b', 'a\\b', '-rf', 'a\0b', 'a'.repeat(65), '~'])('is not made of the id %j', (id) => {
    expect(() => new ProfileFolder(sessions, id, 'channel')).toThrow(NoFolderName);
    expect(() => new ProfileFolder(sessions, 'tenant', id)).toThrow(NoFolderName);
  });

  it('is for our eyes only, also one that was there', async () => {
    const folder = new ProfileFolder(sessions, 'tenant', 'channel');
    await mkdir(folder.path, { recursive: true, mode: 0o755 });
    await folder.prepare();
    expect([folder.path, join(sessions, 'tenant')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it('goes as a whole, and leaves the tenant’s other ones', async () => {
    const [one, two] = ['one', 'two'].map((channel) => new ProfileFolder(sessions, 'tenant', channel));
    await one?.prepare();
    await two?.prepare();
    writeFileSync(join(one?.path ?? '', 'Cookies'), 'secret');
    await one?.remove();
    expect(readdirSync(join(sessions, 'tenant'))).toEqual(['two']);
    await two?.remove();
    expect(readdirSync(sessions)).toEqual([]);
    expect(await two?.exists()).toBe(false);
  });

  it.each(['another-host-77', `${hostname()}-4194999`, 'nonsense'])('is freed of the mark of %s', async (holder) => {
    const folder = new ProfileFolder(sessions, 'tenant', 'channel');
    const lock = await locked(folder, holder);
    await folder.prepare();
    expect(() => statSync(lock)).toThrow(/ENOENT/);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('ends a browser that was left with this profile, and no other process', async () => {
    const folder = new ProfileFolder(sessions, 'tenant', 'channel');
    const processes = [folder.path, `${folder.path}-2`].map((path) =>
      spawn(process.execPath, ['-e', stayAlive, '--', `--user-data-dir=${path}`], {
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
    const [left, stranger] = processes;
    if (left === undefined || stranger === undefined) throw new Error('no processes');
    await Promise.all(processes.map(({ stdout }) => once(stdout, 'data')));
    const over = once(left, 'exit');
    await locked(folder, `${hostname()}-${stranger.pid}`);
    await folder.prepare();
    await locked(folder, `${hostname()}-${left.pid}`);
    await folder.prepare();
    expect((await over)[1]).toBe('SIGKILL');
    expect(existsSync(`/proc/${stranger.pid}`)).toBe(true);
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
  });
});
