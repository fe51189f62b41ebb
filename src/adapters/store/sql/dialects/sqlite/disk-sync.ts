import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const keep = promisify(fdatasync);

type Waiting = { readonly resolve: () => void; readonly reject: (error: unknown) => void };

/**
 * Has the disk keep what was committed to a write-ahead log, beside the event loop: the connection itself commits without
 * waiting (`synchronous=NORMAL`), which would hold up everything for milliseconds each time. The log file is kept open, since
 * it lives as long as the connection that writes it.
 */
export class DiskSync {
  readonly #path: string;
  #file: number | null = null;
  #waiting: Waiting[] = [];
  #isBusy = false;

  /** @param path of the log. */
  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Resolves once what was written before the call is on the disk. Who asks while one is under way shares the next: that one
   * begins after their commit. @throws what the system says of the file.
   */
  confirm(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (!this.#isBusy) void this.#run();
    });
  }

  /** After the last `confirm` resolved. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const told = this.#waiting.splice(0);
      try {
        this.#file ??= this.#opened();
        await keep(this.#file);
        for (const { resolve } of told) resolve();
      } catch (error) {
        for (const { reject } of told) reject(error);
      }
    }
    this.#isBusy = false;
  }

  /** A file that is new has to be found again after a power cut as well: its folder is kept with it. */
  #opened(): number {
    const file = openSync(this.#path, 'r+');
    // Windows opens no folder for this, and needs no such thing.
    if (process.platform === 'win32') return file;
    const folder = openSync(dirname(this.#path), 'r');
    fsyncSync(folder);
    closeSync(folder);
    return file;
  }
}
