import { chmod, mkdir, readFile, readlink, rm, rmdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { NoFolderName } from '#adapters/channels/whatsapp-web/errors';

const plainName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** Chromium's own marks that a profile is in use. */
const marks = ['SingletonLock', 'SingletonCookie', 'SingletonSocket'];
const onlyOurs = 0o700;

const isMissing = (cause: unknown): boolean => (cause as NodeJS.ErrnoException | null)?.code === 'ENOENT';

/** Where one number's browser keeps its link: `<folder>/<tenant>/<channel>`. No other path can be made of ids. */
export class ProfileFolder {
  readonly path: string;
  readonly #tenantFolder: string;

  /** @throws {NoFolderName} */
  constructor(sessionsFolder: string, tenantId: string, channelId: string) {
    for (const name of [tenantId, channelId]) {
      if (!plainName.test(name)) throw new NoFolderName('an id that is no plain name');
    }
    this.#tenantFolder = join(sessionsFolder, tenantId);
    this.path = join(this.#tenantFolder, channelId);
  }

  async exists(): Promise<boolean> {
    try {
      return (await stat(this.path)).isDirectory();
    } catch (cause) {
      if (isMissing(cause)) return false;
      throw cause;
    }
  }

  /** It is there, for our eyes only, and no browser of before holds it. */
  async prepare(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: onlyOurs });
    for (const folder of [this.#tenantFolder, this.path]) await chmod(folder, onlyOurs);
    await this.#free();
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    // Another number of the tenant may be there.
    await rmdir(this.#tenantFolder).catch(() => undefined);
  }

  /** The lease says that nobody else has this number, so whoever holds its profile is a leftover, here or on another host. */
  async #free(): Promise<void> {
    const [host, pid] = await this.#holder();
    if (host === hostname() && (await this.#isOurBrowser(pid))) process.kill(pid, 'SIGKILL');
    for (const mark of marks) await rm(join(this.path, mark), { force: true });
  }

  async #holder(): Promise<[string, number]> {
    try {
      const [, host = '', pid = ''] = /^(.*)-(\d+)$/.exec(await readlink(join(this.path, 'SingletonLock'))) ?? [];
      return [host, Number(pid)];
    } catch (cause) {
      if (isMissing(cause)) return ['', 0];
      throw cause;
    }
  }

  /** The number of a dead process may be another one's by now. */
  async #isOurBrowser(pid: number): Promise<boolean> {
    if (pid < 2) return false;
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line.split('\0').includes(`--user-data-dir=${this.path}`);
  }
}
